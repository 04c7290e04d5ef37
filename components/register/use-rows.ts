'use client'
import { useDeferredValue, useMemo, useRef } from 'react'
import { useFindings, useGraph } from '@/components/workspace/CaseContext'
import type { Row } from '@/lib/table/column'
import { countFound } from '@/lib/table/found'
import { keepRows, type Table } from '@/lib/table/table'

/**
 * The rows of a table as the live case has them. The table follows typing at a lower priority, so that a keystroke is
 * never held up by thousands of rows; a row that says the same as before is the same object.
 */
export function useRows(table: Table): readonly Row[] {
  const graph = useDeferredValue(useGraph((now) => now))
  const findings = useDeferredValue(useFindings((all) => all))
  const found = useMemo(() => countFound(findings), [findings])
  const known = useRef<ReadonlyMap<string, Row>>(new Map())
  return useMemo(() => {
    const rows = keepRows(known.current, table.rows(graph, { found, today: today() }))
    known.current = new Map(rows.map((row) => [row.key, row]))
    return rows
  }, [table, graph, found])
}

/** Dates are judged by the reader's own day. */
export function today(now = new Date()): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
