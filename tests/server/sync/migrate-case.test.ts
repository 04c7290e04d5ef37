import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { metaOf, SCHEMA_VERSION } from '@/lib/case/ydoc'
import { digestOf } from '@/lib/gsn/digest'
import { createDigester } from '@/lib/review/digests'
import { loadCase } from '@/server/sync/load-case'
import { loadMigrated, SERVICE } from '@/server/sync/migrate-case'
import { grownCase } from '../../support/case'
import { MemoryRoomStore } from '../../support/memory-room-store'

const CASE = 'pump'

/** A store that holds a case as version 1 wrote it. */
function oldStore(): { store: MemoryRoomStore; before: Y.Doc } {
  const { doc } = grownCase('ALOF')
  const store = new MemoryRoomStore(CASE)
  const kept = store.kept(CASE)
  kept.schema = 1
  kept.rows.push({
    seq: 1,
    personId: 'ann',
    at: '2027-01-01T00:00:00.000Z',
    clientIds: [doc.clientID],
    update: Y.encodeStateAsUpdate(doc),
  })
  kept.owners.set(doc.clientID, 'ann')
  return { store, before: doc }
}

let next = 1000
const deps = { clock: () => '2027-02-01T00:00:00.000Z', clientId: () => next++ }

describe('a case of an older shape', () => {
  it('[DOC7] is brought to this one as one row of its log, and loses nothing', async () => {
    const { store, before } = oldStore()
    const loaded = await loadMigrated(store, CASE, deps)
    expect(loaded).toMatchObject({ schema: SCHEMA_VERSION, seq: 2 })
    expect(metaOf(loaded.doc).get('schema')).toBe(SCHEMA_VERSION)
    expect(await store.rowsAfter(CASE, 1)).toMatchObject([{ seq: 2, personId: SERVICE }])
    for (const root of ['nodes', 'edges']) {
      expect(digestOf(loaded.doc.getMap(root).toJSON())).toBe(digestOf(before.getMap(root).toJSON()))
    }
  })

  it('[DOC7] keeps what was approved: the digests of its claims stay as they were', async () => {
    const { store, before } = oldStore()
    const { readCase } = await import('@/lib/case/read')
    const loaded = await loadMigrated(store, CASE, deps)
    expect([...createDigester()(readCase(loaded.doc))]).toEqual([...createDigester()(readCase(before))])
  })

  it('[DOC7] is migrated once, however many processes open it at the same time', async () => {
    const { store } = oldStore()
    const all = await Promise.all([1, 2, 3].map(() => loadMigrated(store, CASE, deps)))
    expect(all.map(({ seq }) => seq)).toEqual([2, 2, 2])
    expect((await store.rowsAfter(CASE, 0)).length).toBe(2)
  })

  it('[DOC7] is opened as it was when the commit of its migration fails, and migrated by the next who opens it', async () => {
    const { store } = oldStore()
    store.beforeCommit = () => {
      throw new Error('the disk is full')
    }
    await expect(loadMigrated(store, CASE, deps)).rejects.toThrow('the disk is full')
    store.beforeCommit = () => {}
    expect(await loadCase(store, CASE)).toMatchObject({ schema: 1, seq: 1 })
    expect(await loadMigrated(store, CASE, deps)).toMatchObject({ schema: SCHEMA_VERSION, seq: 2 })
  })
})
