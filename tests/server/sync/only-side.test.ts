import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { type NodeMap, nodesOf } from '@/lib/case/ydoc'
import { CLOSE_CODES } from '@/lib/wire/close-codes'
import { updateFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import {
  CASE,
  type House,
  openHouse,
  quiet,
  RawClient,
  type StockPeer,
  stockPeer,
  synced,
  until,
} from '../../support/sync-house'

let house: House
let maker: StockPeer
const ends: (() => void)[] = []
const raw = (person: string) => {
  const made = new RawClient(house, person)
  ends.push(() => made.close())
  return made
}
const policy = (doc: Y.Doc) => nodesOf(doc).get('J2') as NodeMap
const rows = () => house.store.kept(CASE).rows

/** The manufacturer has a matrix with one cell. */
beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
  maker = stockPeer(house, 'ann')
  await synced(maker)
  maker.doc.transact(() => {
    const node = new Y.Map<string>() as NodeMap
    for (const [key, value] of Object.entries({ kind: 'justification', facet: 'policy', cell35Mdm: 'unacceptable' })) {
      node.set(key, value)
    }
    nodesOf(maker.doc).set('J2', node)
  })
  await until(() => rows().length === 1)
})

/** The manufacturer is still served and equal to the log, and the log holds nothing but what it wrote itself. */
afterEach(async () => {
  await quiet(house)
  expect(maker.closes).toEqual([])
  expect(replicaHash((await loadCase(house.store, CASE)).doc)).toBe(replicaHash(maker.doc))
  for (const end of ends.splice(0)) end()
  maker.close()
  await house.close()
  vi.restoreAllMocks()
})

describe('the other side’s fields on the wire', () => {
  it('[FLD1] a hospital socket that writes the manufacturer’s cell is closed, and nothing reaches store or neighbour', async () => {
    for (const attack of [
      (doc: Y.Doc) => policy(doc).set('cell35Mdm', 'acceptable'),
      (doc: Y.Doc) => policy(doc).delete('cell35Mdm'),
      (doc: Y.Doc) => doc.getText('t:J2:policyMdm').insert(0, 'Everything is fine'),
    ]) {
      const copy = new Y.Doc()
      const hal = await raw('hal').settle(copy)
      hal.change(copy, attack)
      expect(await hal.gone()).toEqual({ code: 4403, reason: CLOSE_CODES.forbidden.sentence })
    }
    await quiet(house)
    expect(rows()).toHaveLength(1)
    expect(policy(maker.doc).get('cell35Mdm')).toBe('unacceptable')
  })

  it('[FLD1] the first SyncStep2 is no way around it, and one bad field takes the good ones beside it along', async () => {
    const copy = new Y.Doc()
    const probe = await raw('ida').settle(copy)
    probe.close()
    copy.transact(() => {
      policy(copy).set('cell35Hdo', 'unacceptable')
      policy(copy).set('cell35Mdm', 'acceptable')
    })
    const hal = await raw('hal').settle(copy)
    expect((await hal.gone()).code).toBe(4403)
    expect(rows()).toHaveLength(1)
  })

  it('[FLD2] who confirmed and when comes from no socket, of whatever side', async () => {
    const copy = new Y.Doc()
    const hal = await raw('hal').settle(copy)
    hal.change(copy, (doc) => policy(doc).set('transferConfirmedBy', 'Dr Brennan'))
    expect(await hal.gone()).toEqual({ code: 4422, reason: CLOSE_CODES['schema-violation'].sentence })
    expect(rows()).toHaveLength(1)
  })

  it('[FLD1] a whole copy with the manufacturer’s cells in it may come from the hospital: nothing of it is new', async () => {
    const copy = new Y.Doc()
    const hal = await raw('hal').settle(copy)
    policy(copy).set('cell11Hdo', 'acceptable')
    hal.send(updateFrame(Y.encodeStateAsUpdate(copy)))
    await until(() => policy(maker.doc).get('cell11Hdo') === 'acceptable')
    expect(hal.closed).toBeUndefined()
  })

  it('[FLD1] what a manufacturer’s colleague wrote offline is refused from a hospital socket and taken from their own', async () => {
    const offline = new Y.Doc()
    const probe = await raw('ben').settle(offline)
    probe.close()
    const before = Y.encodeStateVector(offline)
    policy(offline).set('cell55Mdm', 'unacceptable')
    const edit = Y.encodeStateAsUpdate(offline, before)
    const hal = await raw('hal').settle()
    hal.send(updateFrame(edit))
    expect((await hal.gone()).code).toBe(4403)
    expect(policy(maker.doc).get('cell55Mdm')).toBeUndefined()
    const ben = await raw('ben').settle()
    ben.send(updateFrame(edit))
    await until(() => policy(maker.doc).get('cell55Mdm') === 'unacceptable')
    expect(ben.closed).toBeUndefined()
  })

  it('[FLD1] a side that somebody has left does not lend them its fields any more', async () => {
    const copy = new Y.Doc()
    const ben = await raw('ben').settle(copy)
    ben.close()
    house.people.ben = { canEdit: true }
    const again = await raw('ben').settle(copy)
    again.change(copy, (doc) => policy(doc).set('cell55Mdm', 'acceptable'))
    expect((await again.gone()).code).toBe(4403)
    expect(rows()).toHaveLength(1)
  })
})
