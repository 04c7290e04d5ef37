import { type Updater, useTable } from '@tanstack/react-table'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Column, Row } from '@/lib/table/column'
import type { Table } from '@/lib/table/table'
import { type Held, type Line, linesOf, withHeld } from './lines'
import { engineColumns, features, type Search, searchRow } from './table-features'
import type { Arranging } from './use-arrangement'

export interface Lines {
  /** What the table shows, in order. */
  readonly lines: readonly Line[]
  /** How many rows pass the filters, those in folded groups included. */
  readonly count: number
  /** The columns that can be seen, in order. */
  readonly columns: readonly Column[]
  readonly words: string
  search(words: string): void
  /** What each column asks for, by key. */
  readonly queries: Readonly<Record<string, string>>
  ask(key: string, query: string): void
  clear(): void
  /** The rows that pass the filters, in order and unfolded: what a file of what one sees holds. */
  shown(): readonly Row[]
  sort(key: string, add: boolean): void
  fold(key: string): void
}

/**
 * Searching, filtering, sorting and grouping of rows. The engine keeps the order of the case where nothing else is asked
 * for, and the held row its place.
 */
export function useLines(table: Table, rows: readonly Row[], arranging: Arranging, held: Held | undefined): Lines {
  const { now, change } = arranging
  const [words, search] = useState('')
  const [queries, setQueries] = useState<Readonly<Record<string, string>>>({})
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const columns = useMemo(() => visibleColumns(table, now.order, now.hidden), [table, now.order, now.hidden])
  const engine = useMemo(() => engineColumns(table.columns), [table])
  const late = useDeferredValue(words)
  const globalFilter = useMemo<Search | undefined>(
    () => (late.trim() === '' ? undefined : { words: late, columns }),
    [late, columns],
  )
  const columnFilters = useMemo(() => Object.entries(queries).map(([id, value]) => ({ id, value })), [queries])
  const sorting = useMemo(() => [...now.sorting], [now.sorting])
  const grouping = useMemo(() => (now.group === undefined ? [] : [now.group]), [now.group])
  const model = useTable({
    features,
    columns: engine,
    data: rows,
    getRowId: (row) => row.key,
    groupedColumnMode: false,
    globalFilterFn: (row, _key, wanted) => searchRow(row, wanted as Search),
    // The search looks at all visible columns of a row at once, so it runs for one column only.
    getColumnCanGlobalFilter: (column) => column.id === table.columns[0]?.key,
    state: { sorting, grouping, columnFilters, globalFilter },
    onSortingChange: (next) => change({ sorting: updated(next, sorting) }),
  })
  const sorted = model.getRowModel().rows
  const group = table.columns.find(({ key }) => key === now.group)
  const fresh = useMemo(() => linesOf(sorted, group, folded), [sorted, group, folded])
  const heldRow = held === undefined ? undefined : rows.find(({ key }) => key === held.key)
  const lines = useMemo(() => withHeld(fresh, held, heldRow), [fresh, held, heldRow])
  return {
    lines,
    count: model.getFilteredRowModel().rows.length,
    columns,
    words,
    search,
    queries,
    ask: (key, query) =>
      setQueries(({ [key]: _before, ...others }) => (query.trim() === '' ? others : { ...others, [key]: query })),
    clear: () => {
      search('')
      setQueries({})
    },
    shown: () => linesOf(sorted, group, new Set()).flatMap((line) => (line.kind === 'row' ? [line.row] : [])),
    sort: (key, add) => model.getColumn(key)?.toggleSorting(undefined, add),
    fold: (key) =>
      setFolded((before) => {
        const after = new Set(before)
        if (!after.delete(key)) after.add(key)
        return after
      }),
  }
}

function visibleColumns(table: Table, order: readonly string[], hidden: readonly string[]): readonly Column[] {
  const byKey = new Map(table.columns.map((column) => [column.key, column]))
  return order.flatMap((key) => {
    const column = byKey.get(key)
    return column === undefined || (hidden.includes(key) && column.locked !== true) ? [] : [column]
  })
}

function updated<T>(next: Updater<T>, before: T): T {
  return typeof next === 'function' ? (next as (value: T) => T)(before) : next
}
