'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useGraph, useSelection } from '@/components/workspace/CaseContext'
import type { CaseGraph } from '@/lib/gsn/graph'
import { capabilityName } from '@/lib/reading/capability-names'
import type { Filters } from './outline-filters'
import { keysAbove, matchingRows, outlineRows, type Row, rowKeyOf, sameRows } from './outline-rows'
import { useFilteredIds } from './use-filtered-ids'

export interface OutlineState {
  readonly rows: readonly Row[]
  /** The row that holds the tab stop. */
  readonly active: string | undefined
  setActive(key: string): void
  setExpanded(keys: readonly string[], open: boolean): void
}

/**
 * The tree's own state: what is expanded and where the tab stop is. A selection made elsewhere is brought into view.
 * @param keep an element that stays in view whatever is filtered: the one that is being written
 */
export function useOutline(filter: string, filters: Filters, keep?: string): OutlineState {
  const { selected } = useSelection()
  const rootId = useGraph((graph) => graph.rootId)
  const [expanded, setExpandedKeys] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string>()

  const allowed = useFilteredIds(filters, keep)
  const select = useMemo(() => stableRows(expanded, filter, allowed), [expanded, filter, allowed])
  const rows = useGraph(select)
  const selectedKey = useGraph(useCallback((graph: CaseGraph) => selected && rowKeyOf(graph, selected), [selected]))

  const setExpanded = useCallback((keys: readonly string[], open: boolean) => {
    setExpandedKeys((before) => {
      const after = new Set(before)
      for (const key of keys) {
        if (open) after.add(key)
        else after.delete(key)
      }
      return after
    })
  }, [])

  useEffect(() => {
    if (rootId !== undefined) setExpanded([rootId], true)
  }, [rootId, setExpanded])

  const last = useRef<string>(undefined)
  useEffect(() => {
    if (selectedKey === undefined || selectedKey === last.current) return
    last.current = selectedKey
    const inView = rows.find((row) => row.type === 'element' && row.id === selected)
    if (inView === undefined) setExpanded(keysAbove(selectedKey), true)
    setActive((now) => (now?.endsWith(`/${selected}`) ? now : (inView?.key ?? selectedKey)))
  }, [selectedKey, selected, rows, setExpanded])

  const standing = active !== undefined && rows.some((row) => row.key === active) ? active : rows[0]?.key
  return { rows, active: standing, setActive, setExpanded }
}

/** Rows as a selector that answers with the same array as long as the rows are the same. */
function stableRows(
  expanded: ReadonlySet<string>,
  filter: string,
  allowed: ReadonlySet<string> | undefined,
): (graph: CaseGraph) => readonly Row[] {
  const whole = filter.trim() === '' && allowed === undefined
  let last: readonly Row[] = []
  return (graph) => {
    const rows = whole ? outlineRows(graph, expanded) : matchingRows(graph, filter, capabilityName, allowed)
    if (!sameRows(last, rows)) last = rows
    return last
  }
}
