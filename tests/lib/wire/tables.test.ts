import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { digestOf } from '@/lib/gsn/digest'
import { CLOSE_CODES, type CloseReason, closeReasonOf } from '@/lib/wire/close-codes'
import { barrierFrame, readAwareness, readClientFrame, step1Frame, updateFrame } from '@/lib/wire/frames'
import { formatHeads, parseHeads, readableChains, readEntry } from '@/lib/wire/ledger'
import { MESSAGES } from '@/lib/wire/messages'
import { replicaHash } from '@/lib/wire/replica-hash'

describe('the messages', () => {
  it('[WIRE1] keep their numbers: clients in the field speak them', () => {
    const numbers = Object.fromEntries(Object.entries(MESSAGES).map(([name, { type }]) => [name, type]))
    expect(numbers).toEqual({
      sync: 0,
      awareness: 1,
      auth: 2,
      queryAwareness: 3,
      control: 100,
      barrier: 101,
      ledger: 102,
    })
  })

  it('[WIRE1] are read as they are written, and nothing else is read', () => {
    expect(readClientFrame(barrierFrame(300))).toEqual({ kind: 'barrier', n: 300 })
    expect(readClientFrame(step1Frame(new Uint8Array([0])))).toEqual({
      kind: 'step1',
      stateVector: new Uint8Array([0]),
    })
    const whole = updateFrame(new Uint8Array([1, 2, 3, 4]))
    for (let cut = 0; cut < whole.length; cut++) expect(readClientFrame(whole.slice(0, cut))).toBeUndefined()
    expect(readClientFrame(new Uint8Array([...whole, 0]))).toBeUndefined()
    expect(readClientFrame(new Uint8Array([100, 0]))).toBeUndefined()
    expect(readAwareness(new Uint8Array([200]))).toBeUndefined()
  })
})

describe('the close codes', () => {
  it('[WIRE2] are one per reason, and their sentences fit into a close frame', () => {
    const rows = Object.entries(CLOSE_CODES)
    expect(new Set(rows.map(([, { code }]) => code)).size).toBe(rows.length)
    for (const [reason, { code, sentence }] of rows) {
      expect(new TextEncoder().encode(sentence).length).toBeLessThanOrEqual(123)
      expect(closeReasonOf(code)).toBe(reason as CloseReason)
    }
    expect(closeReasonOf(1006)).toBeUndefined()
  })

  it('[WIRE2] in 4400-4499 are final for a stock client, and only those are', () => {
    for (const { code, retry } of Object.values(CLOSE_CODES))
      expect(code >= 4400 && code < 4500).toBe(retry !== 'again')
  })
})

describe('the ledger on the wire', () => {
  it('[WIRE3] is read tolerantly: what this version does not know is passed over', () => {
    const hash = digestOf('x')
    const entry = {
      chain: 'shared',
      seq: 1,
      prev: hash,
      at: '2026-11-21T12:00:00.000Z',
      actor: { id: 'ann', name: 'Ann' },
      kind: 'thread.resolved',
      salt: 'aa',
      bodyDigest: hash,
      hash,
      seal: 'bb',
      body: { thread: 't1' },
    }
    expect(readEntry(entry)?.kind).toBe('thread.resolved')
    expect(readEntry({ ...entry, kind: 'thread.painted' })).toBeUndefined()
    expect(readEntry({ ...entry, kind: 'toString' })).toBeUndefined()
    expect(readEntry({ ...entry, body: null })).toBeUndefined()
    expect(readEntry('nonsense')).toBeUndefined()
  })

  it('[SYN5] knows three chains, of which nobody reads more than two', () => {
    expect(readableChains('mdm')).toEqual(['shared', 'mdm'])
    expect(readableChains('hdo')).toEqual(['shared', 'hdo'])
    expect(readableChains(undefined)).toEqual(['shared'])
  })

  it('carries what a client holds in the address, and reads nonsense there as nothing', () => {
    const heads = { shared: 12, mdm: 0, hdo: 3 }
    expect(formatHeads(heads)).toBe('shared:12,hdo:3')
    expect(parseHeads(formatHeads(heads))).toEqual(heads)
    expect(parseHeads('shared:-1,nope:4,__proto__:5,hdo:1e9')).toEqual({ shared: 0, mdm: 0, hdo: 0 })
  })
})

describe('the replica hash', () => {
  const docs = () => {
    const a = new Y.Doc()
    const b = new Y.Doc()
    a.getText('t:G1:statement').insert(0, 'abc')
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    return [a, b] as const
  }

  it('[SYN3] is the same for equal replicas, however they became so', () => {
    const [a, b] = docs()
    expect(replicaHash(a)).toBe(replicaHash(b))
    a.getText('t:G1:statement').delete(0, 1)
    b.getText('t:G1:statement').delete(1, 1)
    Y.applyUpdate(a, Y.encodeStateAsUpdate(b))
    Y.applyUpdate(b, Y.encodeStateAsUpdate(a))
    expect(replicaHash(a)).toBe(replicaHash(b))
  })

  it('[SYN3] differs when only a deletion is missing, which a state vector does not show', () => {
    const [a, b] = docs()
    a.getText('t:G1:statement').delete(0, 1)
    expect(Y.encodeStateVector(a)).toEqual(Y.encodeStateVector(b))
    expect(replicaHash(a)).not.toBe(replicaHash(b))
  })
})
