import { describe, expect, it } from 'vitest'
import { createWorkshopStore } from '@/components/workshop/workshop-store'
import { createValue } from '@/components/workspace/room-value'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { Stage } from '../../lib/workshop/stage'

describe('the workshops of the live case', () => {
  it('[WSH1] are read on as entries arrive, and are the same for whoever comes late', () => {
    const stage = Stage.opened()
    stage.act('mia', { act: 'begin', item: stage.item('Automatic logoff') }).act('rita', { act: 'join' })
    const entries = stage.entries as unknown as readonly LedgerEntry[]
    const ledger = createValue<readonly LedgerEntry[]>([])
    const store = createWorkshopStore(ledger)
    for (let count = 0; count <= entries.length; count++) {
      ledger.set(entries.slice(0, count))
      store.get()
    }
    const late = createWorkshopStore(createValue(entries))
    expect(store.get()).toEqual(late.get())
    expect(late.get().get(1)?.current).toBe(stage.item('Automatic logoff'))
    // Nothing new: the very same value, so nothing is drawn.
    expect(store.get()).toBe(store.get())
  })
})
