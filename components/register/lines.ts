import type { Column, Row } from '@/lib/table/column'
import { compareGroups } from '@/lib/table/groups'
import { holdPlace } from '@/lib/table/order'

/** What stands in one line of a table: a row, or the heading of a group. */
export type Line =
  | { readonly kind: 'row'; readonly key: string; readonly row: Row }
  | {
      readonly kind: 'group'
      readonly key: string
      readonly label: string
      readonly count: number
      readonly folded: boolean
    }

/** A row of the table engine, as far as it is read here. */
interface EngineRow {
  readonly id: string
  readonly original: Row
  readonly subRows: readonly EngineRow[]
  readonly groupingValue?: unknown
}

/** The lines of a table: groups in the order of their column, their rows below them unless folded. */
export function linesOf(
  rows: readonly EngineRow[],
  grouping: Column | undefined,
  folded: ReadonlySet<string>,
): readonly Line[] {
  if (grouping === undefined) return rows.map(lineOf)
  return [...rows]
    .sort((a, b) => compareGroups(grouping, a.original, b.original))
    .flatMap((group): Line[] => {
      const key = `group ${group.id}`
      const isFolded = folded.has(key)
      const head: Line = {
        kind: 'group',
        key,
        label: String(group.groupingValue),
        count: group.subRows.length,
        folded: isFolded,
      }
      return isFolded ? [head] : [head, ...group.subRows.map(lineOf)]
    })
}

function lineOf({ original }: EngineRow): Line {
  return { kind: 'row', key: original.key, row: original }
}

/** A row that somebody is writing in, with the lines as they stood when they began. */
export interface Held {
  readonly key: string
  readonly before: readonly string[]
}

/**
 * The lines with the held row where it was, though it sorts elsewhere or the filters would drop it by now. A row that
 * has left the case is not held.
 * @param row the held row as it is now
 */
export function withHeld(lines: readonly Line[], held: Held | undefined, row: Row | undefined): readonly Line[] {
  if (held === undefined || row === undefined) return lines
  const byKey = new Map(lines.map((line) => [line.key, line]))
  const own: Line = { kind: 'row', key: held.key, row }
  return holdPlace(
    held.before,
    lines.map(({ key }) => key),
    held.key,
  ).map((key) => (key === held.key ? own : (byKey.get(key) ?? own)))
}

/** Pixels. */
export const HEIGHTS = { row: 48, group: 34 } as const

/** Where each line begins, and where the last one ends. */
export function startsOf(lines: readonly Line[]): readonly number[] {
  const starts = [0]
  let at = 0
  for (const { kind } of lines) {
    at += HEIGHTS[kind]
    starts.push(at)
  }
  return starts
}
