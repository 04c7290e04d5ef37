import type { Pattern, PatternElement, PatternRelation } from '@/catalog/patterns/pattern'
import { fieldsOf } from '@/lib/case/fields'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { readPatternValue } from './check-pattern'
import { rowOf } from './pattern-of'
import { placeholdersIn } from './placeholders'

/** Words of a branch that become an open place wherever they stand. */
export interface Replacement {
  readonly words: string
  /** What stands between the braces instead. */
  readonly placeholder: string
}

export interface SaveOptions {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly source: string
  readonly replacements: readonly Replacement[]
  /** Whether evidence is asked for; each item becomes an open place, because evidence is never reused as it is. */
  readonly evidence: boolean
}

/** Fields that say how one device stands, not how a device is argued. */
const OF_ONE_CASE = /^(state|owner|version$|reference$|sha256$|basisChecked$)/

/** The elements of a branch that a pattern can hold, top first: not what the whole case shares, nor other modules. */
export function branchElements(graph: CaseGraph, id: ElementId, evidence: boolean): readonly Element[] {
  const found = new Map<ElementId, Element>()
  const queue = [id]
  for (let at = 0; at < queue.length; at++) {
    const element = graph.elements.get(queue[at] ?? '')
    if (element === undefined || found.has(element.id) || element.away !== undefined) continue
    if (element.kind === 'solution' && !evidence && element.id !== id) continue
    if (element.id !== id && rowOf(graph, element)?.scope === 'case') continue
    found.set(element.id, element)
    queue.push(...graph.supports(element.id), ...graph.contexts(element.id))
  }
  return [...found.values()]
}

/** How often words stand in the texts of a branch: so that a person sees what a replacement does. */
export function countWords(elements: readonly Element[], words: string): number {
  if (words === '') return 0
  const texts = elements.flatMap(({ statement, texts: longer, fields }) => [
    statement,
    ...Object.values(longer),
    ...Object.values(fields).filter((value) => typeof value === 'string'),
  ])
  return texts.reduce((sum, text) => sum + text.split(words).length - 1, 0)
}

/**
 * [PTN4] A branch of a case as a pattern that another case can grow: the capability's code becomes `[X]`, the words that
 * a person chose become placeholders, and what belongs to this one device (dates, states, people, files, each side's own
 * judgement) is left out.
 * @returns the pattern, or the refusal of the check that every pattern file goes through
 */
export function patternFromBranch(graph: CaseGraph, id: ElementId, options: SaveOptions): Outcome<Pattern> {
  const elements = branchElements(graph, id, options.evidence)
  if (elements.length === 0) return refuse('element-absent', 'This branch is not in the case any more.')
  const roles = rolesFor(elements)
  const capability = elements[0]?.capability
  const open = (text: string) => {
    let result = text
    for (const { words, placeholder } of options.replacements) {
      if (words !== '') result = result.replaceAll(words, `{${placeholder.replaceAll(/[{}]/g, '')}}`)
    }
    return capability === undefined ? result : codeToX(result, capability)
  }
  const relations: PatternRelation[] = graph.relations
    .filter(({ from, to }) => roles.has(from) && roles.has(to))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ from, type, to }) => ({
      from: roles.get(from) ?? '',
      type,
      to: roles.get(to) ?? '',
      count: { min: 1, max: 1 },
    }))
  const { id: patternId, version, title, source } = options
  return readPatternValue({
    id: patternId,
    version,
    title,
    source,
    elements: elements.map((element) => rowFor(graph, element, roles.get(element.id) ?? '', open)),
    relations,
  })
}

/** `ALOF` as a word of its own becomes `[X]`. */
function codeToX(text: string, capability: string): string {
  return text.replace(new RegExp(`(?<![A-Za-z0-9])${capability.replaceAll(/\W/g, '')}(?![A-Za-z0-9])`, 'g'), '[X]')
}

function rolesFor(elements: readonly Element[]): ReadonlyMap<ElementId, string> {
  const used = new Map<string, number>()
  return new Map(
    elements.map(({ id, role, kind }) => {
      const base = (role ?? KINDS[kind].prefix).replaceAll(/\W/g, '').slice(0, 11)
      const n = (used.get(base) ?? 0) + 1
      used.set(base, n)
      return [id, n === 1 ? base : `${base}_${n}`]
    }),
  )
}

function rowFor(graph: CaseGraph, element: Element, role: string, open: (text: string) => string): PatternElement {
  const row = rowOf(graph, element)
  const values = valuesOf(element, open)
  const said = open(element.statement)
  const isEvidence = element.kind === 'solution' && placeholdersIn(said).length === 0
  return {
    role,
    kind: element.kind,
    scope: 'branch',
    statement: isEvidence ? `{${said.slice(0, 190) || 'evidence'}}` : said,
    word: row?.word ?? KINDS[element.kind].word.toLowerCase(),
    help: row?.help ?? '',
    ...(element.facet === undefined ? {} : { facet: element.facet }),
    ...(element.role === undefined || element.pattern !== undefined ? {} : { plays: element.role }),
    ...(Object.keys(values).length === 0 ? {} : { values }),
  }
}

function valuesOf(element: Element, open: (text: string) => string): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {}
  if (element.kind === 'solution') return values
  const fields = fieldsOf(element.facet)
  for (const [name, value] of Object.entries({ ...element.fields, ...element.texts })) {
    const field = fields[name]
    if (
      field === undefined ||
      field.only !== undefined ||
      field.server ||
      field.type === 'date' ||
      OF_ONE_CASE.test(name)
    )
      continue
    values[name] = typeof value === 'string' && field.type !== 'choice' ? open(value) : value
  }
  return values
}
