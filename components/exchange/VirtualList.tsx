'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useRef } from 'react'
import classes from './exchange.module.css'

interface Props<T> {
  readonly label: string
  readonly items: readonly T[]
  readonly idOf: (item: T) => string
  /** Pixels of a line before it is measured. */
  readonly height: (item: T) => number
  readonly draw: (item: T) => ReactNode
}

/** Where nothing has been measured yet. */
const USUAL = { width: 900, height: 560 }

/** A list of any length of which only the lines in view are drawn; the keyboard walks through what is in them. */
export function VirtualList<T>({ label, items, idOf, height, draw }: Props<T>) {
  const viewport = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => {
      const item = items[index]
      return item === undefined ? 40 : height(item)
    },
    getItemKey: useCallback(
      (index: number) => {
        const item = items[index]
        return item === undefined ? index : idOf(item)
      },
      [items, idOf],
    ),
    overscan: 8,
    initialRect: USUAL,
  })
  return (
    <section
      ref={viewport}
      className={classes.viewport}
      style={{ maxHeight: virtual.getTotalSize() + 2 }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reachable by the keys that scroll
      tabIndex={0}
      aria-label={label}
    >
      <ul className={classes.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index]
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              className={classes.line}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {draw(item)}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
