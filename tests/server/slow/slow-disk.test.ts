import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { barrierFrame } from '@/lib/wire/frames'
import type { Store } from '@/server/store/db'
import { openEmbedded } from '@/server/store/embedded'
import { createRoomStore, type RoomStore } from '@/server/store/room-store'
import { cases } from '@/server/store/schema'
import { freshDataDir, removeDataDir, watchedDisk } from '../../support/dataDir'
import { ensureCase } from '../../support/postgres-houses'
import { CASE, type House, openHouse, RawClient, stockPeer, synced, until } from '../../support/sync-house'

const OTHER = 'ventilator'

describe('a disk that takes its time', { timeout: 120_000 }, () => {
  let dataDir: string
  let store: Store
  let house: House<RoomStore>
  const ends: (() => void)[] = []
  const peer = async (person: string, caseId: string) => {
    const made = stockPeer(house, person, { caseId })
    ends.push(made.close)
    await synced(made)
    return made
  }
  const open = async (disk: Readonly<Record<string, string>>) => {
    store = await openEmbedded(dataDir, watchedDisk(disk))
    await ensureCase(store)
    const [pump] = await store.db.select().from(cases)
    if (pump !== undefined) await store.db.insert(cases).values({ ...pump, id: OTHER })
    house = await openHouse({ store: createRoomStore(store.db, false, store.lane) })
  }

  beforeEach(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    dataDir = await freshDataDir()
  })
  afterEach(async () => {
    for (const end of ends.splice(0)) end()
    await house.close()
    await store.close()
    removeDataDir(dataDir)
    vi.restoreAllMocks()
  })

  it('[SYN2] [SYN1] holds up what is being committed, and nothing else: people see each other, other cases answer', async () => {
    const hold = join(dataDir, 'hold')
    await open({ hold })
    const [ann, hal] = [await peer('ann', CASE), await peer('hal', CASE)]
    const [ben, ida] = [await peer('ben', OTHER), await peer('ida', OTHER)]
    writeFileSync(hold, '')
    ann.statement('G1').insert(0, 'on its way to the disk')
    // All of this would wait for ever if anybody but the store's own thread waited for that disk.
    for (const [here, there] of [
      [hal, ann],
      [ben, ida],
    ] as const) {
      here.provider.awareness.setLocalStateField('focus', { element: 'G1' })
      await until(() => there.provider.awareness.getStates().get(here.doc.clientID)?.focus !== undefined)
    }
    expect(await house.rooms.read(OTHER, (_doc, seq) => seq)).toBe(0)
    expect(existsSync(hold)).toBe(true)
    expect(hal.statement('G1').toString()).toBe('')
    rmSync(hold)
    await until(() => hal.statement('G1').toString() === 'on its way to the disk')
    expect((await house.store.head(CASE)).seq).toBe(1)
  })

  it('[SYN1] lets a case wait for the flush that is under way and its own, however busy another case is', async () => {
    const count = join(dataDir, 'flushes')
    const slow = join(dataDir, 'slow')
    await open({ count, hold: slow, slow: '20' })
    writeFileSync(slow, '')
    ends.push(() => rmSync(slow))
    const flushes = () => statSync(count).size
    const [ann, hal] = [await peer('ann', CASE), await peer('hal', CASE)]
    const typing = setInterval(() => {
      for (const { statement } of [ann, hal]) statement('G1').insert(0, 'x')
    }, 1)
    ends.push(() => clearInterval(typing))
    const ben = new RawClient(house, 'ben', '', house.origin, OTHER)
    ends.push(() => ben.close())
    await ben.settle()
    const doc = new Y.Doc()
    const edits = 12
    const from = flushes()
    for (let n = 1; n <= edits; n++) {
      ben.change(doc, (mine) => mine.getText('t:G1:statement').insert(0, 'y'))
      ben.send(barrierFrame(n))
      await until(() => ben.answers().has(n))
    }
    // One under way, its own, and what is told in between; a case that starved would see far more.
    expect(flushes() - from).toBeLessThanOrEqual(edits * 4)
    clearInterval(typing)
    await until(() => ann.statement('G1').length === hal.statement('G1').length)
    expect((await house.store.head(OTHER)).seq).toBe(edits)
    expect((await house.store.head(CASE)).seq).toBeGreaterThan(edits)
  })
})
