import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { digestOf } from '@/lib/gsn/digest'
import { type Sign, type VerifySignature, verifyEd25519 } from './ed25519'

/** Each case has three chains, so that what one side says to itself leaves no gap or count for the other to see. */
export type ChainName = 'shared' | 'mdm' | 'hdo'

export interface EntryActor {
  readonly id: string
  readonly name: string
  readonly side?: 'mdm' | 'hdo'
}

/** What the hash covers. The actor's name is personal data and therefore stands in the salted body digest instead. */
export interface EntryHeader {
  readonly chain: ChainName
  /** 1 for the first entry of its chain, then without gaps. */
  readonly seq: number
  /** Hash of the entry before it; the chain's genesis for the first. */
  readonly prev: string
  readonly at: string
  readonly actor: EntryActor
  readonly kind: string
  readonly bodyDigest: string
}

/** An entry as it is stored and told. `body` and `salt` are null once erased: the chain stands without them. */
export interface ChainedEntry<Body = unknown> extends EntryHeader {
  readonly body: Body
  readonly salt: string | null
  readonly hash: string
  /** Ed25519 signature of the service over the hash, hex. */
  readonly seal: string
}

export interface EntryDraft<Body = unknown> {
  readonly chain: ChainName
  readonly at: string
  readonly actor: EntryActor
  readonly kind: string
  readonly body: Body
}

/** What the first entry of a chain names as its predecessor: binds the chain to its case, so chains cannot be swapped. */
export function genesis(caseId: string, chain: ChainName): string {
  return digestOf({ ledger: 'accord-ledger-1', case: caseId, chain })
}

/** [AGR1] Digest of the body and the actor's name. Salted: without the salt nobody can guess an erased body. */
export function bodyDigest(salt: string, body: unknown, actorName: string): string {
  return digestOf({ salt, body, name: actorName })
}

/** [AGR1] SHA-256 of the header's canonical JSON, hex. */
export function entryHash(header: EntryHeader): string {
  const { chain, seq, prev, at, actor, kind, bodyDigest } = header
  const who = actor.side === undefined ? { id: actor.id } : { id: actor.id, side: actor.side }
  return digestOf({ chain, seq, prev, at, actor: who, kind, bodyDigest })
}

/** The bytes that a seal signs: the purpose, a newline, the entry's hash. */
export function sealedBytes(hash: string): Uint8Array {
  return utf8ToBytes(`accord-ledger-seal-1\n${hash}`)
}

/**
 * Makes the next entry of a chain.
 * @param caseId   the case whose chain it is
 * @param previous the chain's last entry, undefined for the first
 * @param salt     128 random bits or more, hex
 */
export function chainEntry<Body>(
  draft: EntryDraft<Body>,
  caseId: string,
  previous: (Pick<EntryHeader, 'seq' | 'chain'> & { readonly hash: string }) | undefined,
  salt: string,
  sign: Sign,
): ChainedEntry<Body> {
  if (previous !== undefined && previous.chain !== draft.chain) {
    throw new Error(`An entry of chain ${draft.chain} cannot follow one of chain ${previous.chain}`)
  }
  const header: EntryHeader = {
    chain: draft.chain,
    seq: (previous?.seq ?? 0) + 1,
    prev: previous?.hash ?? genesis(caseId, draft.chain),
    at: draft.at,
    actor: draft.actor,
    kind: draft.kind,
    bodyDigest: bodyDigest(salt, draft.body, draft.actor.name),
  }
  const hash = entryHash(header)
  return { ...header, body: draft.body, salt, hash, seal: bytesToHex(sign(sealedBytes(hash))) }
}

/** Where a history stands: how many entries, and the hash of the last (the genesis when there is none). */
export interface LedgerHead {
  readonly size: number
  readonly head: string
}

export function headOf(
  entries: readonly Pick<ChainedEntry, 'hash' | 'chain'>[],
  caseId: string,
  chain: ChainName,
): LedgerHead {
  const own = entries.filter((entry) => entry.chain === chain)
  return { size: own.length, head: own.at(-1)?.hash ?? genesis(caseId, chain) }
}

export interface ChainProblem {
  /** Sequence number of the entry that is wrong. */
  readonly seq: number
  readonly code: 'sequence' | 'predecessor' | 'body' | 'hash' | 'seal' | 'chain' | 'order' | 'rotation' | 'key'
  readonly message: string
}

export interface ChainVerdict extends LedgerHead {
  readonly problems: readonly ChainProblem[]
  /** Entries whose body has been erased; their place in the chain is still proven. */
  readonly erased: readonly number[]
  /** The service's keys in their order: each seals the entries after `after`. */
  readonly keys: readonly ServiceKeySpan[]
}

/** A key of the service and where its time began: it seals the entries whose number is greater than `after`. */
export interface ServiceKeySpan {
  readonly after: number
  /** Ed25519, hex. */
  readonly publicKey: string
}

/** The key that sealed an entry; for a number past the end, the one that is used now. */
export function keyAt(keys: readonly ServiceKeySpan[], seq: number): string | undefined {
  return keys.filter(({ after }) => after < seq).at(-1)?.publicKey
}

const ROTATED = 'service.key-rotated'

/** What the new key signs to prove that whoever rotates holds it: where, from which key, to which. */
export function rotationBytes(of: {
  readonly caseId: string
  readonly chain: ChainName
  readonly from: string
  readonly to: string
}): Uint8Array {
  const { caseId, chain, from, to } = of
  return utf8ToBytes(`accord-key-rotation-1\n${caseId}\n${chain}\n${from}\n${to}`)
}

function rotationOf(entry: ChainedEntry): { from: string; to: string; possession: string } | undefined {
  if (entry.kind !== ROTATED || typeof entry.body !== 'object' || entry.body === null) return undefined
  const { from, to, possession } = entry.body as Record<string, unknown>
  if (typeof from !== 'string' || typeof to !== 'string' || typeof possession !== 'string') return undefined
  return { from, to, possession }
}

/**
 * [AGR1] Checks one chain from its genesis: sequence, predecessor, body, hash, seal, and that time never runs backwards.
 * [LED2] Where the service changed its key, the old key sealed that and the new one proves that it was there.
 * @param serviceKey a public key of the service that the reader trusts, hex: the first, the last or one in between
 */
export function verifyChain(
  entries: readonly ChainedEntry[],
  of: { readonly caseId: string; readonly chain: ChainName; readonly serviceKey: string },
  verify: VerifySignature = verifyEd25519,
): ChainVerdict {
  const problems: ChainProblem[] = []
  const erased: number[] = []
  const keys: ServiceKeySpan[] = [{ after: 0, publicKey: firstKey(entries) ?? of.serviceKey }]
  let prev = genesis(of.caseId, of.chain)
  let at = ''
  for (const [index, entry] of entries.entries()) {
    const seq = index + 1
    const say = (code: ChainProblem['code'], message: string) => problems.push({ seq, code, message })
    if (entry.chain !== of.chain) say('chain', `Entry ${seq} belongs to the chain "${entry.chain}", not "${of.chain}".`)
    if (entry.seq !== seq) say('sequence', `Entry ${seq} carries the number ${entry.seq}: one was removed or added.`)
    if (entry.prev !== prev) say('predecessor', `Entry ${seq} does not continue the entry before it.`)
    if (entry.at < at) say('order', `Entry ${seq} is dated before the entry in front of it.`)
    if (entry.salt === null) erased.push(seq)
    else if (bodyDigest(entry.salt, entry.body, entry.actor.name) !== entry.bodyDigest) {
      say('body', `The content of entry ${seq} (${entry.kind}) is not what was recorded.`)
    }
    const hash = entryHash(entry)
    if (hash !== entry.hash) say('hash', `The header of entry ${seq} (${entry.kind}) was changed.`)
    const key = keys.at(-1)?.publicKey ?? ''
    if (!verify(entry.seal, sealedBytes(hash), key)) {
      say('seal', `Entry ${seq} (${entry.kind}) does not carry a seal of the service's key.`)
    }
    if (entry.kind === ROTATED) {
      const rotation = rotationOf(entry)
      const proven =
        rotation?.from === key && verify(rotation.possession, rotationBytes({ ...of, ...rotation }), rotation.to)
      if (rotation === undefined || !proven) say('rotation', `Entry ${seq} changes the service's key without proof.`)
      else keys.push({ after: seq, publicKey: rotation.to })
    }
    prev = hash
    at = entry.at
  }
  if (!keys.some(({ publicKey }) => publicKey === of.serviceKey)) {
    problems.push({ seq: 0, code: 'key', message: 'The history is sealed by keys that do not lead to the known one.' })
  }
  return { size: entries.length, head: prev, problems, erased, keys }
}

/** The key that sealed the beginning, by the first change of keys; undefined when there was none. */
function firstKey(entries: readonly ChainedEntry[]): string | undefined {
  for (const entry of entries) {
    const rotation = rotationOf(entry)
    if (rotation !== undefined) return rotation.from
  }
  return undefined
}
