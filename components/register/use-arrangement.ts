import { useCallback, useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import type { Table } from '@/lib/table/table'
import { type Arrangement, memoryKey, recall, usual } from './table-memory'

export interface Arranging {
  readonly now: Arrangement
  change(change: Partial<Arrangement>): void
  /** As the table is for somebody who has never touched it. */
  reset(): void
}

/** [TAB7] How this person has arranged this table: columns, widths, sorting, grouping. Kept on this device. */
export function useArrangement(table: Table): Arranging {
  const { me } = useRoom()
  const key = memoryKey(me.id, table.name)
  const [now, setNow] = useState(() => recall(table, read(key)))
  const change = useCallback(
    (part: Partial<Arrangement>) =>
      setNow((before) => {
        const after = { ...before, ...part }
        keep(key, after)
        return after
      }),
    [key],
  )
  const reset = useCallback(() => {
    const start = usual(table)
    keep(key, start)
    setNow(start)
  }, [key, table])
  return { now, change, reset }
}

/** A device that keeps nothing (private window, full disk) still shows the table. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, arrangement: Arrangement): void {
  try {
    localStorage.setItem(key, JSON.stringify(arrangement))
  } catch {
    // The arrangement lasts as long as the page.
  }
}
