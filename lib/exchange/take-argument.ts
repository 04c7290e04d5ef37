import type * as Y from 'yjs'
import { type CommandContext, done } from '@/lib/case/command'
import { ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import { nodesOf } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { KINDS, mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { ArgumentFile, FileElement } from './argument-file'
import { graphOfFile, idsOf, targetOf } from './argument-graph'
import { shortKey } from './facts-keys'
import { NewNames } from './new-names'

/** What came of taking an argument into a case. */
export interface TakenArgument {
  readonly created: readonly ElementId[]
  /** Elements of the file that the case has already from an earlier import, whatever became of them. */
  readonly there: number
  /** Of these, the ones that say something else now than the file: they are left as people wrote them. */
  readonly differing: readonly { readonly element: ElementId; readonly name: string; readonly inFile: string }[]
}

export interface TakeOptions {
  /** What tells this file from others, such as its name: the same in every later version of it. */
  readonly source: string
  /** The element that the file's top elements are to stand below, where GSN allows it. */
  readonly under?: ElementId
  /** [GSN13] Offers the file's top claims to other modules, so that they can be cited there. */
  readonly asModule?: boolean
}

/**
 * [EXC10] Takes the argument of a file into a case. Every element gets the id that its file and its name give, so that
 * importing again adds only what is new, and what people changed or deleted since stays as they left it. Relations that
 * GSN forbids are written, too: they do not count and are findings. What an element has no place for becomes its
 * narrative; the file that it came from stands with it [EXC14].
 * @returns refusal `element-absent` when the place is gone
 */
export function takeArgument(
  doc: Y.Doc,
  file: ArgumentFile,
  { source, under, asModule = false }: TakeOptions,
  context: CommandContext,
): Outcome<TakenArgument> {
  const graph = readCase(doc)
  const parent = under === undefined ? undefined : graph.elements.get(under)
  if (under !== undefined && parent === undefined) {
    return refuse('element-absent', 'The element to import below is not in the case any more. Choose another one.')
  }
  const ids = new Map(file.elements.map(({ id }) => [id, idOf(source, id)]))
  const idFor = (name: string) => ids.get(name) ?? name
  const fresh = file.elements.filter(({ id }) => !nodesOf(doc).has(idFor(id)))
  const isFresh = new Set(fresh.map(({ id }) => id))
  const names = new NewNames(graph)
  const tops = topsOf(file)
  const offered = new Set(asModule ? tops.flatMap(({ id, kind }) => (KINDS[kind].away ? [id] : [])) : [])
  const written = done(doc, 'import-argument', context, (writer) => {
    for (const element of fresh) {
      const { kind, statement, undeveloped, public: cited, away, notes } = element
      const place = away === undefined || !ids.has(away) ? {} : { away: idFor(away) }
      const marks = {
        ...(undeveloped ? { undeveloped } : {}),
        ...(cited === true || offered.has(element.id) ? { public: true } : {}),
      }
      const capability = parent?.capability === undefined ? {} : { capability: parent.capability }
      const id = idFor(element.id)
      const origin = { takenFrom: source, takenAt: placeOf(element), takenKey: shortKey(`${source}#${element.id}`) }
      writer.create(id, { kind, name: names.for(element), ...capability, ...marks, ...place, ...origin }, statement)
      if (notes.length > 0) writer.appendParagraphs(id, notes)
    }
    let place = 0
    for (const { from, type, to } of file.relations) {
      if (!isFresh.has(from) && !isFresh.has(to)) continue
      writer.relate(idFor(from), type, idFor(to), orderKey(++place * ORDER_STEP))
    }
    for (const { from, target } of file.challenges) {
      if (!isFresh.has(from)) continue
      writer.challenge({ from: idFor(from), target: targetOf(target, idFor), order: orderKey(++place * ORDER_STEP) })
    }
    if (parent === undefined) return
    let last = orderAfter(graph, parent.id)
    for (const { id, kind } of tops) {
      const type = relationUnder(parent, kind)
      if (type === undefined || !isFresh.has(id)) continue
      writer.relate(parent.id, type, idFor(id), last)
      last = orderKey(Number.parseInt(last, 36) + ORDER_STEP)
    }
  })
  if (!written.ok) return written
  const created = fresh.map(({ id }) => idFor(id))
  const differing = file.elements.flatMap(({ id, statement }) => {
    const here = isFresh.has(id) ? undefined : graph.elements.get(idFor(id))
    return here === undefined || here.statement === statement
      ? []
      : [{ element: here.id, name: here.name, inFile: statement }]
  })
  return ok({ created, there: file.elements.length - created.length, differing })
}

function placeOf({ id, line }: FileElement): string {
  return `${id.slice(0, 200)}${line === undefined ? '' : `, line ${line}`}`
}

/** Which elements of the file the case has already under this source. */
export function argumentThere(doc: Y.Doc, { elements }: ArgumentFile, source: string): ReadonlySet<string> {
  return new Set(elements.flatMap(({ id }) => (nodesOf(doc).has(idOf(source, id)) ? [id] : [])))
}

function idOf(source: string, id: string): ElementId {
  return digestOf(['taken', source, id]).slice(0, 24)
}

/** Elements of the file that nothing in it leads to by a relation that counts. */
function topsOf(file: ArgumentFile): readonly FileElement[] {
  const graph = graphOfFile(file)
  const ids = idsOf(file)
  const against = new Set(file.challenges.map(({ from }) => from))
  return file.elements.filter((element) => {
    const id = ids.get(element.id) ?? element.id
    return graph.supporterOf(id).length + graph.contextOf(id).length === 0 && !against.has(element.id)
  })
}

function relationUnder({ kind: from }: Element, to: FileElement['kind']): RelationType | undefined {
  if (mayRelate(from, 'supportedBy', to)) return 'supportedBy'
  return mayRelate(from, 'inContextOf', to) ? 'inContextOf' : undefined
}
