'use client'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useGraph, useSelection } from '@/components/workspace/CaseContext'
import { capabilityName } from '@/components/workspace/capability-names'
import type { CaseGraph } from '@/lib/gsn/graph'
import { keysAbove, matchingRows, outlineRows, type Row, rowKeyOf, sameRows } from './outline-rows'

export interface OutlineState {
  readonly rows: readonly Row[]
  /** The row that holds the tab stop. */
  readonly active: string | undefined
  setActive(key: string): void
  setExpanded(keys: readonly string[], open: boolean): void
}

/** The tree's own state: what is expanded and where the tab stop is. A selection made elsewhere is brought into view. */
export function useOutline(filter: string): OutlineState {
  const { selected } = useSelection()
  const rootId = useGraph((graph) => graph.rootId)
  const [expanded, setExpandedKeys] = useState<ReadonlySet<string>>(new Set())
  const [active, setActive] = useState<string>()

  const select = useMemo(() => stableRows(expanded, filter), [expanded, filter])
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
function stableRows(expanded: ReadonlySet<string>, filter: string): (graph: CaseGraph) => readonly Row[] {
  let last: readonly Row[] = []
  return (graph) => {
    const rows = filter.trim() === '' ? outlineRows(graph, expanded) : matchingRows(graph, filter, capabilityName)
    if (!sameRows(last, rows)) last = rows
    return last
  }
}
