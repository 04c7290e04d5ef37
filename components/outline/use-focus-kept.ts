'use client'
import { type FocusEvent, useCallback, useEffect, useRef } from 'react'
import type { Row } from './outline-rows'

export interface FocusKept {
  /** A row has the focus now. */
  reached(key: string): void
  /** For the tree's blur: the focus went elsewhere by somebody's own doing. */
  left(event: FocusEvent): void
}

/** A command that moves its row says itself where the focus goes. */
const PATIENCE_MS = 80

/**
 * [UI4] When the row with the keyboard goes away, into the bin or by somebody else's hand, the keyboard goes to what
 * stands in its place: it is never lost to the page.
 */
export function useFocusKept(
  rows: readonly Row[],
  setActive: (key: string) => void,
  focusRow: (key: string) => void,
): FocusKept {
  const place = useRef<{ key: string; index: number }>(undefined)
  const latest = useRef(rows)
  latest.current = rows

  const reached = useCallback(
    (key: string) => {
      place.current = { key, index: latest.current.findIndex((row) => row.key === key) }
      setActive(key)
    },
    [setActive],
  )
  const left = useCallback((event: FocusEvent) => {
    if (event.relatedTarget !== null) place.current = undefined
  }, [])

  useEffect(() => {
    const was = place.current
    if (was === undefined) return
    const index = rows.findIndex((row) => row.key === was.key)
    if (index >= 0) {
      place.current = { key: was.key, index }
      return
    }
    place.current = undefined
    const handle = setTimeout(() => {
      const now = latest.current
      const next = now[Math.min(was.index, now.length - 1)]
      if (next !== undefined && document.activeElement === document.body) focusRow(next.key)
    }, PATIENCE_MS)
    return () => clearTimeout(handle)
  }, [rows, focusRow])

  return { reached, left }
}
