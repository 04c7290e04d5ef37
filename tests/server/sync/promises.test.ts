import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { ok, refuse } from '@/lib/gsn/outcome'
import { barrierFrame, updateFrame } from '@/lib/wire/frames'
import { replicaHash } from '@/lib/wire/replica-hash'
import { loadCase } from '@/server/sync/load-case'
import {
  author,
  CASE,
  type House,
  openHouse,
  quiet,
  RawClient,
  stockPeer,
  synced,
  until,
} from '../../support/sync-house'

let house: House
const ends: (() => void)[] = []
const peer = (person: string) => {
  const made = stockPeer(house, person)
  ends.push(made.close)
  return made
}
const raw = (person: string, query = '') => {
  const made = new RawClient(house, person, query)
  ends.push(() => made.close())
  return made
}

beforeEach(async () => {
  // The stock provider says so when it hears a message type of ours.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
})
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await house.close()
  vi.restoreAllMocks()
})

describe('an unmodified y-websocket provider', () => {
  it('[SYN3] joins, edits, and ends with the same document as everybody else', async () => {
    const [ann, hal] = [peer('ann'), peer('hal')]
    await Promise.all([synced(ann), synced(hal)])
    ann.statement('G1').insert(0, 'The pump is ')
    await until(() => hal.statement('G1').toString() === 'The pump is ')
    hal.statement('G1').insert(12, 'secure')
    await until(() => ann.statement('G1').toString() === 'The pump is secure')
    expect(replicaHash(ann.doc)).toBe(replicaHash(hal.doc))
    const log = await loadCase(house.store, CASE)
    expect(replicaHash(log.doc)).toBe(replicaHash(ann.doc))
  })

  it('keeps what it typed before the connection was up', async () => {
    const ann = peer('ann')
    ann.statement('G1').insert(0, 'early')
    await synced(ann)
    const hal = peer('hal')
    await until(() => hal.statement('G1').toString() === 'early')
  })

  it('sees who is here, and sees them go', async () => {
    const [ann, hal] = [peer('ann'), peer('hal')]
    await Promise.all([synced(ann), synced(hal)])
    ann.provider.awareness.setLocalStateField('focus', { element: 'G1' })
    const seen = () => hal.provider.awareness.getStates().get(ann.doc.clientID)
    await until(() => seen()?.focus !== undefined)
    expect(seen()).toEqual({ focus: { element: 'G1' }, user: { id: 'ann', name: 'Ann Maker', side: 'mdm' } })
    ann.close()
    await until(() => seen() === undefined)
  })
})

describe('saved', () => {
  it('[SYN1] is said only when the store has the change', async () => {
    let commit = () => {}
    const ann = await raw('ann').settle()
    ann.send(barrierFrame(1))
    await until(() => ann.answers().has(1))
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    ann.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'x'))
    ann.send(barrierFrame(2))
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(ann.answers().has(2)).toBe(false)
    expect(ann.controls().some((message) => message.type === 'saved')).toBe(false)
    expect(house.store.kept(CASE).rows).toHaveLength(0)
    commit()
    await until(() => ann.answers().has(2))
    expect(ann.answers().get(2)).toBe(1)
    expect(house.store.kept(CASE).rows).toHaveLength(1)
  })

  it('[SYN1] is not said when the commit fails: the client is told to come back, and its change is saved then', async () => {
    const ann = peer('ann')
    await synced(ann)
    let failures = 2
    house.store.beforeCommit = () => {
      if (failures-- > 0) throw new Error('the disk is full')
    }
    ann.statement('G1').insert(0, 'kept')
    await until(() => house.store.kept(CASE).rows.length === 1)
    expect(ann.closes).toEqual([1013, 1013])
    const hal = peer('hal')
    await until(() => hal.statement('G1').toString() === 'kept')
  })

  it('holds a barrier that arrives before the SyncStep2', async () => {
    const ann = await raw('ann').hello()
    ann.send(barrierFrame(7))
    ann.send(updateFrame(new Uint8Array([0, 0])))
    await quiet(house)
    expect(ann.answers().size).toBe(0)
    await ann.settle()
    await until(() => ann.answers().has(7))
  })

  it('groups what arrives during a commit into the next one', async () => {
    let commit = () => {}
    const ann = await raw('ann').settle()
    const hal = await raw('hal').settle()
    await quiet(house)
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    const docs = [new Y.Doc(), new Y.Doc()] as const
    ann.change(docs[0], (doc) => doc.getText('t:G1:statement').insert(0, 'a'))
    await new Promise((resolve) => setTimeout(resolve, 30))
    for (let i = 0; i < 5; i++) {
      ann.change(docs[0], (doc) => doc.getText('t:G1:statement').insert(0, 'b'))
      hal.change(docs[1], (doc) => doc.getText('t:G2:statement').insert(0, 'c'))
    }
    hal.send(barrierFrame(1))
    await new Promise((resolve) => setTimeout(resolve, 30))
    house.store.beforeCommit = () => {}
    commit()
    await until(() => hal.answers().has(1))
    expect(house.store.kept(CASE).rows.map((row) => row.personId)).toEqual(['ann', 'ann', 'hal'])
    expect(house.store.commits).toBe(2)
  })
})

describe('what is not committed', () => {
  it('[SYN2] is seen by nobody: not by those who are here, not by those who join', async () => {
    const hal = peer('hal')
    await synced(hal)
    const ann = peer('ann')
    await synced(ann)
    house.store.beforeCommit = () => {
      throw new Error('the store is away')
    }
    ann.statement('G1').insert(0, 'not yet')
    await until(() => ann.closes.length > 2)
    const late = await raw('ida').settle()
    await until(() => late.ofType(0).length >= 2)
    expect(hal.statement('G1').toString()).toBe('')
    expect(Buffer.concat(late.frames).includes('not yet')).toBe(false)
    house.store.beforeCommit = () => {}
    await until(() => hal.statement('G1').toString() === 'not yet')
  })

  it('[SYN2] stays with the room when a server edit is refused after it changed the document', async () => {
    const outcome = await house.rooms.edit(CASE, author('ann'), (doc) => {
      doc.getText('t:G1:statement').insert(0, 'half done')
      return refuse('no', 'Not this way.')
    })
    expect(outcome.ok).toBe(false)
    expect(await house.rooms.read(CASE, (doc) => doc.getText('t:G1:statement').toString())).toBe('')
    expect(house.store.kept(CASE).rows).toHaveLength(0)
  })
})

describe('server edits', () => {
  it('[SYN4] are committed, told, and bound to the person who asked', async () => {
    const hal = peer('hal')
    await synced(hal)
    const outcome = await house.rooms.edit(CASE, author('ann'), (doc) => {
      doc.getText('t:G1:statement').insert(0, 'grown')
      return ok(7)
    })
    expect(outcome).toEqual({ ok: true, value: { value: 7, seq: 1 } })
    await until(() => hal.statement('G1').toString() === 'grown')
    const { rows, owners } = house.store.kept(CASE)
    expect(rows[0]?.personId).toBe('ann')
    expect(rows[0]?.clientIds.map((client) => owners.get(client))).toEqual(['ann'])
  })

  it('answer with the error when the commit fails, and with the truth afterwards', async () => {
    house.store.beforeCommit = () => {
      throw new Error('the disk is full')
    }
    const write = (doc: Y.Doc) => {
      doc.getText('t:G1:statement').insert(0, 'x')
      return ok()
    }
    await expect(house.rooms.edit(CASE, author('ann'), write)).rejects.toThrow('the disk is full')
    house.store.beforeCommit = () => {}
    expect(await house.rooms.read(CASE, (doc) => doc.getText('t:G1:statement').toString())).toBe('')
    await expect(house.rooms.read('nowhere', () => 1)).rejects.toThrow('There is no case nowhere.')
  })
})

describe('history', () => {
  it('[SYN8] gives every earlier state back, with author and time, snapshot or not', async () => {
    const ann = peer('ann')
    await synced(ann)
    const states: string[] = []
    for (const word of ['one ', 'two ', 'three ']) {
      const seq = house.store.kept(CASE).rows.length
      ann.statement('G1').insert(0, word)
      await until(() => house.store.kept(CASE).rows.length > seq)
      states.push(ann.statement('G1').toString())
    }
    const replay = new Y.Doc()
    for (const [index, row] of house.store.kept(CASE).rows.entries()) {
      Y.applyUpdate(replay, row.update)
      expect(replay.getText('t:G1:statement').toString()).toBe(states[index])
      expect([row.seq, row.personId, row.side]).toEqual([index + 1, 'ann', 'mdm'])
    }
  })

  it('[SYN9] is not replayed from the beginning: a snapshot stands in for it, and an idle room is released', async () => {
    await house.close()
    house = await openHouse({ pace: { snapshotRows: 3, idleMs: 10 } })
    const ann = peer('ann')
    await synced(ann)
    for (let i = 0; i < 7; i++) {
      ann.statement('G1').insert(0, `${i}`)
      await until(() => house.store.kept(CASE).rows.length === i + 1)
    }
    await until(() => house.store.kept(CASE).snapshots.length === 2)
    ann.close()
    const asked: number[] = []
    const rowsAfter = house.store.rowsAfter.bind(house.store)
    house.store.rowsAfter = (caseId, seq) => {
      asked.push(seq)
      return rowsAfter(caseId, seq)
    }
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(await house.rooms.read(CASE, (doc) => doc.getText('t:G1:statement').toString())).toBe('6543210')
    expect(asked[0]).toBeGreaterThanOrEqual(6)
  })
})

describe('an orderly end', () => {
  it('[SYN9] keeps a snapshot, so that the next start replays little', async () => {
    await house.close()
    house = await openHouse({ pace: { snapshotRows: 80 } })
    const ann = peer('ann')
    await synced(ann)
    for (let i = 0; i < 5; i++) {
      ann.statement('G1').insert(0, `${i}`)
      await until(() => house.store.kept(CASE).rows.length === i + 1)
    }
    expect(house.store.kept(CASE).snapshots).toHaveLength(0)
    await house.rooms.close()
    expect(house.store.kept(CASE).snapshots.map(({ seq }) => seq)).toEqual([5])
  })
})

describe('heartbeat', () => {
  it('[SYN3] carries the seq and the hash that an equal replica has', async () => {
    await house.close()
    house = await openHouse({ pace: { heartbeatMs: 20 } })
    const ann = peer('ann')
    await synced(ann)
    ann.statement('G1').insert(0, 'same')
    ann.statement('G1').delete(1, 1)
    const hal = await raw('hal').settle()
    await until(() => hal.controls().some((message) => message.type === 'heartbeat' && message.seq > 0))
    const beat = hal.controls().findLast((message) => message.type === 'heartbeat')
    await until(() => house.store.kept(CASE).rows.length > 0)
    expect(beat).toMatchObject({ hash: replicaHash((await loadCase(house.store, CASE)).doc) })
    expect(replicaHash(ann.doc)).toBe((beat as { hash: string }).hash)
  })
})

describe('restart', () => {
  it('[SYN11] finishes commits, answers them, says goodbye, and closes with 1012', async () => {
    const ann = await raw('ann').settle()
    house.store.beforeCommit = () => new Promise((resolve) => setTimeout(resolve, 30))
    ann.change(new Y.Doc(), (doc) => doc.getText('t:G1:statement').insert(0, 'last words'))
    ann.send(barrierFrame(1))
    await new Promise((resolve) => setTimeout(resolve, 15))
    await house.close()
    expect((await ann.gone()).code).toBe(1012)
    expect(ann.answers().get(1)).toBe(1)
    expect(ann.controls().some((message) => message.type === 'going-away')).toBe(true)
    expect(house.store.kept(CASE).rows).toHaveLength(1)
    const late = raw('hal')
    await until(() => late.closed !== undefined || late.status !== undefined)
  })
})
