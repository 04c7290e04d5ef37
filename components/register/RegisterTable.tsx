// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
'use client'
import { Button, TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useDeferredValue, useMemo, useRef, useState } from 'react'
import { DownloadIcon, SearchIcon } from '@/components/look/icons'
import { useSelection, useSynced } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './register.module.css'
import { type Column, filterRows, nextSorting, type Sorting, sortRows, toCsv } from './table-model'

interface Props<R> {
  readonly title: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  /** The element that a click on the row leads to. */
  readonly elementOf: (row: R) => ElementId | undefined
  /** How a cell is drawn; undefined for its plain text. */
  readonly cell?: (column: Column<R>, row: R) => ReactNode | undefined
  readonly toolbar?: ReactNode
  /** How many lines of text a row holds. */
  readonly lines?: 1 | 2
  /** What to do when there is no row at all. */
  readonly empty: string
  readonly fileName: string
}

/** Height of a row in pixels, by how many lines it holds. */
const ROW = { 1: 32, 2: 48 } as const

/**
 * One register as a grid: only the rows in view are drawn, however many there are. Arrows walk, Enter or a click selects
 * the row's element, a click on a heading sorts.
 */
export function RegisterTable<R>(props: Props<R>) {
  const { title, columns, rows, keyOf, elementOf, cell, toolbar, empty, fileName, lines = 1 } = props
  const { selected, select } = useSelection()
  const synced = useSynced()
  const [filter, setFilter] = useState('')
  const [sorting, setSorting] = useState<Sorting>()
  const [activeKey, setActiveKey] = useState<string>()
  const wanted = useDeferredValue(filter)
  const shown = useMemo(
    () => sortRows(filterRows(rows, columns, wanted), columns, sorting),
    [rows, columns, wanted, sorting],
  )
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW[lines],
    overscan: 10,
    scrollPaddingStart: ROW[1],
    initialRect: { width: 900, height: 800 },
  })
  const template = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, ${grow}fr)` : `${width}px`)).join(' ')
  const minWidth = columns.reduce((sum, { width }) => sum + width, 0) + 24
  const found = shown.findIndex((row) => keyOf(row) === activeKey)
  const active = Math.max(0, found)

  function onKeyDown(event: KeyboardEvent): void {
    const last = shown.length - 1
    const to = {
      ArrowDown: Math.min(last, active + 1),
      ArrowUp: Math.max(0, active - 1),
      Home: 0,
      End: last,
      PageDown: Math.min(last, active + 20),
      PageUp: Math.max(0, active - 20),
    }[event.key]
    const row = shown[to ?? active]
    if (row === undefined) return
    if (to !== undefined) {
      setActiveKey(keyOf(row))
      virtual.scrollToIndex(to)
    } else if (event.key === 'Enter' || event.key === ' ') select(elementOf(row))
    else return
    event.preventDefault()
  }

  function download(): void {
    const url = URL.createObjectURL(new Blob([toCsv(shown, columns)], { type: 'text/csv;charset=utf-8' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${fileName}.csv`
    link.click()
    URL.revokeObjectURL(url)
  }

  const activeRow = shown[active]
  return (
    <div className={classes.register}>
      <div className={classes.bar}>
        <TextInput
          aria-label={`Filter the ${title.toLowerCase()}`}
          placeholder="Filter rows"
          leftSection={<SearchIcon />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
          w={220}
        />
        <span className={classes.sum} role="status">
          {shown.length === rows.length ? countRows(rows.length) : `${shown.length} of ${countRows(rows.length)}`}
        </span>
        {toolbar}
        <Button
          variant="default"
          ml="auto"
          leftSection={<DownloadIcon />}
          onClick={download}
          disabled={shown.length === 0}
          title="Save the rows that are shown as a CSV file"
        >
          Export
        </Button>
      </div>
      <div
        ref={viewport}
        className={classes.viewport}
        role="grid"
        aria-label={title}
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length}
        tabIndex={0}
        aria-activedescendant={activeRow === undefined ? undefined : rowId(fileName, keyOf(activeRow))}
        onKeyDown={onKeyDown}
      >
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself holds the focus */}
        <div className={classes.head} role="row" aria-rowindex={1} style={{ gridTemplateColumns: template, minWidth }}>
          {columns.map((column) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the button inside is
            <div
              key={column.key}
              role="columnheader"
              aria-sort={sorting?.key !== column.key ? 'none' : sorting.descending ? 'descending' : 'ascending'}
              className={classes.heading}
              data-align={column.align}
            >
              <button type="button" onClick={() => setSorting((now) => nextSorting(now, column.key))}>
                {column.label}
                <span aria-hidden>{sorting?.key !== column.key ? '' : sorting.descending ? ' ↓' : ' ↑'}</span>
              </button>
            </div>
          ))}
        </div>
        <div role="presentation" className={classes.rows} style={{ height: virtual.getTotalSize(), minWidth }}>
          {virtual.getVirtualItems().map((item) => {
            const row = shown[item.index]
            if (row === undefined) return null
            const element = elementOf(row)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus and points at its row
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles Enter for its rows
              <div
                key={keyOf(row)}
                id={rowId(fileName, keyOf(row))}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={element !== undefined && element === selected}
                data-active={item.index === active || undefined}
                className={classes.row}
                style={{
                  gridTemplateColumns: template,
                  height: ROW[lines],
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => {
                  setActiveKey(keyOf(row))
                  select(element)
                }}
              >
                {columns.map((column) => {
                  const text = column.text(row)
                  return (
                    // biome-ignore lint/a11y/useFocusableInteractive: the grid holds the focus
                    <div
                      key={column.key}
                      role="gridcell"
                      className={classes.cell}
                      data-align={column.align}
                      title={text}
                    >
                      <div className={lines === 1 ? classes.line : classes.lines}>{cell?.(column, row) ?? text}</div>
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
        {shown.length === 0 && (
          <p className={classes.none}>
            {!synced ? 'Loading the case ...' : rows.length === 0 ? empty : 'No row holds these words.'}
          </p>
        )}
      </div>
    </div>
  )
}

function rowId(table: string, key: string): string {
  return `${table}-${key.replaceAll(/[^\w-]/g, '_')}`
}

function countRows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`
}
