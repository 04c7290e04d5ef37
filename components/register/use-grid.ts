import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Column, Row } from '@/lib/table/column'
import type { Leaving } from './grid-context'
import { HEADINGS, stepInGrid } from './grid-keys'
import type { Held, Line } from './lines'

/** The headings, as a line of their own. */
export const HEAD = 'head'

/** The cell that has the focus or is the way in: one per table. */
export interface At {
  readonly line: string
  readonly column: string
}

interface Around {
  readonly viewport: RefObject<HTMLDivElement | null>
  readonly lines: readonly Line[]
  readonly columns: readonly Column[]
  readonly held: Held | undefined
  setHeld(held: Held | undefined): void
  /** Why a cell cannot be edited, in a sentence. */
  whyNot(row: Row, column: Column): string | undefined
  open(row: Row): void
  fold(key: string): void
  say(sentence: string): void
  /** Lines that fit into the window. */
  page(): number
}

/**
 * [TAB3] The focus in a table, after the grid pattern of ARIA: one tab stop, arrows walk the cells, Enter or F2 writes,
 * Escape leaves, the space bar opens. The focus stays with its row when rows come, go or change places.
 */
export function useGrid(around: Around) {
  const { viewport, lines, columns, held, setHeld, whyNot, open, fold, say, page } = around
  const [at, setAt] = useState<At>()
  const [editing, setEditing] = useState(false)
  const wanted = useRef(false)
  const inside = useRef(false)
  const leaving = useRef(false)
  const last = useRef(0)

  const found = at === undefined ? -1 : at.line === HEAD ? HEADINGS : lines.findIndex(({ key }) => key === at.line)
  const gone = at !== undefined && at.line !== HEAD && found < 0
  const line = at === undefined || gone ? Math.min(last.current, lines.length - 1) : found
  const column = Math.max(
    0,
    columns.findIndex(({ key }) => key === at?.column),
  )
  const now: At = {
    line: line < 0 ? HEAD : (lines[line]?.key ?? HEAD),
    column: columns[column]?.key ?? '',
  }

  useLayoutEffect(() => {
    last.current = Math.max(0, line)
    if (gone && inside.current) {
      setAt(now)
      setEditing(false)
      wanted.current = true
      say('The row you were in is not in this table any more.')
      return
    }
    if (!wanted.current) return
    const cell = cellAt(viewport.current, now)
    if (cell === undefined) return
    wanted.current = false
    cell.focus({ preventScroll: true })
    cell.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  })

  const go = useCallback(
    (to: At) => {
      setAt(to)
      setEditing(false)
      say('')
      if (held !== undefined && held.key !== to.line) setHeld(undefined)
    },
    [held, setHeld, say],
  )

  function edit(row: Row, wantedColumn: Column): void {
    const reason = whyNot(row, wantedColumn)
    say(reason ?? '')
    if (reason !== undefined) return
    setAt({ line: row.key, column: wantedColumn.key })
    setEditing(true)
    if (held?.key !== row.key) setHeld({ key: row.key, before: lines.map(({ key }) => key) })
  }

  function leave(how: Leaving): void {
    if (leaving.current) return
    if (how === 'away') {
      setEditing(false)
      return
    }
    // What stands in the field is taken over before the field goes.
    leaving.current = true
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    leaving.current = false
    setEditing(false)
    wanted.current = true
    const next = columns[column + how]
    if (next !== undefined) setAt({ line: now.line, column: next.key })
  }

  function onFocus(event: FocusEvent): void {
    inside.current = true
    const cell = (event.target as Element).closest('[data-cell]')
    const owner = cell?.closest('[data-line]')
    if (!(cell instanceof HTMLElement) || !(owner instanceof HTMLElement)) return
    const to = { line: owner.dataset.line ?? HEAD, column: cell.dataset.cell ?? '' }
    if (to.line === at?.line && (to.column === at.column || to.column === 'group')) return
    go(to.column === 'group' ? { line: to.line, column: now.column } : to)
  }

  function onBlur(event: FocusEvent): void {
    if (leaving.current) return
    const next = event.relatedTarget
    if (next instanceof Node && event.currentTarget.contains(next)) return
    if (next === null && event.target.ownerDocument.activeElement === event.target) return
    inside.current = false
    setEditing(false)
    setHeld(undefined)
  }

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as Element
    if (event.defaultPrevented || target.closest('[data-cell]') === null || target.closest('[data-editor]')) return
    if (step(event) || act(event)) event.preventDefault()
  }

  function step(event: KeyboardEvent): boolean {
    const current = lines[line]
    if (current?.kind === 'group' && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      if (current.folded === (event.key === 'ArrowRight')) fold(current.key)
      return true
    }
    const to = stepInGrid(event, { line, column }, { lines: lines.length, columns: columns.length, page: page() })
    if (to === undefined) return false
    wanted.current = true
    go({ line: to.line === HEADINGS ? HEAD : (lines[to.line]?.key ?? HEAD), column: columns[to.column]?.key ?? '' })
    return true
  }

  function act(event: KeyboardEvent): boolean {
    const current = lines[line]
    const own = columns[column]
    if (line === HEADINGS || current?.kind !== 'row' || own === undefined) return menu(event)
    const { row } = current
    if (event.key === 'F2') edit(row, own)
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      if (own.key === 'name') open(row)
      else edit(row, own)
    } else if (event.key === ' ') open(row)
    else return false
    return true
  }

  /** Alt and arrow down, or F2, opens the menu of a heading. */
  function menu(event: KeyboardEvent): boolean {
    if (line !== HEADINGS || !(event.key === 'F2' || (event.altKey && event.key === 'ArrowDown'))) return false
    const cell = cellAt(viewport.current, now)
    cell?.parentElement?.querySelector<HTMLElement>('[data-menu]')?.click()
    return true
  }

  return { at: now, line, editing, edit, leave, onFocus, onBlur, onKeyDown, inside }
}

function cellAt(viewport: HTMLElement | null, at: At): HTMLElement | undefined {
  const line = viewport?.querySelector(`[data-line="${CSS.escape(at.line)}"]`)
  const cell =
    line?.querySelector(`[data-cell="${CSS.escape(at.column)}"]`) ?? line?.querySelector('[data-cell="group"]')
  return cell instanceof HTMLElement ? cell : undefined
}
