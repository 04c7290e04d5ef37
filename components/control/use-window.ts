import { type RefObject, type UIEvent, useEffect, useRef, useState } from 'react'

export interface RowWindow {
  readonly ref: RefObject<HTMLDivElement | null>
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void
  /** The rows to draw: from the first up to, not including, the second. */
  readonly from: number
  readonly to: number
}

/** Rows drawn above and below what can be seen. */
const SPARE = 8

/**
 * Which rows of a long list of equal rows have to be drawn. Keeps the active one in sight.
 * @param height of one row, in pixels
 */
export function useWindow(count: number, height: number, active: number): RowWindow {
  const ref = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [seen, setSeen] = useState(600)
  useEffect(() => {
    const list = ref.current
    if (list === null || list.clientHeight === 0) return
    setSeen(list.clientHeight)
    const [start, end] = [active * height, (active + 1) * height]
    if (start < list.scrollTop) list.scrollTop = start
    else if (end > list.scrollTop + list.clientHeight) list.scrollTop = end - list.clientHeight
    setTop(list.scrollTop)
  }, [active, height])
  const from = Math.max(0, Math.floor(top / height) - SPARE)
  return {
    ref,
    onScroll: (event) => setTop(event.currentTarget.scrollTop),
    from,
    to: Math.min(count, Math.ceil((top + seen) / height) + SPARE),
  }
}
