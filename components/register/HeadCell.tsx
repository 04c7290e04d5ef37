// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
'use client'
import { Menu } from '@mantine/core'
import { type PointerEvent, useRef } from 'react'
import { ArrowDownIcon, ArrowUpIcon, ChevronDownIcon } from '@/components/look/icons'
import type { Column } from '@/lib/table/column'
import type { Table } from '@/lib/table/table'
import classes from './register.module.css'
import { WIDTH } from './table-memory'
import type { Arranging } from './use-arrangement'

interface Props {
  readonly table: Table
  readonly column: Column
  readonly at: number
  readonly active: boolean
  readonly arranging: Arranging
  readonly columns: readonly Column[]
  onSort(key: string, add: boolean): void
  onFilter(key: string): void
}

/** Pixels by which the menu makes a column wider or narrower. */
const STEP = 40

/** A heading: a click sorts, Shift adds to the sorting, its menu does everything else; its edge changes the width. */
export function HeadCell({ table, column, at, active, arranging, columns, onSort, onFilter }: Props) {
  const cell = useRef<HTMLDivElement>(null)
  const { now, change } = arranging
  const place = now.sorting.findIndex(({ id }) => id === column.key)
  const sorted = place < 0 ? undefined : now.sorting[place]
  const width = () => cell.current?.getBoundingClientRect().width ?? column.width

  function resize(to: number): void {
    const fit = Math.round(Math.min(WIDTH.max, Math.max(WIDTH.min, to)))
    change({ widths: { ...now.widths, [column.key]: fit } })
  }
  function move(step: -1 | 1): void {
    const neighbour = columns[at + step]
    if (neighbour !== undefined) change({ order: moved(now.order, column.key, neighbour.key, step) })
  }
  function onPointerDown(event: PointerEvent<HTMLSpanElement>): void {
    if (event.button !== 0) return
    event.preventDefault()
    const handle = event.currentTarget
    const [from, start] = [event.clientX, width()]
    handle.setPointerCapture(event.pointerId)
    const onMove = (moveEvent: globalThis.PointerEvent) => resize(start + moveEvent.clientX - from)
    const onEnd = () => {
      handle.removeEventListener('pointermove', onMove)
      handle.removeEventListener('pointerup', onEnd)
      handle.removeEventListener('pointercancel', onEnd)
    }
    handle.addEventListener('pointermove', onMove)
    handle.addEventListener('pointerup', onEnd)
    handle.addEventListener('pointercancel', onEnd)
  }

  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
    <div
      ref={cell}
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={sorted === undefined ? 'none' : sorted.desc ? 'descending' : 'ascending'}
      className={classes.heading}
    >
      <button
        type="button"
        className={classes.sort}
        data-cell={column.key}
        tabIndex={active ? 0 : -1}
        title={column.help ?? column.label}
        onClick={(event) => onSort(column.key, event.shiftKey)}
      >
        <span className={classes.headWord}>{column.label}</span>
        {sorted !== undefined && (sorted.desc ? <ArrowDownIcon aria-hidden /> : <ArrowUpIcon aria-hidden />)}
        {sorted !== undefined && now.sorting.length > 1 && <span aria-hidden>{place + 1}</span>}
      </button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={classes.headMenu}
            tabIndex={-1}
            data-menu
            aria-label={`Column ${column.label}`}
          >
            <ChevronDownIcon aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => change({ sorting: [{ id: column.key, desc: false }] })}>Sort ascending</Menu.Item>
          <Menu.Item onClick={() => change({ sorting: [{ id: column.key, desc: true }] })}>Sort descending</Menu.Item>
          <Menu.Item onClick={() => onSort(column.key, true)}>Add to the sorting</Menu.Item>
          <Menu.Item onClick={() => onFilter(column.key)}>Filter this column</Menu.Item>
          {table.groups.includes(column.key) && (
            <Menu.Item onClick={() => change({ group: now.group === column.key ? undefined : column.key })}>
              {now.group === column.key ? 'Stop grouping' : 'Group by this column'}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item disabled={at === 0} onClick={() => move(-1)}>
            Move left
          </Menu.Item>
          <Menu.Item disabled={at === columns.length - 1} onClick={() => move(1)}>
            Move right
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} onClick={() => resize(width() + STEP)}>
            Wider
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} onClick={() => resize(width() - STEP)}>
            Narrower
          </Menu.Item>
          <Menu.Item disabled={column.locked === true} onClick={() => change({ hidden: [...now.hidden, column.key] })}>
            {column.locked === true ? 'Always shown' : 'Hide this column'}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <span className={classes.edge} onPointerDown={onPointerDown} aria-hidden />
    </div>
  )
}

/** The order with one column behind (or before) its neighbour. */
export function moved(order: readonly string[], key: string, neighbour: string, step: -1 | 1): string[] {
  const others = order.filter((each) => each !== key)
  const at = others.indexOf(neighbour) + (step === 1 ? 1 : 0)
  return [...others.slice(0, at), key, ...others.slice(at)]
}
