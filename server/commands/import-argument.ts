import type { Actor } from '@/lib/access/policy'
import type { ArgumentFile, FileProblem } from '@/lib/exchange/argument-file'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import type { ArgumentFormat } from '@/lib/exchange/formats'
import { argumentThere, type TakenArgument, takeArgument } from '@/lib/exchange/take-argument'
import type { SkippedRelation } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readApart } from '../exchange/read-apart'
import { runtime } from '../runtime'
import { authorOf } from './author'
import type { ImportOptions } from './import-options'

export interface ArgumentPreview {
  readonly title: string
  /** What the file holds, by kind. */
  readonly elements: Readonly<Record<string, number>>
  readonly relations: number
  readonly challenges: number
  readonly problems: readonly FileProblem[]
  /** Relations that will be loaded but do not count, each with why. */
  readonly illegal: readonly Pick<SkippedRelation, 'from' | 'type' | 'to' | 'reason'>[]
}

/** One element of the file, for a list to look through before anything is taken. */
export interface ListedElement {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  /** Its beginning. */
  readonly statement: string
  readonly line?: number
  /** Whether the case took it before, under this file's name. */
  readonly there: boolean
}

export interface ArgumentImported extends Partial<TakenArgument>, ArgumentPreview {
  readonly format: ArgumentFormat
  readonly dryRun: boolean
  readonly list?: readonly ListedElement[]
}

/** Characters of a statement in the list. */
const BEGINNING = 300

/**
 * [EXC10] Reads an argument of another tool into the case: below the element that `under` names, beside the argument, or
 * with `place=module` beside it and offered to other modules.
 * @returns refusals of the readers; `element-absent`
 */
export async function importArgument(
  format: ArgumentFormat,
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  { dryRun, source, brief, query }: ImportOptions,
): Promise<Outcome<ArgumentImported>> {
  const read = await readApart(format, bytes)
  if (!read.ok) return read
  const file = read.value
  const report = { format, dryRun, ...previewOf(file) }
  const { rooms, ids, clock } = runtime()
  if (dryRun) {
    if (brief) return ok(report)
    const there = await rooms.read(caseId, (doc) => argumentThere(doc, file, source))
    return ok({ ...report, list: listOf(file, there) })
  }
  const author = authorOf(actor)
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
  const under = query.get('under')
  const options = {
    source,
    ...(under === null || under === '' ? {} : { under }),
    ...(query.get('place') === 'module' ? { asModule: true } : {}),
  }
  const taken = await rooms.edit(caseId, author, (doc) => takeArgument(doc, file, options, context))
  return taken.ok ? ok({ ...report, ...taken.value.value }) : taken
}

/** [EXC1] What an argument holds and what of it does not count. */
export function previewOf(file: ArgumentFile): ArgumentPreview {
  const graph = graphOfFile(file)
  const elements: Record<string, number> = {}
  for (const { kind } of file.elements) elements[kind] = (elements[kind] ?? 0) + 1
  return {
    title: file.title,
    elements,
    relations: graph.relations.length,
    challenges: graph.challenges.length,
    problems: file.problems,
    illegal: graph.skipped.map(({ from, type, to, reason }) => ({ from, type, to, reason })),
  }
}

function listOf({ elements }: ArgumentFile, there: ReadonlySet<string>): readonly ListedElement[] {
  return elements.map(({ id, name, kind, statement, line }) => ({
    id,
    name,
    kind,
    statement: statement.slice(0, BEGINNING),
    ...(line === undefined ? {} : { line }),
    there: there.has(id),
  }))
}
