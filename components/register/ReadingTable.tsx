// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
'use client'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import {
  useCanEdit,
  useMe,
  useNavigate,
  useRoom,
  useSaveState,
  useSelection,
  useSynced,
} from '@/components/workspace/CaseContext'
import { EmptyReading } from '@/components/workspace/EmptyReading'
import { linkKey } from '@/components/workspace/resolve'
import { formatPlace } from '@/components/workspace/selection'
import type { Column, Row } from '@/lib/table/column'
import type { Table } from '@/lib/table/table'
import { FilterRow } from './FilterRow'
import { GridRow, GroupRow } from './GridRow'
import { type GridActions, GridContext } from './grid-context'
import { HeadCell } from './HeadCell'
import { HEIGHTS, type Held, startsOf } from './lines'
import { PrintSheet } from './PrintSheet'
import classes from './register.module.css'
import { TableToolbar } from './TableToolbar'
import { useArrangement } from './use-arrangement'
import { HEAD, useGrid } from './use-grid'
import { useLines } from './use-lines'
import { usePrinting } from './use-printing'
import { useRows } from './use-rows'
import { whyNot } from './why-not'

interface Props {
  readonly table: Table
  /** Rows to show at all: what the buttons of this reading choose. */
  readonly only?: ((row: Row) => boolean) | undefined
  /** What to say when these buttons leave nothing. */
  readonly onlyEmpty?: string
  readonly toolbar?: ReactNode
}

/** What only happens after the table has been drawn. */
type Acting = Omit<GridActions, 'linkTo'>

const HEAD_HEIGHT = 32
/** Where nothing has been measured yet. */
const USUAL = { width: 900, height: 800 }

/**
 * One reading of the case as a grid: only the lines in view are drawn, however many there are. Everybody arranges it for
 * themselves; what is written in it is the same field as everywhere else.
 */
export function ReadingTable({ table, only, onlyEmpty, toolbar }: Props) {
  const all = useRows(table)
  const rows = useMemo(() => (only === undefined ? all : all.filter(only)), [all, only])
  const arranging = useArrangement(table)
  const [held, setHeld] = useState<Held>()
  const lines = useLines(table, rows, arranging, held)
  const { columns } = lines
  const [said, say] = useState('')
  const [filtersOpen, setFiltersOpen] = useState(false)
  const { printing, print } = usePrinting()
  const viewport = useRef<HTMLDivElement>(null)

  const room = useRoom()
  const me = useMe()
  const canEdit = useCanEdit()
  const synced = useSynced()
  const connected = useSaveState().kind === 'saved'
  const { selected } = useSelection()
  const { select } = useNavigate()
  const open = useCallback((row: Row) => row.element !== undefined && select(row.element), [select])

  const starts = useMemo(() => startsOf(lines.lines), [lines.lines])
  const page = () => Math.max(1, Math.floor((viewport.current?.clientHeight || USUAL.height) / HEIGHTS.row) - 2)
  const grid = useGrid({
    viewport,
    lines: lines.lines,
    columns,
    held,
    setHeld,
    whyNot: (row, column) => whyNot(column.field?.(row), column.label, { canEdit, synced, connected, side: me.side }),
    open,
    fold: lines.fold,
    say,
    page,
  })
  const active = grid.line
  const virtual = useVirtualizer({
    count: lines.lines.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => HEIGHTS[lines.lines[index]?.kind ?? 'row'],
    // A new function for new lines: sizes are read again, as groups and rows differ in height.
    getItemKey: useCallback((index: number) => lines.lines[index]?.key ?? index, [lines.lines]),
    overscan: 8,
    initialRect: USUAL,
    // The line with the focus stays drawn wherever the table is scrolled to, so that it keeps the focus.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return active < 0 || shown.includes(active) || active >= range.count
        ? shown
        : [...shown, active].sort((a, b) => a - b)
    },
  })

  useSteadyFocus(viewport, grid.inside, grid.at.line, starts[Math.max(0, active)] ?? 0)

  const linkTo = useCallback(
    (row: Row) =>
      row.element === undefined
        ? undefined
        : `/cases/${encodeURIComponent(room.caseId)}${formatPlace({
            element: linkKey(room.reader.graph(), row.element),
            view: 'canvas',
            tab: 'details',
          })}`,
    [room],
  )
  const latest = useRef<Acting>(undefined)
  const actions: Acting = {
    open,
    edit: (row, column) => {
      grid.edit(row, column)
      const place = column.field?.(row)
      if (place !== undefined) select(place.element, { replace: true })
    },
    leave: grid.leave,
    fold: lines.fold,
    say,
  }
  useLayoutEffect(() => {
    latest.current = actions
  })
  const stable = useMemo<GridActions>(() => ({ linkTo, ...forward(latest) }), [linkTo])

  const { widths } = arranging.now
  const template = columns.map((column) => track(column, widths[column.key])).join(' ')
  const minWidth = columns.reduce((sum, column) => sum + (widths[column.key] ?? column.width), 0)
  const items = virtual.getVirtualItems()
  // While somebody writes, their row is the first child and never moves in the document: a caret survives no move.
  const drawn = grid.editing
    ? [...items].sort((a, b) => Number(b.index === active) - Number(a.index === active))
    : items

  function filterColumn(key: string): void {
    setFiltersOpen(true)
    requestAnimationFrame(() => viewport.current?.querySelector<HTMLElement>(`[data-filter="${key}"]`)?.focus())
  }

  return (
    <GridContext value={stable}>
      <div className={classes.register}>
        <TableToolbar
          table={table}
          arranging={arranging}
          lines={lines}
          total={all.length}
          filtersOpen={filtersOpen}
          onFilters={() => setFiltersOpen(!filtersOpen)}
          onPrint={print}
        >
          {toolbar}
        </TableToolbar>
        <div
          ref={viewport}
          className={classes.viewport}
          role="grid"
          aria-label={table.title}
          aria-rowcount={lines.lines.length + (filtersOpen ? 2 : 1)}
          aria-colcount={columns.length}
          style={{
            scrollPaddingTop: HEAD_HEIGHT + (filtersOpen ? HEAD_HEIGHT : 0),
            scrollPaddingLeft: columns[0]?.width,
          }}
          onFocus={grid.onFocus}
          onBlur={grid.onBlur}
          onKeyDown={grid.onKeyDown}
        >
          <div role="rowgroup" className={classes.headRows} style={{ minWidth }}>
            {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons take the focus */}
            <div
              className={classes.head}
              role="row"
              aria-rowindex={1}
              data-line={HEAD}
              style={{ gridTemplateColumns: template, minWidth }}
            >
              {columns.map((column, index) => (
                <HeadCell
                  key={column.key}
                  table={table}
                  column={column}
                  at={index}
                  active={grid.at.line === HEAD && grid.at.column === column.key}
                  arranging={arranging}
                  columns={columns}
                  onSort={lines.sort}
                  onFilter={filterColumn}
                />
              ))}
            </div>
            {filtersOpen && (
              <FilterRow
                columns={columns}
                rows={rows}
                queries={lines.queries}
                template={template}
                minWidth={minWidth}
                onAsk={lines.ask}
              />
            )}
          </div>
          <div role="rowgroup" className={classes.rows} style={{ height: virtual.getTotalSize(), minWidth }}>
            {drawn.map(({ index }) => {
              const line = lines.lines[index]
              if (line === undefined) return null
              const place = {
                index: index + (filtersOpen ? 3 : 2),
                start: starts[index] ?? 0,
                template,
                minWidth,
              }
              const isActive = index === active
              return line.kind === 'group' ? (
                <GroupRow key={line.key} line={line} columns={columns.length} active={isActive} {...place} />
              ) : (
                <GridRow
                  key={line.key}
                  row={line.row}
                  columns={columns}
                  selected={line.row.element !== undefined && line.row.element === selected}
                  active={isActive ? grid.at.column : undefined}
                  editing={isActive && grid.editing}
                  {...place}
                />
              )
            })}
          </div>
          {lines.lines.length === 0 && all.length > 0 && (
            <p className={classes.none}>{emptyWords(rows.length, onlyEmpty)}</p>
          )}
          {all.length === 0 && <EmptyReading name={table.name} />}
        </div>
        <p className={classes.said} role="status">
          {said}
        </p>
        {printing && <PrintSheet table={table} columns={columns} rows={lines.shown()} />}
      </div>
    </GridContext>
  )
}

/** The line with the focus stays where it is in the window when lines above it come, go or change places. */
function useSteadyFocus(
  viewport: { readonly current: HTMLDivElement | null },
  inside: { readonly current: boolean },
  line: string,
  start: number,
): void {
  const before = useRef({ line, start })
  useLayoutEffect(() => {
    const { line: known, start: old } = before.current
    before.current = { line, start }
    const area = viewport.current
    if (area === null || !inside.current || known !== line || old === start) return
    const seen = old >= area.scrollTop - HEIGHTS.row && old <= area.scrollTop + area.clientHeight
    if (seen) area.scrollTop += start - old
  }, [line, start, viewport, inside])
}

/** Calls whatever is newest, so that the rows need not be drawn again for a new function. */
function forward(latest: { readonly current: Acting | undefined }): Acting {
  return {
    open: (row) => latest.current?.open(row),
    edit: (row, column) => latest.current?.edit(row, column),
    leave: (how) => latest.current?.leave(how),
    fold: (key) => latest.current?.fold(key),
    say: (sentence) => latest.current?.say(sentence),
  }
}

/** Texts share what is left over, unless somebody has said how wide they are. */
function track(column: Column, width: number | undefined): string {
  if (width !== undefined) return `${width}px`
  return column.type === 'text' && column.width >= 130
    ? `minmax(${column.width}px, ${column.width}fr)`
    : `${column.width}px`
}

function emptyWords(left: number, onlyEmpty = 'No row of this kind.'): string {
  return left === 0 ? onlyEmpty : 'No row fits the search and the filters.'
}
