'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ElementRow } from './outline-moves'
import type { Row } from './outline-rows'

export interface PickedRows {
  readonly keys: ReadonlySet<string>
  /** The rows that a command on this one is about: all picked ones when it is among them, else only itself. */
  with(row: ElementRow): readonly ElementRow[]
  toggle(key: string): void
  /** Everything from where the picking began up to this row. */
  upTo(key: string): void
  all(): void
  /** Picks nothing; picking begins again at this row. */
  clear(from?: string): void
}

const NONE: ReadonlySet<string> = new Set()

/** [OUT5] Several rows picked at once, by Shift and Ctrl, in the order of the rows. Own to this tab. */
export function usePickedRows(rows: readonly Row[], active: string | undefined): PickedRows {
  const [keys, setKeys] = useState(NONE)
  const anchor = useRef<string>(undefined)
  const latest = useRef({ rows, active, keys })
  latest.current = { rows, active, keys }

  const toggle = useCallback((key: string) => {
    const { active: from, keys: before } = latest.current
    const start = before.size === 0 && from !== undefined && from !== key ? [from] : [...before]
    const next = new Set(start.filter((each) => each !== key))
    if (next.size === start.length) next.add(key)
    anchor.current = key
    setKeys(next)
  }, [])

  const upTo = useCallback((key: string) => {
    const { rows: now, active: from } = latest.current
    anchor.current ??= from
    const a = now.findIndex((row) => row.key === anchor.current)
    const b = now.findIndex((row) => row.key === key)
    if (b < 0) return
    const [low, high] = a < 0 ? [b, b] : [Math.min(a, b), Math.max(a, b)]
    setKeys(new Set(elements(now.slice(low, high + 1)).map((row) => row.key)))
  }, [])

  const all = useCallback(() => setKeys(new Set(elements(latest.current.rows).map(({ key }) => key))), [])

  const clear = useCallback((from?: string) => {
    anchor.current = from
    setKeys((now) => (now.size === 0 ? now : NONE))
  }, [])

  const withRow = useCallback((row: ElementRow) => {
    const { rows: now, keys: picked } = latest.current
    if (!picked.has(row.key)) return [row]
    const seen = new Set<string>()
    return elements(now).filter(({ key, id }) => picked.has(key) && !seen.has(id) && seen.add(id))
  }, [])

  return useMemo(() => ({ keys, with: withRow, toggle, upTo, all, clear }), [keys, withRow, toggle, upTo, all, clear])
}

function elements(rows: readonly Row[]): ElementRow[] {
  return rows.filter((row): row is ElementRow => row.type === 'element' && row.under !== 'bin')
}
