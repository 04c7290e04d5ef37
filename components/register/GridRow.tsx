// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
'use client'
import { memo } from 'react'
import { ChevronDownIcon, ChevronRightIcon } from '@/components/look/icons'
import type { Column, Row } from '@/lib/table/column'
import { CellContent } from './CellContent'
import { CellEditor } from './CellEditor'
import { useGridActions } from './grid-context'
import { HEIGHTS, type Line } from './lines'
import classes from './register.module.css'

interface Place {
  /** Its number among all lines; headings are 1. */
  readonly index: number
  readonly start: number
  readonly template: string
  readonly minWidth: number
}

interface RowProps extends Place {
  readonly row: Row
  readonly columns: readonly Column[]
  readonly selected: boolean
  /** The column whose cell is the grid's tab stop; undefined when it is in another line. */
  readonly active: string | undefined
  readonly editing: boolean
}

/** One row. Drawn again only when what it says, its place or the cell at hand changes. */
export const GridRow = memo(function GridRow(props: RowProps) {
  const { row, columns, selected, active, editing, index, start, template, minWidth } = props
  const { edit, open } = useGridActions()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus
    <div
      role="row"
      aria-rowindex={index}
      aria-selected={selected}
      data-line={row.key}
      className={classes.row}
      data-editing={editing || undefined}
      style={{ gridTemplateColumns: template, minWidth, height: HEIGHTS.row, transform: `translateY(${start}px)` }}
    >
      {columns.map((column, at) => {
        const place = column.field?.(row)
        const isActive = active === column.key
        const text = column.text(row)
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys for its cells
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={at + 1}
            aria-readonly={place === undefined}
            tabIndex={isActive ? 0 : -1}
            data-cell={column.key}
            className={classes.cell}
            data-editable={place !== undefined || undefined}
            title={isActive && editing ? undefined : text}
            onClick={(event) => {
              if (!(event.target as Element).closest('[data-editor], a')) open(row)
            }}
            onDoubleClick={(event) => {
              if (!(event.target as Element).closest('[data-editor], a')) edit(row, column)
            }}
          >
            <div className={classes.lines}>
              <CellContent column={column} row={row} />
            </div>
            {isActive && editing && place !== undefined && (
              <CellEditor key={`${place.element} ${place.field}`} column={column} place={place} />
            )}
          </div>
        )
      })}
    </div>
  )
})

interface GroupProps extends Place {
  readonly line: Extract<Line, { kind: 'group' }>
  readonly columns: number
  readonly active: boolean
}

/** The heading of a group, with how many rows it has. */
export const GroupRow = memo(function GroupRow({ line, columns, active, index, start, minWidth }: GroupProps) {
  const { fold } = useGridActions()
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus
    <div
      role="row"
      aria-rowindex={index}
      data-line={line.key}
      className={classes.group}
      style={{ minWidth, height: HEIGHTS.group, transform: `translateY(${start}px)` }}
    >
      {/* biome-ignore lint/a11y/useFocusableInteractive: its button takes the focus */}
      <div role="gridcell" aria-colindex={1} aria-colspan={columns} className={classes.groupCell}>
        <button
          type="button"
          data-cell="group"
          tabIndex={active ? 0 : -1}
          aria-expanded={!line.folded}
          onClick={() => fold(line.key)}
        >
          {line.folded ? <ChevronRightIcon aria-hidden /> : <ChevronDownIcon aria-hidden />}
          {line.label} <span className={classes.quiet}>{countRows(line.count)}</span>
        </button>
      </div>
    </div>
  )
})

export function countRows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`
}
