import type { Column, Row } from './column'
import { NOTHING_SAID } from './match'
import { isEmpty, naturally } from './order'

/** What a row's group is called. */
export function groupOf<R extends Row>(column: Column<R>, row: R): string {
  return (column.group === undefined ? column.text(row) : column.group(row)) || NOTHING_SAID
}

/** Orders two groups by one row of each: by the column's own order, else by their words; what says nothing comes last. */
export function compareGroups<R extends Row>(column: Column<R>, a: R, b: R): number {
  if (column.groupRank !== undefined) return column.groupRank(a) - column.groupRank(b)
  const empty = Number(isEmpty(column, a)) - Number(isEmpty(column, b))
  if (empty !== 0) return empty
  if (column.rank !== undefined && column.group === undefined) return (column.rank(a) ?? 0) - (column.rank(b) ?? 0)
  return naturally(groupOf(column, a).toLowerCase(), groupOf(column, b).toLowerCase())
}
