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
import { capabilityName, shortName } from '@/components/workspace/capability-names'
import { deletion } from './element-actions'
import { OutlineFilter } from './OutlineFilter'
import { OutlineRow } from './OutlineRow'
import classes from './outline.module.css'
import type { Row } from './outline-rows'
import { treeStep, typeAhead } from './tree-keys'
import { useOutline } from './use-outline'

const ROW_HEIGHT = 26
const TYPING_MS = 700

/** The whole case as a tree: the equal path beside the canvas, with the same selection and the same commands. */
export function Outline() {
  const [filter, setFilter] = useState('')
  const { rows, active, setActive, setExpanded } = useOutline(useDeferredValue(filter))
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

  const focusRow = (key: string) => {
    wantsFocus.current = true
    setActive(key)
  }

  const activate = useCallback(
    (row: Row) => {
      setActive(row.key)
      if (row.type === 'group') setExpanded([row.key], row.expanded !== true)
      else select(row.id)
    },
    [setActive, setExpanded, select],
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
    if (row === undefined || event.altKey || event.metaKey || event.ctrlKey) return
    if (event.key === 'Enter' || event.key === ' ') activate(row)
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      if (canEdit && row.type === 'element') setMenuAt(row.key)
    } else if (event.key === 'Delete' && row.type === 'element') {
      const command = row.under === 'bin' ? undefined : deletion(reader.graph(), row.id)
      if (command !== undefined) void run(command.name, command.args)
    } else {
      const step = treeStep(rows, row.key, event.key)
      if (step === undefined) {
        if (event.key.length !== 1) return
        typeOn(event.key, index)
      } else if (step.do === 'focus') focusRow(step.key)
      else if (step.do === 'expand-siblings') {
        setExpanded(
          rows.filter((other) => other.parent === row.parent && other.expanded !== undefined).map(({ key }) => key),
          true,
        )
      } else setExpanded([step.key], step.do === 'expand')
    }
    event.preventDefault()
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
      <OutlineFilter value={filter} onChange={setFilter} found={filter.trim() === '' ? undefined : rows.length} />
      <div ref={viewport} className={classes.viewport}>
        <EmptyNote />
        <div
          role="tree"
          aria-label="Elements of the case"
          className={classes.tree}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={onKeyDown}
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
                menuOpen={menuAt === row.key}
                onActivate={activate}
                onReach={setActive}
                onToggle={toggle}
                onMenu={openMenu}
              />
            )
          })}
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
      {synced ? 'This case has no elements yet. Begin on the canvas.' : 'Loading the case ...'}
    </p>
  )
}
