'use client'
import { useCallback, useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { anyFilter, type Filters, filtersKey, parseFilters } from './outline-filters'

/** What this person has narrowed the outline of this case to, remembered on this device. */
export function useFilters(): [Filters, (filters: Filters) => void] {
  const { caseId, me } = useRoom()
  const key = filtersKey(caseId, me.id)
  const [filters, setFilters] = useState<Filters>(() => parseFilters(read(key)))
  const change = useCallback(
    (next: Filters) => {
      setFilters(next)
      try {
        if (anyFilter(next)) localStorage.setItem(key, JSON.stringify(next))
        else localStorage.removeItem(key)
      } catch {
        // A browser that keeps nothing filters all the same.
      }
    },
    [key],
  )
  return [filters, change]
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}
