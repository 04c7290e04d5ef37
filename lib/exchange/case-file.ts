import type { Pattern } from '@/catalog/patterns/pattern'
import type { Side } from '@/lib/access/policy'
import type { CanonicalElement, NarrativeNode } from '@/lib/case/canonical-case'
import { type Facet, facetOf, fieldsOf, isFacet, problemWith, TEXT_MAX } from '@/lib/case/fields'
import { whyNotWrite } from '@/lib/case/only-side'
import { PATTERNS_MAX } from '@/lib/case/pattern-json'
import { decorationOf } from '@/lib/case/read'
import { MAX_ELEMENTS } from '@/lib/case/schema-check'
import { type EdgeValue, isKey, parseEdgeKey, SCHEMA_VERSION } from '@/lib/case/ydoc'
import { targetName } from '@/lib/gsn/challenge-edges'
import type { FieldValue } from '@/lib/gsn/graph'
import { isKind } from '@/lib/gsn/kinds'
import { isMultiplicity } from '@/lib/gsn/multiplicity'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readPatternValue } from '@/lib/pattern/check-pattern'
import { type FileProblem, Problems } from './argument-file'
import { isObject, type Json, notJson, objectsAt, parseJson } from './json-walk'
import { problemWithNarrative } from './read-narrative'

/** [EXC13] A case as its JSON holds it, checked part by part: what is in here can be written into a document. */
export interface CaseFile {
  readonly elements: readonly CanonicalElement[]
  readonly edges: readonly { readonly key: string; readonly value: EdgeValue }[]
  readonly patterns: readonly Pattern[]
  readonly problems: readonly FileProblem[]
}

/**
 * [EXC13] Reads the JSON of a case for somebody who brings it. What a case cannot hold is left out with its path, and so
 * is what only others could have said: fields of the other side, and what is recorded when somebody confirms.
 * @param side whose words the bringer may write; undefined: nobody's own
 * @returns refusals `file-unreadable`, `no-case`, `file-newer`, `file-too-large`
 */
export function readCaseFile(text: string, side: Side | undefined): Outcome<CaseFile> {
  const root = parseJson(text)
  if (!isObject(root)) return notJson(text, 'Export the case again and bring that file.')
  if (!Array.isArray(root.elements) || !Array.isArray(root.relations)) {
    return refuse('no-case', 'The JSON holds no elements and relations of a case.')
  }
  if (Number.isSafeInteger(root.schema) && (root.schema as number) > SCHEMA_VERSION) {
    return refuse('file-newer', 'A newer Accord wrote this file. Bring this server up to date first.')
  }
  const elements = [...objectsAt(root, 'elements'), ...objectsAt(root, 'bin')]
  if (elements.length > MAX_ELEMENTS) return refuse('file-too-large', `A case holds at most ${MAX_ELEMENTS} elements.`)
  const problems = new Problems()
  const leftOut = Array.isArray(root.leftOut) ? root.leftOut.filter((each) => typeof each === 'string') : []
  for (const words of leftOut.slice(0, 50)) {
    problems.leftOut(`The file itself says what it leaves out: ${words.slice(0, 300)}`, { path: 'leftOut' })
  }
  for (const list of ['elements', 'bin', 'relations', 'skipped', 'challenges', 'patterns'])
    notObjects(root, list, problems)
  const seen = new Set<string>()
  const reader = new ElementReader(side, problems)
  const read = (list: string, deleted: boolean) =>
    objectsAt(root, list).flatMap(({ item, index }): CanonicalElement[] => {
      const path = `${list}[${index}]`
      const element = reader.read(item, path, deleted)
      if (element === undefined) return []
      if (seen.has(element.id)) {
        problems.leftOut(`${element.id} stands in the file twice; the first one counts.`, { path })
        return []
      }
      seen.add(element.id)
      return [element]
    })
  return ok({
    elements: [...read('elements', false), ...read('bin', true)],
    edges: edgesIn(root, problems),
    patterns: patternsIn(root, problems),
    problems: problems.list(),
  })
}

function notObjects(root: Json, list: string, problems: Problems): void {
  const all = Object.hasOwn(root, list) ? root[list] : []
  if (!Array.isArray(all)) problems.leftOut(`${list} is no list.`, { path: list })
  else
    for (const [index, each] of all.entries())
      if (!isObject(each)) problems.leftOut('It is no object.', { path: `${list}[${index}]` })
}

class ElementReader {
  constructor(
    private readonly side: Side | undefined,
    private readonly problems: Problems,
  ) {}

  read(item: Json, path: string, deleted: boolean): CanonicalElement | undefined {
    const { id, kind } = item
    if (!isKey(id) || !isKind(kind)) {
      this.problems.leftOut('An element has an id of letters, digits, - and _, and one of the kinds of GSN.', { path })
      return undefined
    }
    const word = (key: string, fits: (value: string) => boolean): { [name: string]: string } => {
      const value = item[key]
      if (value === undefined || value === '') return {}
      if (typeof value === 'string' && fits(value)) return { [key]: value }
      this.problems.leftOut(`The ${key} of ${id} is not one that an element can have.`, { path: `${path}.${key}` })
      return {}
    }
    const facetWord = word('facet', isFacet).facet as Facet | undefined
    const facet = facetOf({ kind, ...(facetWord === undefined ? {} : { facet: facetWord }) })
    const narrative = this.narrative(item, `${path}.narrative`)
    return {
      id,
      kind,
      ...word('role', isKey),
      ...word('pattern', isKey),
      ...word('capability', isKey),
      ...(facet === undefined ? {} : { facet }),
      name: word('name', (value) => value.length <= 100).name ?? id,
      statement: this.text(item.statement ?? '', `${path}.statement`),
      undeveloped: item.undeveloped === true,
      ...(item.public === true ? { public: true } : {}),
      ...word('away', isKey),
      ...word('takenFrom', (value) => value.length <= 1000),
      ...word('takenAt', (value) => value.length <= 5000),
      ...word('takenKey', (value) => value.length <= 1000),
      deleted,
      fields: this.fields(item, facet, path),
      texts: this.texts(item, facet, path),
      ...(narrative.length === 0 ? {} : { narrative }),
    }
  }

  private text(value: unknown, path: string): string {
    if (typeof value !== 'string') {
      this.problems.leftOut('It is no text.', { path })
      return ''
    }
    if (value.length <= TEXT_MAX) return value
    this.problems.changed(`It is longer than ${TEXT_MAX} characters and is cut there.`, { path })
    return value.slice(0, TEXT_MAX)
  }

  /** Whether the bringer may say this; what only others say is left out and told. */
  private mayWrite(facet: Facet | undefined, name: string, path: string): boolean {
    const field = fieldsOf(facet)[name]
    const theirs = field === undefined ? undefined : whyNotWrite(field, this.side)
    if (theirs !== undefined) this.problems.leftOut(theirs.message, { path })
    return theirs === undefined
  }

  private fields(item: Json, facet: Facet | undefined, path: string): Record<string, FieldValue> {
    const kept: Record<string, FieldValue> = {}
    for (const [name, value] of Object.entries(isObject(item.fields) ? item.fields : {})) {
      const at = `${path}.fields.${name}`
      const field = Object.hasOwn(fieldsOf(facet), name) ? fieldsOf(facet)[name] : undefined
      const problem = field === undefined ? 'Such an element has no field of this name.' : problemWith(field, value)
      if (problem !== undefined) this.problems.leftOut(problem, { path: at })
      else if (this.mayWrite(facet, name, at)) kept[name] = value as FieldValue
    }
    return kept
  }

  private texts(item: Json, facet: Facet | undefined, path: string): Record<string, string> {
    const kept: Record<string, string> = {}
    for (const [name, value] of Object.entries(isObject(item.texts) ? item.texts : {})) {
      const at = `${path}.texts.${name}`
      const field = Object.hasOwn(fieldsOf(facet), name) ? fieldsOf(facet)[name] : undefined
      if (field?.type !== 'text') this.problems.leftOut('Such an element has no text of this name.', { path: at })
      else if (this.mayWrite(facet, name, at)) kept[name] = this.text(value, at)
    }
    return kept
  }

  private narrative(item: Json, path: string): readonly NarrativeNode[] {
    if (item.narrative === undefined) return []
    const problem = problemWithNarrative(item.narrative)
    if (problem === undefined) return item.narrative as readonly NarrativeNode[]
    this.problems.leftOut(problem, { path })
    return []
  }
}

/** Relations that count, those that do not, and challenges: in the document all of them are edges. */
function edgesIn(root: Json, problems: Problems): CaseFile['edges'] {
  const found = [
    ...objectsAt(root, 'relations').map(({ item, index }) => ({ item, to: item.to, path: `relations[${index}]` })),
    ...objectsAt(root, 'skipped').map(({ item, index }) => ({ item, to: item.to, path: `skipped[${index}]` })),
    ...objectsAt(root, 'challenges').map(({ item, index }) => ({
      item: { ...item, type: 'challenges' },
      to: nameOfTarget(item.target),
      path: `challenges[${index}]`,
    })),
  ]
  return found.flatMap(({ item, to, path }) => {
    const { from, type, order } = item as Json
    const key = `${String(from)}>${String(type)}>${String(to)}`
    const fits = typeof order === 'string' && order.length <= 64 && parseEdgeKey(key) !== undefined
    if (!fits) {
      problems.leftOut('A relation leads from one element to another, with its type and order.', { path })
      return []
    }
    const { multiplicity, take, choice, ...rest } = decorationOf(item as unknown as EdgeValue)
    const value = {
      order,
      ...rest,
      ...(multiplicity !== undefined && isMultiplicity(multiplicity) ? { multiplicity } : {}),
      ...(take !== undefined && take >= 1 && take <= 999 ? { take } : {}),
      ...(choice !== undefined && choice.length <= 64 ? { choice } : {}),
    }
    return [{ key, value }]
  })
}

function nameOfTarget(target: unknown): string {
  if (!isObject(target)) return ''
  if (typeof target.element === 'string') return targetName({ element: target.element })
  const { relation } = target
  return isObject(relation) ? `${String(relation.from)}:${String(relation.type)}:${String(relation.to)}` : ''
}

function patternsIn(root: Json, problems: Problems): readonly Pattern[] {
  return objectsAt(root, 'patterns').flatMap(({ item, index }): Pattern[] => {
    const path = `patterns[${index}]`
    const read = readPatternValue(item)
    if (read.ok && index < PATTERNS_MAX) return [read.value]
    problems.leftOut(read.ok ? `A case brings at most ${PATTERNS_MAX} patterns.` : read.refusal.message, { path })
    return []
  })
}
