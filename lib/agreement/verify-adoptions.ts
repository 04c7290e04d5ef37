import { sha256Hex } from '@/lib/gsn/digest'
import { SIGNATURES_PATH } from './bundle'
import { METHODS, type Method, SIDES, type Side } from './charter'
import { type Adoption, type CharterRecord, reduceCharter } from './charter-state'
import { type CharterStatement, readCharterStatement } from './charter-statement'
import { type Envelope, envelopeDigest } from './dsse'
import { isAgreementEntry } from './event-kinds'
import { type ChainedEntry, genesis } from './ledger-chain'
import { type OpenedKey, openSigned } from './open-signed'
import { reducePasskeys, rosterKeys } from './passkey-state'
import type { Problem } from './verdict'
import type { EnvelopeInput } from './verify-envelopes'
import { opens } from './verify-history'

/** That an administrator adopted the charter under which this version was signed. */
export interface AdoptionFact {
  readonly side: Side
  readonly name: string
  readonly at: string
  readonly charter: number
  /** Absent when the history alone says so: it was adopted before that was signed under an envelope. */
  readonly method?: Method
  readonly methodWords: string
  readonly key?: OpenedKey
}

const UNSIGNED = 'The sealed history alone records it: it was not signed under an envelope.'

/** The charter that both sides had adopted when a version was proposed, as the history tells it. */
export function charterBefore(entries: readonly ChainedEntry[], proposal: number): CharterRecord | undefined {
  const opened = entries.findIndex((entry) => opens(entry, proposal))
  return reduceCharter(entries.slice(0, Math.max(0, opened))).inForce
}

/**
 * [VER14] The envelopes with which the charter was adopted: where the history names one, it is there, by the person whom
 * the history names, about this charter, and signed with their own checked passkey or vouched for by the service.
 * @returns the envelopes it has read, by digest, so that nobody takes them for an act on the version
 */
export function verifyAdoptions(input: EnvelopeInput): {
  readonly problems: readonly Problem[]
  readonly adoptions: readonly AdoptionFact[]
  readonly read: ReadonlySet<string>
} {
  const { entries, manifest, signatures } = input
  const problems: Problem[] = []
  const adoptions: AdoptionFact[] = []
  const read = new Set<string>()
  const record = manifest.charter === undefined ? undefined : charterBefore(entries, manifest.proposal)
  if (record === undefined) return { problems, adoptions, read }
  for (const side of SIDES) {
    const adopted = record.adopted[side]
    if (adopted === undefined) continue
    const about = { side, name: adopted.by.name, at: adopted.at, charter: record.number }
    if (adopted.envelope === undefined) {
      adoptions.push({ ...about, methodWords: UNSIGNED })
      continue
    }
    const index = signatures.envelopes.findIndex((envelope) => envelopeDigest(envelope) === adopted.envelope)
    const envelope = signatures.envelopes[index]
    const entry = entryOf(entries, adopted.envelope)
    const where = `${SIGNATURES_PATH}, envelope ${index + 1}`
    if (envelope === undefined || entry === undefined) {
      const message = `The envelope with which ${adopted.by.name} adopted the charter is missing.`
      problems.push({ code: 'adoption-missing', where: SIGNATURES_PATH, message })
      continue
    }
    read.add(adopted.envelope)
    const result = checked(envelope, entry, { side, record, adopted }, input)
    if (typeof result === 'string') problems.push({ code: 'adoption', where, message: result })
    else {
      const { predicate } = result.statement
      const { method, methodWords } = predicate
      adoptions.push({ ...about, method, methodWords, ...(result.key === undefined ? {} : { key: result.key }) })
    }
  }
  return { problems, adoptions, read }
}

function entryOf(entries: readonly ChainedEntry[], envelope: string): ChainedEntry | undefined {
  return entries.find(
    (entry) =>
      isAgreementEntry(entry) &&
      (entry.kind === 'charter.proposed' || entry.kind === 'charter.adopted') &&
      entry.body.envelope === envelope,
  )
}

interface About {
  readonly side: Side
  readonly record: CharterRecord
  readonly adopted: Adoption
}

/** The statement inside, or the first thing that does not fit. */
function checked(
  envelope: Envelope,
  entry: ChainedEntry,
  { side, record, adopted }: About,
  input: EnvelopeInput,
): { readonly statement: CharterStatement; readonly key?: OpenedKey } | string {
  const { manifest, entries, charter } = input
  const { id } = entry.actor
  const opened = openSigned(envelope, entry, input, (credential) =>
    rosterKeys(reducePasskeys(entries.slice(0, entry.seq - 1)), id, side, charter.passkeys?.rpId ?? '').find(
      (key) => key.credential === credential,
    ),
  )
  if ('problem' in opened) return opened.problem
  const statement = readCharterStatement(opened.payload)
  if (statement === undefined) return 'It holds no statement about a charter in canonical JSON.'
  if (sha256Hex(opened.payload) !== adopted.statement) return 'The history records another statement.'
  const { subject, predicate } = statement
  if (subject[0].digest.sha256 !== record.digest || predicate.charter !== record.number) {
    return 'Its statement is about another charter.'
  }
  if (predicate.case !== manifest.case.id) return 'Its statement is about another case.'
  if (predicate.supersedes !== record.supersedes) return 'Its statement names another charter as the one before.'
  if (predicate.signer.id !== id || predicate.side !== side) return 'The history names another person for it.'
  if (predicate.method !== opened.method || predicate.method !== adopted.method) {
    return `It was made by another method than it says: ${METHODS[opened.method].words}`
  }
  if (predicate.prepared > entry.at || predicate.expires < entry.at) {
    return 'It was not recorded in the time it was valid for.'
  }
  const { size, head } = predicate.ledger
  const witnessed = size === 0 ? genesis(manifest.case.id, 'shared') : entries[size - 1]?.hash
  if (size >= entry.seq || head !== witnessed) return 'It witnesses another history than the one in this bundle.'
  return opened.key === undefined ? { statement } : { statement, key: opened.key }
}
