'use client'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useNavigate, useSelection } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'

export interface Picks {
  /** Chosen together with the selected element; empty while only that one is. */
  readonly picked: ReadonlySet<ElementId>
  /** Everything that is chosen, the selected element first. */
  all(): ElementId[]
  /** Adds an element, or takes it away again. */
  toggle(id: ElementId): void
  pick(ids: readonly ElementId[]): void
  clear(): void
}

const NONE: ReadonlySet<ElementId> = new Set()

/** Several elements chosen at once: own to this tab, and gone when one element is selected alone. */
export function usePicks(): Picks {
  const [picked, setPicked] = useState(NONE)
  const { selected } = useSelection()
  const { select } = useNavigate()
  const latest = useRef({ picked, selected })
  latest.current = { picked, selected }
  const pick = useCallback(
    (ids: readonly ElementId[]) => {
      const [first] = ids
      if (first === undefined) return
      setPicked(ids.length > 1 ? new Set(ids) : NONE)
      if (latest.current.selected === undefined || !ids.includes(latest.current.selected)) {
        select(first, { stay: true, replace: true })
      }
    },
    [select],
  )
  const clear = useCallback(() => setPicked((now) => (now.size === 0 ? now : NONE)), [])
  const all = useCallback(() => {
    const { picked: now, selected: one } = latest.current
    return one === undefined ? [...now] : [one, ...[...now].filter((id) => id !== one)]
  }, [])
  const toggle = useCallback(
    (id: ElementId) => {
      const now = all()
      pick(now.includes(id) && now.length > 1 ? now.filter((each) => each !== id) : [...now, id])
    },
    [all, pick],
  )
  return useMemo(() => ({ picked, all, toggle, pick, clear }), [picked, all, toggle, pick, clear])
}
