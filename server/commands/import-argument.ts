import type { Actor } from '@/lib/access/policy'
import type { FileProblem } from '@/lib/exchange/argument-file'
import { graphOfFile } from '@/lib/exchange/argument-graph'
import { decodeText } from '@/lib/exchange/decode-text'
import { ARGUMENT_FORMATS, type ArgumentFormat } from '@/lib/exchange/formats'
import { type TakenArgument, takeArgument } from '@/lib/exchange/take-argument'
import type { SkippedRelation } from '@/lib/gsn/graph'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { authorOf } from './author'
import type { ImportOptions } from './import-controls'

export interface ArgumentImported extends Partial<TakenArgument> {
  readonly format: ArgumentFormat
  readonly dryRun: boolean
  readonly title: string
  /** What the file holds, by kind. */
  readonly elements: Readonly<Record<string, number>>
  readonly relations: number
  readonly challenges: number
  readonly problems: readonly FileProblem[]
  /** Relations that will be loaded but do not count, each with why. */
  readonly illegal: readonly Pick<SkippedRelation, 'from' | 'type' | 'to' | 'reason'>[]
}

/**
 * [EXC10] Reads an argument of another tool into the case, below the element that `under` names or beside the argument.
 * @returns refusals of the readers; `element-absent`
 */
export async function importArgument(
  format: ArgumentFormat,
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  { dryRun, source, query }: ImportOptions,
): Promise<Outcome<ArgumentImported>> {
  const read = ARGUMENT_FORMATS[format].read(decodeText(bytes).text)
  if (!read.ok) return read
  const file = read.value
  const graph = graphOfFile(file)
  const elements: Record<string, number> = {}
  for (const { kind } of file.elements) elements[kind] = (elements[kind] ?? 0) + 1
  const report = {
    format,
    dryRun,
    title: file.title,
    elements,
    relations: graph.relations.length,
    challenges: graph.challenges.length,
    problems: file.problems,
    illegal: graph.skipped.map(({ from, type, to, reason }) => ({ from, type, to, reason })),
  }
  if (dryRun) return ok(report)
  const { rooms, ids, clock } = runtime()
  const author = authorOf(actor)
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
  const under = query.get('under')
  const options = { source, ...(under === null || under === '' ? {} : { under }) }
  const taken = await rooms.edit(caseId, author, (doc) => takeArgument(doc, file, options, context))
  return taken.ok ? ok({ ...report, ...taken.value.value }) : taken
}
