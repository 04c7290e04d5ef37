import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as rescue from '@/components/workspace/offline-rescue'
import { acquireRoom, type Me, type SaveState } from '@/components/workspace/room'
import { Saving } from '@/components/workspace/room-saving'
import { textOf } from '@/lib/case/ydoc'
import { ok } from '@/lib/gsn/outcome'
import { CLOSE_CODES } from '@/lib/wire/close-codes'
import { author, CASE, type House, openHouse, personSocket, RawClient, until } from '../support/sync-house'

let house: House
const ends: (() => void)[] = []

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  house = await openHouse()
})
afterEach(async () => {
  for (const end of ends.splice(0)) end()
  // A room lingers for a remount; the next test needs one of its own.
  await new Promise((resolve) => setTimeout(resolve, 600))
  await house.close()
  vi.restoreAllMocks()
})

// Where the browser keeps it is proved in a browser.
vi.mock('@/components/workspace/offline-rescue', { spy: true })

const me = (id: string): Me => ({ id, name: id, email: `${id}@example`, rights: ['read', 'edit'] })
function open(id: string) {
  const held = acquireRoom(CASE, me(id), { url: house.url, WebSocketPolyfill: personSocket(id, house.origin) })
  ends.push(held.release)
  return held
}
const statement = (room: ReturnType<typeof open>['room']) => textOf(room.doc, 'G1', 'statement')

describe('the room of a tab', () => {
  it('is one for everybody in the tab, and outlives a remount: no second socket, no second document', async () => {
    const first = open('ann')
    const second = open('ann')
    expect(second.room).toBe(first.room)
    first.release()
    first.release()
    second.release()
    expect(open('ann').room).toBe(first.room)
  })

  it('may be written to only after the first hello and sync, and only by somebody who may edit', async () => {
    const { room } = open('ann')
    expect(room.role.get().canEdit).toBe(false)
    await until(() => room.role.get().canEdit)
    const reviewer = open('rita').room
    await until(() => reviewer.synced.get())
    expect(reviewer.role.get().canEdit).toBe(false)
  })

  it('follows a role that changes, without a reload', async () => {
    const { room } = open('ann')
    await until(() => room.role.get().canEdit)
    house.people.ann = { side: 'mdm', canEdit: false }
    await house.rooms.recheck(CASE, 'ann')
    await until(() => !room.role.get().canEdit)
    expect(room.status.get().kind).toBe('saved')
  })

  it('[SYN1] says saving until the store has it, then saved', async () => {
    const { room } = open('ann')
    await until(() => room.role.get().canEdit)
    let commit = () => {}
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    statement(room).insert(0, 'mine')
    expect(room.status.get()).toEqual({ kind: 'saving' })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(room.status.get()).toEqual({ kind: 'saving' })
    commit()
    await until(() => room.status.get().kind === 'saved')
    expect(house.store.kept(CASE).rows).toHaveLength(1)
  })

  it('[SYN11] counts what is kept here while the server is away, and sends it when it is back', async () => {
    const { room } = open('ann')
    await until(() => room.role.get().canEdit)
    const port = Number(new URL(house.origin).port)
    await house.close()
    await until(() => room.status.get().kind === 'offline')
    statement(room).insert(0, 'a')
    statement(room).insert(0, 'b')
    expect(room.status.get()).toEqual({ kind: 'offline', pending: 2 })
    expect(room.role.get().canEdit).toBe(true)
    house = await openHouse({ store: house.store, port })
    await until(() => room.status.get().kind === 'saved')
    expect(await house.rooms.read(CASE, (doc) => doc.getText('t:G1:statement').toString())).toBe('ba')
  })

  it('[WIRE4] saves a backlog of many megabytes, and one edit that is larger than a frame', async () => {
    const { room } = open('ann')
    await until(() => room.role.get().canEdit)
    const port = Number(new URL(house.origin).port)
    await house.close()
    await until(() => room.status.get().kind === 'offline')
    const long = (letter: string) => letter.repeat(90_000)
    const ids = Array.from({ length: 40 }, (_, index) => `B${index}`)
    for (const id of ids) textOf(room.doc, id, 'statement').insert(0, long('b'))
    textOf(room.doc, 'B0', 'statement').delete(0, 45_000)
    house = await openHouse({ store: house.store, port })
    await until(() => room.status.get().kind === 'saved')
    room.doc.transact(() => {
      for (const id of ids) textOf(room.doc, id, 'threat').insert(0, long('\u{1F489}').slice(0, 90_000))
    })
    await until(() => room.status.get().kind === 'saved')
    await house.rooms.read(CASE, (doc) => {
      expect(doc.getText('t:B0:statement').length).toBe(45_000)
      for (const id of ids.slice(1)) expect(doc.getText(`t:${id}:statement`).length).toBe(90_000)
      for (const id of ids) expect(doc.getText(`t:${id}:threat`).length).toBe(90_000)
    })
  })

  it('[SYN6] stops at a refusal, says why, and takes no more changes', async () => {
    const { room } = open('ann')
    await until(() => room.role.get().canEdit)
    room.doc.getMap('nodes').set('__proto__', {})
    await until(() => room.status.get().kind === 'refused')
    expect(room.status.get()).toMatchObject({
      reason: expect.stringContaining(CLOSE_CODES['schema-violation'].sentence),
    })
    expect(room.role.get().canEdit).toBe(false)
    expect(house.store.kept(CASE).rows).toHaveLength(0)
  })

  it('[SYN5] [SYN6] keeps aside what somebody had not saved when they were removed, and writes nothing more of theirs', async () => {
    const kept = vi.spyOn(rescue, 'keepRescueCopy').mockImplementation(async (doc) => {
      copies.push(textOf(doc, 'G1', 'statement').toString())
      return true
    })
    const copies: string[] = []
    const { room } = open('ann')
    const other = open('hal').room
    await until(() => room.role.get().canEdit && other.role.get().canEdit)
    // Ann's words wait behind a commit of somebody else's while her rights end.
    let commit = () => {}
    house.store.beforeCommit = () => new Promise((resolve) => (commit = resolve))
    textOf(other.doc, 'G2', 'statement').insert(0, 'in time')
    await new Promise((resolve) => setTimeout(resolve, 50))
    statement(room).insert(0, 'not saved')
    await new Promise((resolve) => setTimeout(resolve, 50))
    delete house.people.ann
    await house.rooms.recheck(CASE, 'ann')
    house.store.beforeCommit = () => {}
    commit()
    await until(() => room.status.get().kind === 'refused' && copies.length > 0)
    expect(room.status.get()).toMatchObject({ reason: expect.stringContaining(CLOSE_CODES.forbidden.sentence) })
    expect(room.status.get()).toMatchObject({ reason: expect.stringContaining('kept on this device') })
    expect(room.role.get().canEdit).toBe(false)
    expect(copies).toEqual(['not saved'])
    expect(kept.mock.calls[0]?.[1]).toMatchObject({ personId: 'ann', caseId: CASE, pending: 1 })
    statement(room).insert(0, 'still ')
    await until(() => other.status.get().kind === 'saved')
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(house.store.kept(CASE).rows.map((row) => row.personId)).toEqual(['hal'])
  })

  it('[SYN3] heals itself when its copy differs from the server’s', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    await house.close()
    house = await openHouse({ pace: { heartbeatMs: 20 } })
    const { room } = open('hal')
    await until(() => room.synced.get())
    // Damage that came from nowhere: not an edit of mine, and the server does not have it.
    const { Doc, applyUpdate, encodeStateAsUpdate } = await import('yjs')
    const stray = new Doc()
    stray.getText('t:G1:statement').insert(0, 'stray')
    applyUpdate(room.doc, encodeStateAsUpdate(stray), 'nowhere')
    await until(() => house.store.kept(CASE).rows.length > 0)
    await until(() => room.status.get().kind === 'saved')
  })

  it('hears the ledger, each entry once', async () => {
    const { room } = open('ann')
    const open1 = (thread: string) =>
      house.rooms.record(CASE, author('hal'), async () =>
        ok({
          entries: [{ chain: 'shared', kind: 'thread.opened', body: { thread, element: 'G1', text: 'Why?' } }],
          value: undefined,
        }),
      )
    await open1('t1')
    await until(() => room.ledger.get().length === 1)
    await open1('t2')
    await until(() => room.ledger.get().length === 2)
    expect(room.ledger.get().map((entry) => entry.kind === 'thread.opened' && entry.body.thread)).toEqual(['t1', 't2'])
  })

  it('shows who is here, as the server knows them, whatever they say', async () => {
    const { room } = open('hal')
    await until(() => room.synced.get())
    const ann = await new RawClient(house, 'ann').settle()
    ends.push(() => ann.close())
    const { awarenessFrame } = await import('@/lib/wire/frames')
    const state = JSON.stringify({ user: { id: 'hal' }, focus: { element: 'G1', view: 7 }, text: 'nonsense' })
    ann.send(awarenessFrame([{ clientId: 5, clock: 1, state }]))
    await until(() => room.people.get().length === 2)
    expect(room.people.get().find((one) => one.clientId === 5)).toEqual({
      clientId: 5,
      user: { id: 'ann', name: 'Ann Maker', side: 'mdm' },
    })
  })
})

describe('saving', () => {
  const watched = () => {
    const sent: number[] = []
    const states: SaveState[] = []
    return {
      sent,
      states,
      saving: new Saving(
        (n) => sent.push(n),
        (state) => states.push(state),
      ),
    }
  }

  it('[SYN1] asks one question at a time, and believes its answer only up to what it asked', () => {
    const { saving, sent } = watched()
    saving.connected()
    saving.synced()
    saving.edited()
    saving.edited()
    saving.edited()
    expect(sent).toEqual([1])
    saving.answered(1)
    expect(saving.state).toEqual({ kind: 'saving' })
    expect(sent).toEqual([1, 3])
    saving.answered(3)
    expect(saving.state).toEqual({ kind: 'saved' })
  })

  it('[OPS4] says why nothing is saved until something is, also while the line is tried again', () => {
    const { saving } = watched()
    saving.connected()
    saving.synced()
    saving.edited()
    saving.disconnected('The disk is full.')
    const told = { kind: 'offline', pending: 1, why: 'The disk is full.' }
    expect(saving.state).toEqual(told)
    saving.connected()
    saving.synced()
    expect(saving.state).toEqual(told)
    saving.answered(1)
    expect(saving.state).toEqual({ kind: 'saved' })
    saving.edited()
    saving.disconnected()
    expect(saving.state).toEqual({ kind: 'offline', pending: 1 })
  })

  it('[SYN1] asks again after the line was lost, and counts what an earlier visit left', () => {
    const { saving, sent } = watched()
    saving.edited(4)
    expect(sent).toEqual([])
    saving.connected()
    saving.synced()
    saving.disconnected()
    expect(saving.state).toEqual({ kind: 'offline', pending: 4 })
    saving.connected()
    saving.synced()
    expect(sent).toEqual([4, 4])
    saving.answered(4)
    expect(saving.state).toEqual({ kind: 'saved' })
  })
})
