import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { CapabilityCode } from '@/catalog'
import type { FoundControl, Offer, OwnControl } from '@/catalog/controls/search'

/** The part of the catalogue that is fetched when somebody first looks for a control. */
type Catalogue = Pick<typeof import('@/catalog/controls/search'), 'searchControls' | 'listedControl'> &
  Pick<typeof import('@/catalog/controls/see-also'), 'seeAlso'>

export interface ControlQuery {
  readonly query: string
  readonly capability: CapabilityCode | undefined
  readonly standard: string | undefined
  readonly offer: Offer | undefined
  readonly own: readonly OwnControl[]
}

export type SearchState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly retry: () => void }
  | { readonly kind: 'ready'; readonly found: readonly FoundControl[]; readonly catalogue: Catalogue }

/** More than all lists together: nothing is out of reach. */
const ALL = 20_000

/** Searches both organisations' own tables and the whole catalogue of controls. */
export function useControlSearch({ query, capability, standard, offer, own }: ControlQuery): SearchState {
  const [catalogue, setCatalogue] = useState<Catalogue>()
  const [attempt, setAttempt] = useState(0)
  const [failed, setFailed] = useState(false)
  const words = useDeferredValue(query)

  useEffect(() => {
    let current = true
    setFailed(false)
    Promise.all([import('@/catalog/controls/search'), import('@/catalog/controls/see-also')]).then(
      ([search, links]) => current && setCatalogue({ ...search, ...links }),
      () => current && attempt >= 0 && setFailed(true),
    )
    return () => {
      current = false
    }
  }, [attempt])

  return useMemo(() => {
    if (failed) return { kind: 'failed', retry: () => setAttempt((now) => now + 1) }
    if (catalogue === undefined) return { kind: 'loading' }
    const narrowed = {
      limit: ALL,
      own,
      everything: true,
      ...(capability === undefined ? {} : { capability }),
      ...(standard === undefined ? {} : { standard }),
      ...(offer === undefined ? {} : { offer }),
    }
    return { kind: 'ready', found: catalogue.searchControls(words, narrowed), catalogue }
  }, [failed, catalogue, words, capability, standard, offer, own])
}
