import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '@/lib/access/policy'
import type { ControlTable, OwnControlRow } from '@/lib/exchange/control-table'
import { digestOf } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { readApart } from '../exchange/read-apart'
import { runtime } from '../runtime'
import { cases, ownControls } from '../store/schema'
import type { ImportOptions } from './import-options'

export interface ControlsImported extends ControlTable {
  readonly format: 'controls'
  readonly dryRun: boolean
  /** Rows that the side's table did not hold, that it held already, and that it held and the file does not. */
  readonly added: number
  readonly unchanged: number
  readonly missing: number
  /** How many of the missing were taken out. */
  readonly removed: number
}

/** Rows of one side's table at most. */
const TABLE_MAX = 10_000

/**
 * [CTL23] [CTL24] Reads an organisation's own control table into the case, for the side of whoever brings it. Importing the
 * same file again changes nothing.
 * @returns refusals of the readers; `lines-bad` with every bad line where `skipBad` is not asked for; `no-side`; `table-full`
 */
export async function importControls(
  actor: Actor,
  caseId: string,
  bytes: Uint8Array,
  options: ImportOptions,
): Promise<Outcome<ControlsImported>> {
  const side = actor.participation?.side
  if (side === undefined) return refuse('no-side', 'A control table belongs to the manufacturer or to the hospital.')
  const read = await readApart('controls', bytes)
  if (!read.ok) return read
  const table = read.value
  const wanted = new Map(table.rows.map((row) => [keyOf(row), row]))
  const { db, clock } = runtime()
  const mine = and(eq(ownControls.caseId, caseId), eq(ownControls.side, side))
  return db.transaction(async (tx): Promise<Outcome<ControlsImported>> => {
    await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, caseId)).for('update')
    const held = new Set(
      (await tx.select({ key: ownControls.key }).from(ownControls).where(mine)).map(({ key }) => key),
    )
    const fresh = [...wanted].filter(([key]) => !held.has(key))
    const missing = [...held].filter((key) => !wanted.has(key))
    const report = {
      format: 'controls' as const,
      ...table,
      dryRun: options.dryRun,
      added: fresh.length,
      unchanged: wanted.size - fresh.length,
      missing: missing.length,
      removed: options.replace ? missing.length : 0,
    }
    if (options.dryRun) return ok(report)
    if (table.problems.length > 0 && !options.skipBad) {
      return refuse(
        'lines-bad',
        `${table.problems.length === 1 ? 'One line' : `${table.problems.length} lines`} cannot be read, so nothing was imported. Put them right, or say that they are to be left out.`,
        { problems: table.problems },
      )
    }
    if (held.size + fresh.length - report.removed > TABLE_MAX) {
      return refuse('table-full', `The table of one side holds at most ${TABLE_MAX} controls.`)
    }
    if (options.replace) {
      for (const keys of batches(missing)) await tx.delete(ownControls).where(and(mine, inArray(ownControls.key, keys)))
    }
    const common = { caseId, side, source: options.source, personId: actor.personId, at: clock() }
    for (const rows of batches(fresh)) {
      await tx.insert(ownControls).values(rows.map(([key, row]) => ({ ...common, key, ...row })))
    }
    return ok(report)
  })
}

function keyOf({ capability, standard, ref, title }: OwnControlRow): string {
  return digestOf([capability, standard, ref, title])
}

function batches<T>(all: readonly T[], size = 500): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
