import {
  columnFilteringFeature,
  columnGroupingFeature,
  createColumnHelper,
  createFilteredRowModel,
  createGroupedRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table'
import type { Column, Row } from '@/lib/table/column'
import { groupOf } from '@/lib/table/groups'
import { matches, matchesAnywhere } from '@/lib/table/match'
import { compareCells, isEmpty } from '@/lib/table/order'

/** What the tables use of the table engine: choice, order and width of columns are a person's own (table-memory.ts). */
export const features = tableFeatures({
  columnFilteringFeature,
  globalFilteringFeature,
  rowSortingFeature,
  columnGroupingFeature,
  filteredRowModel: createFilteredRowModel(),
  sortedRowModel: createSortedRowModel(),
  groupedRowModel: createGroupedRowModel(),
})

/** The words that the whole table is searched for, and the columns that are searched: those one can see. */
export interface Search {
  readonly words: string
  readonly columns: readonly Column[]
}

const helper = createColumnHelper<typeof features, Row>()

/** The engine's columns for the columns of a reading. */
export function engineColumns(columns: readonly Column[]) {
  const byKey = new Map(columns.map((column) => [column.key, column]))
  const defs = columns.map((column) =>
    helper.accessor((row) => (isEmpty(column, row) ? undefined : column.text(row)), {
      id: column.key,
      header: column.label,
      sortDescFirst: false,
      sortUndefined: 'last',
      sortFn: (a, b, key) => compareCells(byKey.get(key) ?? column, a.original, b.original),
      filterFn: (row, _key, query) => matches(column, row.original, String(query)),
      getGroupingValue: (row) => groupOf(column, row),
    }),
  )
  return helper.columns(defs)
}

/** The row holds every word in the columns that one can see. */
export function searchRow(row: { readonly original: Row }, search: Search): boolean {
  return matchesAnywhere(search.columns, row.original, search.words)
}
