import type * as Y from 'yjs'
import { type CommandContext, done } from '@/lib/case/command'
import { ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { edgesOf, narrativeOf, nodesOf, patternsOf } from '@/lib/case/ydoc'
import { canonicalJson } from '@/lib/gsn/canonical'
import type { ElementId } from '@/lib/gsn/graph'
import { mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { CaseFile } from './case-file'
import { NewNames } from './new-names'
import { narrativeParts } from './read-narrative'

export interface TakeCaseOptions {
  /** The file's name, for what is recorded; absent: nothing is recorded, so that the case says exactly what the file says. */
  readonly source?: string
  /** The element that the file's top claims are to stand below, where GSN allows it. */
  readonly under?: ElementId
}

export interface TakenCase {
  readonly created: readonly ElementId[]
  /** Elements that have another name here, because theirs was taken. */
  readonly renamed: readonly { readonly element: ElementId; readonly name: string; readonly inFile: string }[]
}

/** Ids of a file that the case has already, whatever became of them. */
export function clashes(doc: Y.Doc, { elements }: Pick<CaseFile, 'elements'>): readonly ElementId[] {
  return elements.flatMap(({ id }) => (nodesOf(doc).has(id) ? [id] : []))
}

/**
 * [EXC13] Writes a case from its JSON into a document, under the same ids: elements, those in the bin included, with
 * fields, texts and narratives, relations that count and those that do not, challenges, patterns. All of it or nothing.
 * @returns refusals `ids-taken` with the ids, `pattern-differs`, `element-absent`
 */
export function takeCase(
  doc: Y.Doc,
  file: CaseFile,
  { source, under }: TakeCaseOptions,
  context: CommandContext,
): Outcome<TakenCase> {
  const taken = clashes(doc, file)
  if (taken.length > 0) return idsTaken(taken, file.elements.length)
  const differs = file.patterns.find(({ id }) => patternsOf(doc).has(id) && differsHere(doc, file, id))
  if (differs !== undefined) {
    return refuse('pattern-differs', `This case has another pattern called "${differs.title}". Use a new case.`)
  }
  const graph = readCase(doc)
  const parent = under === undefined ? undefined : graph.elements.get(under)
  if (under !== undefined && parent === undefined) {
    return refuse('element-absent', 'The element to import below is not in the case any more. Choose another one.')
  }
  const names = new NewNames(graph)
  const isNew = nodesOf(doc).size === 0
  const renamed: { element: ElementId; name: string; inFile: string }[] = []
  const written = done(doc, 'import-case', context, (writer) => {
    for (const {
      id,
      kind,
      name: inFile,
      statement,
      deleted,
      fields,
      texts,
      narrative = [],
      ...rest
    } of file.elements) {
      const { role, pattern, capability, facet, undeveloped, public: cited, away, takenFrom, takenAt, takenKey } = rest
      // In an empty case everything stands as it is, two of one name as well.
      const name = isNew ? inFile : names.for({ name: inFile, kind })
      if (name !== inFile) renamed.push({ element: id, name, inFile })
      writer.create(
        id,
        {
          ...{ kind, role, pattern, capability, facet, name, away },
          ...(undeveloped ? { undeveloped } : {}),
          ...(cited === true ? { public: true } : {}),
          ...(deleted ? { deleted } : {}),
          takenFrom: takenFrom ?? source,
          takenAt: takenAt ?? (source === undefined ? undefined : id),
          takenKey,
          ...fields,
        },
        statement,
      )
      for (const [field, text] of Object.entries(texts)) writer.setText(id, field, text)
      if (narrative.length > 0) narrativeOf(doc, id).insert(0, narrativeParts(narrative))
    }
    for (const { key, value } of file.edges) if (!edgesOf(doc).has(key)) writer.putEdge(key, value)
    for (const pattern of file.patterns) {
      if (!patternsOf(doc).has(pattern.id)) writer.keepPattern(pattern.id, JSON.stringify(pattern))
    }
    if (parent === undefined) return
    const below = new Set(file.edges.map(({ key }) => key.split('>')[2]))
    let last = orderAfter(graph, parent.id)
    for (const { id, kind, deleted } of file.elements) {
      const type = relationUnder(parent.kind, kind)
      if (type === undefined || deleted || below.has(id)) continue
      writer.relate(parent.id, type, id, last)
      last = orderKey(Number.parseInt(last, 36) + ORDER_STEP)
    }
  })
  return written.ok ? ok({ created: file.elements.map(({ id }) => id), renamed }) : written
}

/** [EXC13] The refusal of a case whose elements stand there already. */
export function idsTaken(ids: readonly ElementId[], all: number): Outcome<never> {
  const some = `${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ' and more' : ''}`
  return refuse(
    'ids-taken',
    `${ids.length} of the ${all} elements of the file have an id that stands in this case already (${some}), so nothing was taken. Make a new case from the file instead.`,
    { ids: ids.slice(0, 500) },
  )
}

function differsHere(doc: Y.Doc, { patterns }: CaseFile, id: string): boolean {
  const here = readCase(doc).patterns.get(id)
  const theirs = patterns.find((each) => each.id === id)
  return here === undefined || theirs === undefined || canonicalJson(here) !== canonicalJson(theirs)
}

type Kinds = Parameters<typeof mayRelate>

function relationUnder(from: Kinds[0], to: Kinds[2]): RelationType | undefined {
  if (mayRelate(from, 'supportedBy', to)) return 'supportedBy'
  return mayRelate(from, 'inContextOf', to) ? 'inContextOf' : undefined
}
