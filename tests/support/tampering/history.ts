import { bytesToHex } from '@noble/hashes/utils.js'
import { exportBytes, type LedgerFile, type SignaturesFile } from '@/lib/agreement/bundle'
import type { Envelope } from '@/lib/agreement/dsse'
import {
  bodyDigest,
  type ChainedEntry,
  chainEntry,
  entryHash,
  headOf,
  rotationBytes,
  sealedBytes,
} from '@/lib/agreement/ledger-chain'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import { CASE_ID, HANA, type Story, type TestKey, testKey } from '../agreement'
import { fileOf, withBytes, withJson } from './files'
import type { Tampering } from './tampering'

const LEDGER = 'ledger.json'
const SIGNATURES = 'signatures.json'

function entriesOf(bundle: Uint8Array): ChainedEntry[] {
  const file = JSON.parse(new TextDecoder().decode(fileOf(bundle, LEDGER))) as LedgerFile
  return [...file.entries]
}

/** Puts another history into the bundle, with the export sealed anew by `key`; by nobody when it is absent. */
export function withHistory(bundle: Uint8Array, entries: readonly ChainedEntry[], key?: TestKey): Uint8Array {
  const ledger = canonicalBytes({ format: 'accord-ledger', version: 1, entries })
  const changed = withBytes(bundle, LEDGER, ledger)
  return key === undefined ? changed : exportedAnew(changed, key, { head: headOf(entries, CASE_ID, 'shared') })
}

/** The seal over everything outside the manifest, made again by whoever holds this key. */
export function exportedAnew(
  bundle: Uint8Array,
  key: TestKey,
  change: { readonly head?: { size: number; head: string }; readonly envelopes?: readonly Envelope[] } = {},
): Uint8Array {
  return withJson<SignaturesFile>(bundle, SIGNATURES, (file) => {
    const { seal: _, ...old } = file.export
    const envelopes = change.envelopes ?? file.envelopes
    const statement = {
      ...old,
      manifest: sha256Hex(fileOf(bundle, 'manifest.json')),
      ledger: change.head ?? old.ledger,
      files: old.files.map(({ path }) => ({ path, sha256: sha256Hex(fileOf(bundle, path)) })),
      envelopes: sha256Hex(canonicalBytes(envelopes)),
    }
    return { ...file, envelopes, export: { ...statement, seal: bytesToHex(key.sign(exportBytes(statement))) } }
  })
}

/** The history written again from entry `from` on, chained and sealed with the service's own key. */
export function rechained(
  entries: readonly ChainedEntry[],
  from: number,
  key: TestKey,
  change: (entry: ChainedEntry) => ChainedEntry,
): ChainedEntry[] {
  const done: ChainedEntry[] = entries.slice(0, from - 1)
  for (const entry of entries.slice(from - 1)) {
    const changed = change(entry)
    if (changed.salt === null) {
      // An entry of which only the header is told: its digest is all there is to chain.
      const header = { ...changed, seq: done.length + 1, prev: done.at(-1)?.hash ?? entry.prev }
      const hash = entryHash(header)
      done.push({ ...header, hash, seal: bytesToHex(key.sign(sealedBytes(hash))) })
    } else done.push(chainEntry(changed, CASE_ID, done.at(-1), changed.salt, key.sign))
  }
  return done
}

/** What can be done to the history: without the service's key, and with it. */
export function historyTamperings(good: Uint8Array, story: Story): Tampering[] {
  const entries = entriesOf(good)
  const signed = entries.findIndex((entry) => entry.kind === 'proposal.signed')
  const at = (index: number, alter: (entry: ChainedEntry) => ChainedEntry) =>
    entries.map((entry, i) => (i === index ? alter(entry) : entry))
  const chain = (name: string, code: string, says: RegExp, changed: readonly ChainedEntry[]): Tampering => ({
    name,
    code,
    says,
    // As little as possible is left to find: the export is sealed with the true key over the changed history.
    bytes: withHistory(good, changed, story.key),
  })
  const thief = testKey('thief')
  const other = entries.map((entry) => ({ ...entry }))
  other.splice(1, 2, entries[2] as ChainedEntry, entries[1] as ChainedEntry)
  const service = { id: 'hana', name: 'Hana Novak', side: 'hdo' as const }
  const inserted = chainEntry(
    { chain: 'shared', at: entries.at(-1)?.at ?? '', actor: service, kind: 'proposal.withdrawn', body: {} },
    CASE_ID,
    entries.at(-1),
    '00'.repeat(16),
    thief.sign,
  )
  return [
    chain(
      'an entry removed from the middle',
      'chain-sequence',
      /was removed or added/,
      entries.filter((_, i) => i !== 1),
    ),
    chain('two entries exchanged', 'chain-sequence', /was removed or added/, other),
    chain(
      'what an entry says changed',
      'chain-body',
      /not what was recorded/,
      at(signed, (entry) => ({ ...entry, body: { ...(entry.body as object), side: 'hdo' } })),
    ),
    chain(
      'another name on an entry',
      'chain-body',
      /not what was recorded/,
      at(signed, (entry) => ({ ...entry, actor: { ...entry.actor, name: 'Somebody Else' } })),
    ),
    chain(
      'another person on an entry',
      'chain-hash',
      /header of entry/,
      at(signed, (entry) => ({ ...entry, actor: { ...entry.actor, id: 'eve' } })),
    ),
    chain(
      'another time on an entry',
      'chain-hash',
      /header of entry/,
      at(signed, (entry) => ({ ...entry, at: '2026-11-21T12:30:00.000Z' })),
    ),
    chain(
      'another kind on an entry',
      'chain-hash',
      /header of entry/,
      at(signed, (entry) => ({ ...entry, kind: 'proposal.withdrawn' })),
    ),
    chain(
      'another salt on an entry',
      'chain-body',
      /not what was recorded/,
      at(signed, (entry) => ({ ...entry, salt: '00'.repeat(16) })),
    ),
    chain('an entry sealed by a thief', 'chain-seal', /does not carry a seal/, [...entries, inserted]),
    chain(
      'a changed entry with a hash that fits, but the old seal',
      'chain-seal',
      /does not carry a seal/,
      at(entries.length - 1, (entry) => {
        const header = { ...entry, at: '2026-12-01T00:00:00.000Z' }
        return { ...header, hash: entryHash(header) }
      }),
    ),
    chain(
      'an entry dated before the one in front of it, sealed by the service',
      'chain-order',
      /dated before/,
      rechained(entries, entries.length, story.key, (entry) => ({ ...entry, at: '2020-01-01T00:00:00.000Z' })),
    ),
    {
      name: 'the last entries cut off, with the export as it was',
      code: 'export',
      says: /were exported/,
      bytes: withHistory(good, entries.slice(0, -1)),
    },
    {
      name: 'the history of another case',
      code: 'chain-predecessor',
      says: /does not continue/,
      bytes: withHistory(
        good,
        entries.map((entry, i) => (i === 0 ? { ...entry, prev: '0'.repeat(64) } : entry)),
        story.key,
      ),
    },
    {
      name: 'the words of a comment slipped into the history',
      code: 'export',
      says: /not the one that was exported/,
      bytes: withHistory(
        good,
        entries.map((entry) => {
          const told = story.entries[entry.seq - 1]
          return entry.kind === 'thread.opened' && told !== undefined ? told : entry
        }),
      ),
    },
    {
      name: 'a history that a thief sealed from the beginning and handed over to a second key of theirs',
      code: 'chain-key',
      says: /do not lead to the known one/,
      bytes: withHistory(good, handedOver(entries, thief, testKey('second thief'), true), testKey('second thief')),
    },
    {
      name: 'a history that a thief handed over to the service’s key without holding it',
      code: 'chain-rotation',
      says: /without proof/,
      bytes: withHistory(good, handedOver(entries, thief, story.key, false), thief),
    },
    // From here on somebody holds the service's own key.
    {
      name: 'a rewrite with the service key of what was there before the first signature',
      code: 'envelope',
      says: /witnesses another history/,
      bytes: withHistory(
        good,
        rechained(entries, 1, story.key, (entry) =>
          entry.seq === 1 ? { ...entry, at: '2026-11-21T11:59:00.000Z' } : entry,
        ),
        story.key,
      ),
    },
    {
      name: 'a rewrite with the service key between the two signatures',
      code: 'envelope',
      says: /witnesses another history/,
      bytes: withHistory(
        good,
        rechained(entries, signed + 2, story.key, (entry) =>
          entry.seq === signed + 2 ? { ...entry, bodyDigest: bodyDigest('ab'.repeat(16), {}, HANA.name) } : entry,
        ),
        story.key,
      ),
    },
    {
      name: 'a rewrite with the service key after the last signature, against a remembered head',
      code: 'remembered-head',
      says: /not the one you remember/,
      expected: { heads: [headOf(entries, CASE_ID, 'shared')] },
      bytes: withHistory(
        good,
        rechained(entries, entries.length, story.key, (entry) => ({ ...entry, at: '2026-12-01T00:00:00.000Z' })),
        story.key,
      ),
    },
    {
      name: 'an entry into force that the signatures do not carry',
      code: 'lifecycle',
      says: /not all there/,
      bytes: withoutSignature(good, story, 'hdo'),
    },
  ]
}

/** One side's signature taken out of history and file, everything after it chained and sealed again. */
function withoutSignature(good: Uint8Array, story: Story, side: string): Uint8Array {
  const entries = entriesOf(good)
  const own = (entry: ChainedEntry) => entry.kind === 'proposal.signed' && entry.actor.side === side
  const gone = entries.findIndex(own)
  const envelope = (entries.find(own) as ChainedEntry<{ envelope: string }> | undefined)?.body.envelope
  const left = rechained(
    entries.filter((entry) => !own(entry)),
    gone + 1,
    story.key,
    (entry) => entry,
  )
  const history = withHistory(good, left, story.key)
  const envelopes = story.envelopes.filter((each) => sha256Hex(canonicalBytes(each)) !== envelope)
  return exportedAnew(history, story.key, { head: headOf(left, CASE_ID, 'shared'), envelopes })
}

/** The whole history sealed by `from`, which then hands over to `to`; with proof that it holds the new key, or without. */
function handedOver(entries: readonly ChainedEntry[], from: TestKey, to: TestKey, proven: boolean): ChainedEntry[] {
  const sealed = rechained(entries, 1, from, (entry) => entry)
  const keys = { from: from.publicKey, to: to.publicKey }
  const possession = (proven ? to : from).sign(rotationBytes({ caseId: CASE_ID, chain: 'shared', ...keys }))
  const actor = { id: 'service', name: 'Accord' }
  const body = { ...keys, possession: bytesToHex(possession) }
  const at = entries.at(-1)?.at ?? ''
  const draft = { chain: 'shared', at, actor, kind: 'service.key-rotated', body } as const
  return [...sealed, chainEntry(draft, CASE_ID, sealed.at(-1), 'cd'.repeat(16), from.sign)]
}
