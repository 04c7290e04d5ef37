import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { verifyChain } from '@/lib/agreement/ledger-chain'
import { ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { author, CASE, type House, openHouse, quiet, RawClient, SERVICE_KEY, until } from '../../support/sync-house'

let house: House
const ends: (() => void)[] = []
const raw = (person: string, query = '') => {
  const made = new RawClient(house, person, query)
  ends.push(() => made.close())
  return made
}
const say = (person: string, chain: 'shared' | 'mdm' | 'hdo', text: string) => {
  const opened: NewEntry = { chain, kind: 'thread.opened', body: { thread: `t-${text}`, element: 'G1', text } }
  return house.rooms.record(CASE, author(person), async () => ok({ entries: [opened], value: undefined }))
}
const heard = (client: RawClient) => Buffer.concat(client.ofType(102)).toString()

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
})
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  await house.close()
  vi.restoreAllMocks()
})

describe('the ledger', () => {
  it('[LED1] is a hash chain per audience that verifies from its genesis', async () => {
    await say('ann', 'shared', 'one')
    await say('hal', 'shared', 'two')
    await say('ann', 'mdm', 'three')
    for (const chain of ['shared', 'mdm', 'hdo'] as const) {
      const of = { caseId: CASE, chain, serviceKey: SERVICE_KEY.publicKeyHex }
      expect(verifyChain(house.store.kept(CASE).entries[chain], of).problems).toEqual([])
    }
    expect(house.store.kept(CASE).entries.shared.map((entry) => entry.seq)).toEqual([1, 2])
  })

  it('[LED1] takes no body that does not fit its kind, and no entry on a chain that is not the author’s', async () => {
    await expect(say('ann', 'hdo', 'spy')).rejects.toThrow('may not write')
    await expect(say('sam', 'mdm', 'spy')).rejects.toThrow('may not write')
    await expect(say('ann', 'shared', '')).rejects.toThrow()
    expect(house.store.kept(CASE).entries.shared).toEqual([])
  })

  it('decides over what is committed: two who decide at once decide one after the other', async () => {
    const once = () =>
      house.rooms.record(CASE, author('ann'), async ({ entries }) => {
        if (entries.some((entry) => entry.kind === 'approval.lifted')) return refuse('already', 'It is done already.')
        return ok({ entries: [{ chain: 'shared', kind: 'approval.lifted', body: { claim: 'G1' } }], value: 1 })
      })
    const outcomes = await Promise.all([once(), once()])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
    expect(house.store.kept(CASE).entries.shared).toHaveLength(1)
  })

  it('is told only when it is committed', async () => {
    const hal = await raw('hal').settle()
    house.store.beforeCommit = () => {
      throw new Error('the disk is full')
    }
    await expect(say('ann', 'shared', 'never')).rejects.toThrow('the disk is full')
    await quiet(house)
    expect(heard(hal)).not.toContain('never')
  })
})

describe('the feed', () => {
  it('[SYN5] carries a side’s own words to that side only: not one byte of them reaches another socket', async () => {
    const [ben, hal, rita, sam] = [
      await raw('ben').settle(),
      await raw('hal').settle(),
      await raw('rita').settle(),
      await raw('sam').settle(),
    ]
    await say('ann', 'mdm', 'between-us')
    await say('hal', 'hdo', 'our-own-view')
    await say('ann', 'shared', 'to-everybody')
    await until(() => [ben, hal, rita, sam].every((client) => heard(client).includes('to-everybody')))
    const late = await raw('sam').settle()
    await until(() => heard(late).includes('to-everybody'))
    for (const outside of [hal, rita, sam, late]) {
      expect(Buffer.concat(outside.frames).includes('between-us')).toBe(false)
      expect(Buffer.concat(outside.frames).includes('"mdm","seq"')).toBe(false)
    }
    for (const outside of [ben, sam, late]) expect(Buffer.concat(outside.frames).includes('our-own-view')).toBe(false)
    expect(heard(ben)).toContain('between-us')
    expect(heard(rita)).toContain('our-own-view')
  })

  it('goes on after what the client holds', async () => {
    await say('ann', 'shared', 'first')
    await say('ann', 'shared', 'second')
    const hal = await raw('hal', '?ledger=shared:1').settle()
    await until(() => heard(hal).includes('second'))
    expect(heard(hal)).not.toContain('first')
  })
})
