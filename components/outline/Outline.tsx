'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useRef, useState } from 'react'
import {
  useCanEdit,
  useGraph,
  useNavigate,
  useRoom,
  useRun,
  useSelection,
  useSynced,
} from '@/components/workspace/CaseContext'
import { capabilityName, shortName } from '@/lib/reading/capability-names'
import { DropMarkLine } from './DropMarkLine'
import { deletion } from './element-actions'
import { OutlineFilter } from './OutlineFilter'
import { OutlineRow } from './OutlineRow'
import classes from './outline.module.css'
import { anyFilter } from './outline-filters'
import type { Direction, ElementRow } from './outline-moves'
import { keysAbove, type Row } from './outline-rows'
import type { Ending } from './RowEditor'
import { treeStep, typeAhead } from './tree-keys'
import { useAdding } from './use-adding'
import { useDragging } from './use-dragging'
import { useFilters } from './use-filters'
import { useFocusKept } from './use-focus-kept'
import { useMoving } from './use-moving'
import { useOutline } from './use-outline'
import { usePickedRows } from './use-picked-rows'

const ROW_HEIGHT = 26
const TYPING_MS = 700

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
}

/** The whole case as a tree: the equal path beside the canvas, with the same selection and the same commands. */
export function Outline() {
  const [filter, setFilter] = useState('')
  const [filters, setFilters] = useFilters()
  const [writing, setWriting] = useState<string>()
  const { rows, active, setActive, setExpanded } = useOutline(useDeferredValue(filter), filters, writing)
  const [said, say] = useState('')
  const { selected } = useSelection()
  const { select } = useNavigate()
  const run = useRun()
  const canEdit = useCanEdit()
  const { reader } = useRoom()
  const [menuAt, setMenuAt] = useState<string>()
  const viewport = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const typed = useRef({ text: '', at: 0 })
  const activeIndex = rows.findIndex((row) => row.key === active)

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialRect: { width: 280, height: 800 },
    getItemKey: (index) => rows[index]?.key ?? index,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan)
      const to = Math.min(count - 1, endIndex + overscan)
      const range = Array.from({ length: to - from + 1 }, (_, index) => from + index)
      // The tab stop stays mounted, or scrolling away would lose the keyboard's place.
      if (activeIndex >= 0 && activeIndex < from) range.unshift(activeIndex)
      if (activeIndex > to) range.push(activeIndex)
      return range
    },
  })

  const lastShown = useRef<string>(undefined)
  useEffect(() => {
    if (activeIndex < 0 || lastShown.current === active) return
    lastShown.current = active
    virtual.scrollToIndex(activeIndex, { align: 'auto' })
  }, [activeIndex, active, virtual])

  useEffect(() => {
    if (!wantsFocus.current || active === undefined) return
    const row = viewport.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(active)}"]`)
    if (row === null || row === undefined) return
    wantsFocus.current = false
    row.focus({ preventScroll: true })
  })

  const focusRow = useCallback(
    (key: string) => {
      wantsFocus.current = true
      setActive(key)
    },
    [setActive],
  )
  const kept = useFocusKept(rows, setActive, focusRow)
  const reach = useCallback(
    (key: string) => {
      setExpanded(keysAbove(key), true)
      setActive(key)
    },
    [setExpanded, setActive],
  )
  const picked = usePickedRows(rows, active)
  const follow = useCallback(
    (key: string) => {
      picked.clear()
      setExpanded(keysAbove(key), true)
      focusRow(key)
    },
    [picked.clear, setExpanded, focusRow],
  )
  const moving = useMoving({ say, follow })
  const dragging = useDragging({ rows, taken: picked.with, onDrop: moving.drop })
  const adding = useAdding({ say, reach, focus: focusRow })
  const { editing, end } = adding
  useEffect(
    () => setWriting(editing === undefined ? undefined : editing.slice(editing.lastIndexOf('/') + 1)),
    [editing],
  )
  const endWriting = useCallback((row: ElementRow, how: Ending) => end(row, how), [end])

  const activate = useCallback(
    (row: Row, how?: 'toggle' | 'range') => {
      if (how === 'toggle') picked.toggle(row.key)
      else if (how === 'range') picked.upTo(row.key)
      else picked.clear(row.key)
      setActive(row.key)
      if (how !== undefined) return
      if (row.type === 'group') setExpanded([row.key], row.expanded !== true)
      else select(row.id)
    },
    [setActive, setExpanded, select, picked.toggle, picked.upTo, picked.clear],
  )

  const toggle = useCallback((key: string, open: boolean) => setExpanded([key], open), [setExpanded])

  const openMenu = useCallback((key: string | undefined) => {
    setMenuAt(key)
    // The keyboard goes back to the row it came from.
    if (key === undefined) wantsFocus.current = true
  }, [])

  function labelsOf(row: Row): readonly string[] {
    if (row.type === 'group') return [row.group]
    const graph = reader.graph()
    const element = graph.elements.get(row.id) ?? graph.bin.get(row.id)
    if (element === undefined) return []
    const { name, statement, capability, role } = element
    if (role === 'C2' && capability !== undefined) return [capability, capabilityName(capability), name]
    return [shortName(name, capability), name, statement]
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (menuAt !== undefined) return
    // The row that has the focus, which may have come by a way of its own.
    const at = (event.target as HTMLElement).closest<HTMLElement>('[role=treeitem]')?.dataset.key
    const index = rows.findIndex(({ key }) => key === at)
    const row = rows[index]
    if (row === undefined || event.metaKey) return
    if (event.altKey || event.ctrlKey) {
      if (!withModifier(row, event)) return
    } else if (event.key === 'Enter') enter(row, event.shiftKey)
    else if (event.key === ' ') activate(row)
    else if (event.key === 'F2' && row.type === 'element') adding.edit(row)
    else if (event.key === 'Escape') {
      if (picked.keys.size === 0) return
      picked.clear(row.key)
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (canEdit && row.type === 'element') setMenuAt(row.key)
    } else if (event.key === 'Delete' && row.type === 'element') remove(row)
    else if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const next = rows[index + (event.key === 'ArrowDown' ? 1 : -1)]
      if (next !== undefined) {
        picked.upTo(next.key)
        focusRow(next.key)
      }
    } else {
      const step = treeStep(rows, row.key, event.key)
      if (step === undefined) {
        if (event.key.length !== 1) return
        typeOn(event.key, index)
      } else if (step.do === 'focus') {
        picked.clear(step.key)
        focusRow(step.key)
      } else if (step.do === 'expand-siblings') {
        setExpanded(
          rows.filter((other) => other.parent === row.parent && other.expanded !== undefined).map(({ key }) => key),
          true,
        )
      } else setExpanded([step.key], step.do === 'expand')
    }
    event.preventDefault()
  }

  /** What a key with Alt or Ctrl does here; false for one that means nothing. */
  function withModifier(row: Row, event: KeyboardEvent): boolean {
    const direction = DIRECTIONS[event.key]
    if (event.altKey && !event.ctrlKey && direction !== undefined && row.type === 'element') {
      moving.step(picked.with(row), direction)
    } else if (event.ctrlKey && !event.altKey && event.key === ' ') picked.toggle(row.key)
    else if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === 'a') picked.all()
    else return false
    return true
  }

  /** Enter goes to a row; on the row one is at already it adds the next one, with Shift one below. */
  function enter(row: Row, shift: boolean): void {
    if (row.type === 'element' && (shift || row.id === selected) && row.under !== 'bin') {
      adding.add(row, shift ? 'below' : 'beside')
    } else activate(row)
  }

  function remove(row: ElementRow): void {
    const together = picked.with(row)
    if (together.length > 1) {
      void run('delete-elements', { elements: together.map(({ id }) => id) }).then((done) => done.ok && picked.clear())
      return
    }
    const command = row.under === 'bin' ? undefined : deletion(reader.graph(), row.id)
    if (command !== undefined) void run(command.name, command.args)
  }

  function typeOn(letter: string, from: number): void {
    const now = performance.now()
    const text = now - typed.current.at < TYPING_MS ? typed.current.text + letter : letter
    typed.current = { text, at: now }
    const found = typeAhead(rows.map(labelsOf), from, text)
    const row = found === undefined ? undefined : rows[found]
    if (row !== undefined) focusRow(row.key)
  }

  return (
    <div className={classes.outline}>
      <OutlineHead />
      <OutlineFilter
        value={filter}
        onChange={setFilter}
        filters={filters}
        onFilters={setFilters}
        found={filter.trim() === '' && !anyFilter(filters) ? undefined : rows.length}
      />
      {picked.keys.size > 1 && (
        <p className={classes.picked} role="status">
          {picked.keys.size} rows are chosen. Delete puts them into the bin, Alt+Right and Alt+Left move them, Escape
          ends.
        </p>
      )}
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <div ref={viewport} className={classes.viewport}>
        <EmptyNote />
        <div
          role="tree"
          aria-label="Elements of the case"
          className={classes.tree}
          style={{ height: virtual.getTotalSize() }}
          aria-multiselectable
          onKeyDown={onKeyDown}
          onBlur={kept.left}
          {...dragging.handlers}
        >
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            return (
              <OutlineRow
                key={row.key}
                row={row}
                top={item.start}
                tabStop={row.key === active}
                selected={row.type === 'element' && row.id === selected}
                picked={picked.keys.has(row.key)}
                editing={editing === row.key}
                menuOpen={menuAt === row.key}
                onActivate={activate}
                onReach={kept.reached}
                onToggle={toggle}
                onMenu={openMenu}
                onWritten={endWriting}
              />
            )
          })}
          {dragging.mark !== undefined && <DropMarkLine mark={dragging.mark} rows={rows} rowHeight={ROW_HEIGHT} />}
        </div>
      </div>
    </div>
  )
}

function OutlineHead() {
  const count = useGraph((graph) => [...graph.elements.values()].filter(({ role }) => role === 'C2').length)
  const total = useGraph((graph) => graph.elements.size)
  return (
    <div className={classes.head}>
      <h2>Outline</h2>
      <span>
        {count > 0 ? `${count} capabilities, ${total} elements` : total === 1 ? '1 element' : `${total} elements`}
      </span>
    </div>
  )
}

function EmptyNote() {
  const synced = useSynced()
  const empty = useGraph((graph) => graph.elements.size + graph.bin.size === 0)
  if (!empty) return null
  return (
    <p className={classes.empty} role="status">
      {synced
        ? 'This case has no elements yet. All that is claimed will stand here as a tree; begin on the canvas.'
        : 'Loading the case ...'}
    </p>
  )
}
