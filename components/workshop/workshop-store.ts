'use client'
import { useEffect, useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import type { CaseRoom } from '@/components/workspace/room'
import { createValue } from '@/components/workspace/room-value'
import { type Readable, useSelected, useValue } from '@/components/workspace/use-store'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import { runningWorkshop, type Workshop, type Workshops } from '@/lib/workshop/workshop'

/** The workshops of the live case, read on from the last reading as entries arrive. */
export function createWorkshopStore(ledger: Readable<readonly LedgerEntry[]>): Readable<Workshops> {
  let workshops = NO_WORKSHOPS
  let head = 0
  return {
    get: () => {
      const fresh = ledger.get().filter(({ chain, seq }) => chain === 'shared' && seq > head)
      if (fresh.length === 0) return workshops
      head = Math.max(...fresh.map(({ seq }) => seq))
      workshops = addToWorkshops(workshops, fresh)
      return workshops
    },
    subscribe: (listener) => ledger.subscribe(listener),
  }
}

const stores = new WeakMap<CaseRoom, Readable<Workshops>>()

function storeOf(room: CaseRoom): Readable<Workshops> {
  const store = stores.get(room) ?? createWorkshopStore(room.ledger)
  stores.set(room, store)
  return store
}

/** All workshops of the case. */
export function useWorkshops(): Workshops {
  return useValue(storeOf(useRoom()))
}

/** The workshop that goes on; undefined in a state of the past, where nothing goes on. */
export function useRunning(): Workshop | undefined {
  const room = useRoom()
  const running = useSelected(storeOf(room), runningWorkshop)
  return room.past === undefined ? running : undefined
}

/** Whether the panel of the workshop is shown in this tab. */
export const panelOpen = createValue(false)

/** Now, told again every second while it is wanted. */
export function useNow(wanted: boolean): string {
  const [now, setNow] = useState(() => new Date().toISOString())
  useEffect(() => {
    if (!wanted) return
    setNow(new Date().toISOString())
    const timer = setInterval(() => setNow(new Date().toISOString()), 1000)
    return () => clearInterval(timer)
  }, [wanted])
  return now
}
