import type { Actor } from '@/lib/access/policy'
import type { FileProblem } from '@/lib/exchange/argument-file'
import type { CaseFile } from '@/lib/exchange/case-file'
import { clashes, type TakenCase, takeCase } from '@/lib/exchange/take-case'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readApart } from '../exchange/read-apart'
import { runtime } from '../runtime'
import { authorOf } from './author'
import type { ImportOptions } from './import-options'

export interface CasePreview {
  readonly title: string
  /** What the file holds, by kind. */
  readonly elements: Readonly<Record<string, number>>
  readonly bin: number
  readonly relations: number
  readonly patterns: number
  readonly problems: readonly FileProblem[]
}

export interface CaseImported extends Partial<TakenCase>, CasePreview {
  readonly format: 'json'
  readonly dryRun: boolean
  /** Ids of the file that this case has already: with one of them nothing is taken. */
  readonly clashes: readonly string[]
}

/**
 * [EXC13] Takes a case of Accord, as JSON or in a bundle, into a case that has none of its ids.
 * @returns refusals of the reader and of takeCase
 */
export async function importCaseJson(
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  { dryRun, source, query }: ImportOptions,
): Promise<Outcome<CaseImported>> {
  const author = authorOf(actor)
  const read = await readApart('json', bytes, { side: author.side })
  if (!read.ok) return read
  const file = read.value
  const { rooms, ids, clock } = runtime()
  const preview = { format: 'json' as const, dryRun, ...casePreview(file) }
  if (dryRun) return ok({ ...preview, clashes: await rooms.read(caseId, (doc) => clashes(doc, file)) })
  const context = { ids, at: clock(), by: author.personId, name: author.name, side: author.side }
  const under = query.get('under')
  const options = { source, ...(under === null || under === '' ? {} : { under }) }
  const taken = await rooms.edit(caseId, author, (doc) => takeCase(doc, file, options, context))
  return taken.ok ? ok({ ...preview, clashes: [], ...taken.value.value }) : taken
}

/** [EXC13] What a case's file holds. */
export function casePreview({ elements: all, edges, patterns, problems }: CaseFile): CasePreview {
  const elements: Record<string, number> = {}
  for (const { kind, deleted } of all) if (!deleted) elements[kind] = (elements[kind] ?? 0) + 1
  const top = all.find(({ role }) => role === 'C1')
  const bin = all.filter(({ deleted }) => deleted).length
  return { title: top?.statement ?? '', elements, bin, relations: edges.length, patterns: patterns.length, problems }
}
