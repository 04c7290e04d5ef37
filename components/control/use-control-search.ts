import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { CapabilityCode, ControlStandard } from '@/catalog'
import type { FoundControl, searchControls } from '@/catalog/controls/search'

export interface ControlQuery {
  readonly query: string
  readonly capability: CapabilityCode | undefined
  readonly standard: ControlStandard | undefined
}

export type SearchState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly found: readonly FoundControl[] }

const SHOWN = 60

/** Searches the catalogue of controls; it is large and fetched when somebody first looks for a control. */
export function useControlSearch({ query, capability, standard }: ControlQuery): SearchState {
  const [search, setSearch] = useState<{ readonly run: typeof searchControls }>()
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(false)
  const words = useDeferredValue(query)

  useEffect(() => {
    let current = true
    setFailed(false)
    import('@/catalog/controls/search').then(
      (module) => current && setSearch({ run: module.searchControls }),
      () => current && attempt >= 0 && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [attempt])

  return useMemo(() => {
    if (failed) return { kind: 'failed', retry: () => setAttempt((now) => now + 1) }
    if (search === undefined) return { kind: 'loading' }
    const narrowed = {
      limit: SHOWN,
      ...(capability === undefined ? {} : { capability }),
      ...(standard === undefined ? {} : { standard }),
    }
    return { kind: 'ready', found: search.run(words, narrowed) }
  }, [failed, search, words, capability, standard])
}
