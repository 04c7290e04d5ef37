import { bytesToHex } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import {
  type ChainedEntry,
  chainEntry,
  entryHash,
  genesis,
  headOf,
  keyAt,
  rotationBytes,
  verifyChain,
} from '@/lib/agreement/ledger-chain'
import { HANA, MARA, testKey } from '../../support/agreement'

const key = testKey('service')

/** A chain of as many entries, made as the server makes it. */
function chain(length: number, caseId = 'case-1', sign = key.sign): ChainedEntry[] {
  const entries: ChainedEntry[] = []
  for (let i = 0; i < length; i++) {
    const at = new Date(Date.UTC(2026, 0, 1, 0, i)).toISOString()
    const draft = {
      chain: 'shared',
      at,
      actor: i % 2 ? HANA : MARA,
      kind: 'thread.replied',
      body: { text: `word ${i}` },
    } as const
    entries.push(chainEntry(draft, caseId, entries.at(-1), String(i).padStart(32, '0'), sign))
  }
  return entries
}

const check = (entries: readonly ChainedEntry[]) =>
  verifyChain(entries, { caseId: 'case-1', chain: 'shared', serviceKey: key.publicKey })
const bent = (entries: readonly ChainedEntry[], at: number, change: Partial<ChainedEntry>) =>
  entries.map((entry, i) => (i === at ? { ...entry, ...change } : entry))
const codes = (entries: readonly ChainedEntry[]) => new Set(check(entries).problems.map((p) => p.code))

describe('the sealed history of a case', () => {
  const entries = chain(4)

  it('[AGR1] stands when nobody touched it, and names its head', () => {
    const keys = [{ after: 0, publicKey: key.publicKey }]
    expect(check(entries)).toEqual({ problems: [], erased: [], keys, ...headOf(entries, 'case-1', 'shared') })
  })

  it('[AGR1] hashes an entry to the same digest in every release', () => {
    expect(genesis('case-1', 'shared')).toBe('bc62e573f4c7b11187a730395af7bce6aea694de48cf2131a3cee83ca8730f5c')
    expect(entryHash(entries[0] as ChainedEntry)).toBe(
      '070a0886d0073990ccea3e9e3ddfc6062f56c6b4cc283ae87ecb44400f46c75e',
    )
  })

  it('[AGR1] shows a word that was changed afterwards', () => {
    expect(codes(bent(entries, 1, { body: { text: 'another word' } }))).toEqual(new Set(['body']))
    expect(codes(bent(entries, 1, { actor: { ...HANA, name: 'Somebody Else' } }))).toEqual(new Set(['body']))
  })

  it('[AGR1] shows another author, time, kind or number', () => {
    expect(codes(bent(entries, 1, { actor: MARA }))).toContain('hash')
    expect(codes(bent(entries, 1, { at: '2026-01-01T00:01:30.000Z' }))).toContain('hash')
    expect(codes(bent(entries, 1, { kind: 'thread.resolved' }))).toContain('hash')
    expect(codes(bent(entries, 1, { seq: 7 }))).toContain('sequence')
    expect(codes(bent(entries, 3, { at: '2025-01-01T00:00:00.000Z' }))).toContain('order')
  })

  it('[AGR1] shows an entry that was removed, doubled or moved', () => {
    const [a, b, c, d] = entries as [ChainedEntry, ChainedEntry, ChainedEntry, ChainedEntry]
    expect(codes([a, c, d])).toContain('predecessor')
    expect(codes([b, c, d])).toContain('predecessor')
    expect(codes([a, b, b, c, d])).toContain('sequence')
    expect(codes([a, c, b, d])).toContain('predecessor')
  })

  it('[AGR1] does not pass for the history of another case, or of one side', () => {
    expect(check(chain(2, 'case-2')).problems.map((p) => p.code)).toContain('predecessor')
    const side = verifyChain(entries, { caseId: 'case-1', chain: 'mdm', serviceKey: key.publicKey })
    expect(side.problems.map((p) => p.code)).toContain('chain')
  })

  it('[AGR1] shows a chain that somebody without the key made again', () => {
    expect(codes(chain(4, 'case-1', testKey('thief').sign))).toEqual(new Set(['seal']))
  })

  it('[AGR1] stands when the words of a person were erased', () => {
    expect(check(bent(entries, 1, { body: null, salt: null, actor: { ...HANA, name: '' } }))).toMatchObject({
      problems: [],
      erased: [2],
    })
  })
})

describe('a change of the service’s key', () => {
  const next = testKey('the next')
  /** Two entries, the change, two more; `change` bends what the change says, `seal` who seals it. */
  function turned(change: Partial<Record<'from' | 'to' | 'possession', string>> = {}, seal = key): ChainedEntry[] {
    const entries = chain(2)
    const about = { from: key.publicKey, to: next.publicKey, ...change }
    const proof = rotationBytes({ caseId: 'case-1', chain: 'shared', from: about.from, to: about.to })
    const body = { possession: bytesToHex(next.sign(proof)), ...about }
    const add = (kind: string, words: unknown, sign: typeof key.sign) => {
      const draft = { chain: 'shared', at: '2026-02-01T00:00:00.000Z', actor: MARA, kind, body: words } as const
      entries.push(chainEntry(draft, 'case-1', entries.at(-1), 'a'.repeat(32), sign))
    }
    add('service.key-rotated', body, seal.sign)
    for (const text of ['three', 'four']) add('thread.replied', { text }, next.sign)
    return entries
  }

  it('[LED2] leads from either key to the other', () => {
    for (const serviceKey of [key.publicKey, next.publicKey]) {
      const verdict = verifyChain(turned(), { caseId: 'case-1', chain: 'shared', serviceKey })
      expect(verdict.problems).toEqual([])
      expect([1, 3, 4, 99].map((seq) => keyAt(verdict.keys, seq))).toEqual([
        key.publicKey,
        key.publicKey,
        next.publicKey,
        next.publicKey,
      ])
    }
    const other = verifyChain(turned(), { caseId: 'case-1', chain: 'shared', serviceKey: testKey('other').publicKey })
    expect(other.problems.map((p) => p.code)).toEqual(['key'])
  })

  it('[LED2] counts only when the old key sealed it and the new one was there', () => {
    expect(codes(turned({}, next))).toContain('seal')
    expect(codes(turned({ possession: 'ab'.repeat(64) }))).toContain('rotation')
    expect(codes(turned({ to: testKey('other').publicKey }))).toContain('rotation')
    expect(codes(turned({ from: testKey('other').publicKey }))).toContain('seal')
    // Without the entry the later seals are nobody's.
    expect(codes(turned().filter((e) => e.kind !== 'service.key-rotated'))).toContain('seal')
  })
})
