import { sha256Hex } from '@/lib/gsn/digest'
import { SIGNATURES_PATH, type SignaturesFile } from './bundle'
import { METHODS, type Method, type Roster, type RosterKey, rosteredSide, SIDES, type Side } from './charter'
import { type Envelope, envelopeDigest } from './dsse'
import { isAgreementEntry } from './event-kinds'
import type { AgreementEntry } from './events'
import { type ChainedEntry, genesis, type LedgerHead } from './ledger-chain'
import type { Manifest } from './manifest'
import { type OpenedKey, type OpenInput, openSigned } from './open-signed'
import { reducePasskeys, rosterKeys } from './passkey-state'
import { type Act, MEANINGS, readStatement, type Statement } from './statement'
import type { Problem } from './verdict'

/** One thing a person did about this version. */
export interface ActFact {
  readonly act: Act
  readonly side: Side
  readonly name: string
  readonly title: string
  readonly at: string
  readonly timeZone: string
  readonly method: Method
  readonly meaning: string
  readonly reason: string
  /** For a passkey: how its owner calls it, its algorithm, and who made sure that it is theirs. */
  readonly key?: OpenedKey
  /** Where the history stood for the signer. */
  readonly head: LedgerHead
  /** SHA-256 of the statement, and of the envelope around it. */
  readonly statement: string
  readonly envelope: string
  /** Sections of the version that the person had open. */
  readonly coverage: readonly string[]
}

export interface EnvelopeInput extends OpenInput {
  readonly digest: string
  readonly manifest: Manifest
  readonly roster: Roster
  readonly signatures: SignaturesFile
}

const ACT_OF = {
  'proposal.signed': 'sign',
  'proposal.unsigned': 'unsign',
  'proposal.refused': 'refuse',
  'proposal.withdrawn': 'withdraw',
  'baseline.condition-met': 'confirm',
  'baseline.termination': 'terminate',
} as const
export type ActEntry = Extract<AgreementEntry, { kind: keyof typeof ACT_OF }> & ChainedEntry

/**
 * [VER5] Every act that the ledger records about this version has its envelope, and every envelope its act.
 * @param others digests of envelopes that are about something else and have been read already
 */
export function verifyEnvelopes(
  input: EnvelopeInput,
  others: ReadonlySet<string> = new Set(),
): {
  readonly problems: readonly Problem[]
  readonly acts: readonly ActFact[]
} {
  const problems: Problem[] = []
  const facts: ActFact[] = []
  const acts = input.entries.filter((entry): entry is ActEntry => {
    if (!isAgreementEntry(entry) || !Object.hasOwn(ACT_OF, entry.kind)) return false
    const { body } = entry as ActEntry
    return 'proposal' in body ? body.proposal === input.manifest.proposal : body.digest === input.digest
  })
  const left = new Map(input.signatures.envelopes.map((envelope, i) => [envelopeDigest(envelope), { envelope, i }]))
  if (left.size !== input.signatures.envelopes.length) {
    problems.push({ code: 'envelope-twice', where: SIGNATURES_PATH, message: 'An envelope stands in the file twice.' })
  }
  for (const other of others) left.delete(other)
  const nonces = new Set<string>()
  for (const entry of acts) {
    const found = left.get(entry.body.envelope)
    left.delete(entry.body.envelope)
    const where =
      found === undefined ? `ledger.json, entry ${entry.seq}` : `${SIGNATURES_PATH}, envelope ${found.i + 1}`
    if (found === undefined) {
      const message = `The envelope of ${entry.actor.name}'s act is missing.`
      problems.push({ code: 'envelope-missing', where, message })
      continue
    }
    const result = checkEnvelope(found.envelope, entry, input)
    if (typeof result === 'string') {
      problems.push({ code: 'envelope', where, message: result })
      continue
    }
    const { predicate } = result.statement
    if (nonces.has(predicate.nonce)) problems.push({ code: 'nonce', where, message: 'Its statement was used before.' })
    nonces.add(predicate.nonce)
    facts.push(factOf(result, entry))
  }
  for (const { i } of left.values()) {
    const where = `${SIGNATURES_PATH}, envelope ${i + 1}`
    problems.push({ code: 'envelope-unknown', where, message: 'The history does not record this act.' })
  }
  return { problems, acts: facts }
}

interface Checked {
  readonly statement: Statement
  readonly key?: ActFact['key']
}

function factOf({ statement: { predicate }, key }: Checked, { at, body }: ActEntry): ActFact {
  const { act, side, signer, timeZone, method, meaning, reason, ledger } = predicate
  const { name, title } = signer
  const { statement, envelope } = body
  const proof = { statement, envelope, coverage: predicate.coverage, head: ledger }
  const about = { act, side, name, title, at, timeZone, method, meaning, reason: reason.text, ...proof }
  return key === undefined ? about : { ...about, key }
}

/** The statement inside, or the first thing that does not fit. */
function checkEnvelope(envelope: Envelope, entry: ActEntry, input: EnvelopeInput): Checked | string {
  const { digest, manifest, charter, roster, entries } = input
  const opened = openSigned(envelope, entry, input, (credential) => keyOf(entry, credential, input))
  if ('problem' in opened) return opened.problem
  const statement = readStatement(opened.payload)
  if (statement === undefined) return 'It holds no statement in canonical JSON.'
  const { predicate, subject } = statement
  if (subject[0].digest.sha256 !== digest || entry.body.digest !== digest)
    return 'Its statement is about another version.'
  if (sha256Hex(opened.payload) !== entry.body.statement) return 'The history records another statement.'
  if (predicate.case !== manifest.case.id || predicate.proposal !== manifest.proposal)
    return 'Its statement is about another proposal.'
  const act: Act = ACT_OF[entry.kind]
  if (predicate.act !== act || predicate.meaning !== MEANINGS[act])
    return 'Its statement says something else than the history.'
  if (predicate.signer.id !== entry.actor.id || predicate.side !== entry.body.side)
    return 'The history names another person for it.'
  // Withdrawing takes no signatory; everything else takes one who was named when the version was frozen.
  if (act !== 'withdraw' && act !== 'terminate' && rosteredSide(roster, predicate.signer.id) !== predicate.side) {
    return `${predicate.signer.name} is not among the signatories that this version names.`
  }
  if (!charter.methods.includes(predicate.method) || predicate.methodWords !== METHODS[predicate.method].words) {
    return 'It was made by a method that the charter does not allow.'
  }
  if (predicate.method !== opened.method) return 'It was made by another method than its statement says.'
  if (entry.kind === 'proposal.signed' && (entry.body.method ?? 'password') !== predicate.method) {
    return 'The history records another method than its statement.'
  }
  const view = manifest.parts.find((part) => part.path === 'view/agreement.html')
  if (predicate.view !== view?.sha256) return 'It is about another page than the one in this bundle.'
  if (predicate.prepared > entry.at || predicate.expires < entry.at)
    return 'It was not recorded in the time it was valid for.'
  const { size, head } = predicate.ledger
  const witnessed = size === 0 ? genesis(manifest.case.id, 'shared') : entries[size - 1]?.hash
  if (size >= entry.seq || head !== witnessed) return 'It witnesses another history than the one in this bundle.'
  return opened.key === undefined ? { statement } : { statement, key: opened.key }
}

/**
 * The person's key in the frozen roster. Acts that take no signatory of this version (taking it back, ending it later) are
 * proven by a key that the history knew for the person at that time.
 */
function keyOf(
  entry: ActEntry,
  credential: string,
  { roster, charter, entries }: EnvelopeInput,
): RosterKey | undefined {
  const { id } = entry.actor
  const find = (keys: readonly RosterKey[] = []) => keys.find((key) => key.credential === credential)
  for (const side of SIDES) {
    const found = find(roster[side].find((signatory) => signatory.id === id)?.keys)
    if (found !== undefined && side === entry.body.side) return found
  }
  if (entry.kind !== 'proposal.withdrawn' && entry.kind !== 'baseline.termination') return undefined
  const side: Side = entry.body.side
  return find(rosterKeys(reducePasskeys(entries.slice(0, entry.seq - 1)), id, side, charter.passkeys?.rpId ?? ''))
}
