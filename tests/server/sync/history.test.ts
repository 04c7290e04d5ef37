import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { must, ok } from '@/lib/gsn/outcome'
import { replicaHash } from '@/lib/wire/replica-hash'
import { stateAt } from '@/server/sync/history'
import { random } from '../../support/long'
import { author, CASE, type House, openHouse } from '../../support/sync-house'

describe('history', () => {
  let house: House
  /** What the case was at each seq, by hash and by author. */
  let past: { hash: string; text: string; by: string }[]

  beforeEach(async () => {
    house = await openHouse({ pace: { snapshotRows: 7 } })
    past = []
    const draw = random(8)
    for (let n = 0; n < 40; n++) {
      const by = draw() < 0.5 ? 'ann' : 'hal'
      await house.rooms.edit(CASE, author(by), (doc) => {
        const text = doc.getText('t:G1:statement')
        if (text.length > 4 && draw() < 0.4) text.delete(Math.floor(draw() * 4), 1)
        else text.insert(Math.floor(draw() * (text.length + 1)), String.fromCharCode(97 + (n % 26)))
        return ok()
      })
      const now = await house.rooms.read(CASE, (doc) => ({
        hash: replicaHash(doc),
        text: `${doc.getText('t:G1:statement')}`,
      }))
      past.push({ ...now, by })
    }
  })
  afterEach(() => house.close())

  const everyState = async () => {
    for (const [index, { hash, text, by }] of past.entries()) {
      const state = must(await stateAt(house.store, CASE, index + 1))
      expect(state.doc.getText('t:G1:statement').toString(), `seq ${index + 1}`).toBe(text)
      expect(replicaHash(state.doc), `seq ${index + 1}`).toBe(hash)
      expect(state.last).toMatchObject({ personId: by, side: author(by).side })
    }
  }

  it('[SYN8] gives back every state there ever was, with its author and time', async () => {
    expect(house.store.kept(CASE).snapshots.length).toBeGreaterThan(4)
    await everyState()
    expect(must(await stateAt(house.store, CASE, 0)).doc.share.size).toBe(0)
  })

  it('[SYN8] gives back the same without any snapshot: they are only for speed', async () => {
    house.store.kept(CASE).snapshots.length = 0
    await everyState()
  })

  it('[SYN8] refuses a seq that never was, and says which there are', async () => {
    for (const seq of [-1, 41, 1.5, Number.NaN]) {
      expect(await stateAt(house.store, CASE, seq)).toMatchObject({ refusal: { code: 'state-not-found' } })
    }
    await expect(stateAt(house.store, 'nowhere', 1)).rejects.toThrow('no case nowhere')
  })

  it('[SYN8] says that the log is damaged rather than inventing a past', async () => {
    house.store.kept(CASE).snapshots.length = 0
    house.store.kept(CASE).rows.splice(10, 1)
    await expect(stateAt(house.store, CASE, 20)).rejects.toThrow('row 11 is missing')
  })
})
