// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines are the stops of the grid; their cells and heads are walked past
'use client'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { sideWord } from '@/components/workspace/people'
import { SIDES } from '@/lib/access/policy'
import type { BoardRow } from '@/lib/review/board'
import classes from './approvals.module.css'
import { ClaimLine, DetailLine, GroupLine } from './BoardLine'
import { type BoardItem, boardItems, stepOnBoard } from './board-items'
import type { Chosen } from './use-chosen'

interface Props {
  readonly rows: readonly BoardRow[]
  readonly chosen: Chosen
  readonly mayChoose: (row: BoardRow) => boolean
}

const HEIGHTS = { group: 34, row: 34, detail: 190 } as const
/** Where nothing has been measured yet. */
const USUAL = { width: 900, height: 700 }

/**
 * The claims as a grid of which only the lines in view are drawn. One tab stop; arrows walk, the space bar chooses, Enter
 * opens what is said about a claim, Ctrl+A chooses all that is shown.
 */
export function BoardList({ rows, chosen, mayChoose }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const items = useMemo(() => boardItems(rows, opened), [rows, opened])
  const [activeKey, setActiveKey] = useState<string>()
  const viewport = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const found = items.findIndex(({ key }) => key === activeKey)
  const active = found >= 0 ? found : Math.min(items.length - 1, 1)

  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => HEIGHTS[items[index]?.kind ?? 'row'],
    getItemKey: useCallback((index: number) => items[index]?.key ?? index, [items]),
    overscan: 10,
    initialRect: USUAL,
    // The line with the focus stays drawn, so that it keeps the focus.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return active < 0 || shown.includes(active) || active >= range.count
        ? shown
        : [...shown, active].sort((a, b) => a - b)
    },
  })

  useEffect(() => {
    if (!wantsFocus.current) return
    const line = viewport.current?.querySelector<HTMLElement>('[data-active]')
    if (line === null || line === undefined) return
    wantsFocus.current = false
    line.focus({ preventScroll: true })
    line.scrollIntoView?.({ block: 'nearest' })
  })

  const open = useCallback((id: string) => {
    setOpened((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
    setActiveKey(id)
  }, [])
  const choose = useCallback((id: string, on: boolean) => chosen.set([id], on), [chosen.set])
  const ofGroup = (own: readonly BoardRow[]) => {
    const choosable = own.filter(mayChoose)
    const count = choosable.filter(({ id }) => chosen.claims.has(id)).length
    return { choosable, state: count === 0 ? 'none' : count === choosable.length ? 'all' : 'some' } as const
  }

  function chooseLine(item: BoardItem | undefined): void {
    if (item?.kind === 'row' && mayChoose(item.row)) choose(item.row.id, !chosen.claims.has(item.row.id))
    if (item?.kind !== 'group') return
    const { choosable, state } = ofGroup(item.rows)
    chosen.set(
      choosable.map(({ id }) => id),
      state !== 'all',
    )
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const line = (event.target as HTMLElement).closest('[data-line]')
    // Keys inside an opened claim are its own.
    if (line === null || line !== event.target) return
    const item = items[active]
    if (event.key === ' ') chooseLine(item)
    else if (event.key === 'Enter' && item?.kind === 'row') open(item.row.id)
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      chosen.set(
        rows.filter(mayChoose).map(({ id }) => id),
        true,
      )
    } else {
      const page = Math.max(1, Math.floor((viewport.current?.clientHeight ?? USUAL.height) / HEIGHTS.row) - 2)
      const to = stepOnBoard(items, active, event.key, page)
      if (to === active && !['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key)) return
      setActiveKey(items[to]?.key)
      wantsFocus.current = true
      virtual.scrollToIndex(to, { align: 'auto' })
    }
    event.preventDefault()
  }

  return (
    <div
      ref={viewport}
      className={classes.viewport}
      role="treegrid"
      aria-label="Claims and where both sides stand"
      aria-rowcount={items.length + 1}
      aria-multiselectable
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className={`${classes.line} ${classes.head}`}>
        <div role="columnheader">
          <span className="visually-hidden">Chosen</span>
        </div>
        <div role="columnheader">Claim</div>
        <div role="columnheader">What it says</div>
        {SIDES.map((side) => (
          <div key={side} role="columnheader">
            {sideWord(side)}
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index]
          if (item === undefined) return null
          const isRow = item.kind === 'row'
          const stop = item.kind !== 'detail'
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              data-line={stop ? '' : undefined}
              data-active={index === active || undefined}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isRow ? chosen.claims.has(item.row.id) : undefined}
              aria-expanded={isRow ? opened.has(item.row.id) : undefined}
              tabIndex={stop ? (index === active ? 0 : -1) : undefined}
              className={classes[item.kind === 'row' ? 'line' : item.kind === 'group' ? 'groupLine' : 'detailLine']}
              style={{ transform: `translateY(${start}px)` }}
              onFocus={(event) => event.target === event.currentTarget && setActiveKey(item.key)}
            >
              {item.kind === 'row' && (
                <ClaimLine
                  row={item.row}
                  chosen={chosen.claims.has(item.row.id)}
                  opened={opened.has(item.row.id)}
                  mayChoose={mayChoose(item.row)}
                  onChoose={choose}
                  onOpen={open}
                />
              )}
              {item.kind === 'group' && (
                <GroupLine
                  capability={item.capability}
                  rows={item.rows}
                  chosen={ofGroup(item.rows).state}
                  mayChoose={item.rows.some(mayChoose)}
                  onChoose={(_, on) =>
                    chosen.set(
                      ofGroup(item.rows).choosable.map(({ id }) => id),
                      on,
                    )
                  }
                />
              )}
              {item.kind === 'detail' && <DetailLine row={item.row} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}
