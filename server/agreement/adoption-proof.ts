import { randomBytes } from 'node:crypto'
import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { type Charter, type Method, type RosterKey, SIDE_WORD, type Side } from '@/lib/agreement/charter'
import {
  type CharterStatement,
  charterStatementBytes,
  makeCharterStatement,
  readCharterStatement,
} from '@/lib/agreement/charter-statement'
import { type Envelope, envelopeDigest, signEnvelope } from '@/lib/agreement/dsse'
import { headOf } from '@/lib/agreement/ledger-chain'
import { statementChallenge } from '@/lib/agreement/passkey-proof'
import { STATEMENT_MINUTES } from '@/lib/agreement/statement'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { type Runtime, runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import type { Author } from '../sync/rooms'
import { insertStatement, insertTaken, readStatementRow, type StatementRow, takeStatementRow } from './proposal-store'
import type { ProvenByKey } from './prove-passkey'
import { USED } from './ready-statement'
import { keysOfToday } from './usable-keys'

/** Statements about charters are kept beside those about versions, which are numbered from 1. */
export const ABOUT_CHARTERS = 0

/** Which charter an administrator adopts, as far as it is decided. */
export interface Adopting {
  readonly caseId: string
  readonly number: number
  readonly digest: string
  readonly charter: Charter
  readonly supersedes: string | null
  readonly side: Side
}

/** What the history records of a proven adoption. */
export interface Adopted {
  readonly method: Method
  readonly statement: string
  readonly envelope: string
}

/** How an administrator proves that it is them: by password, or by a passkey over a statement that was prepared. */
export type AdoptionProof =
  | { readonly method: 'password' }
  | { readonly method: 'passkey'; readonly nonce: string; readonly key: ProvenByKey }

/** What an administrator may adopt a charter with at this address: passkeys first, where they have one that counts. */
export async function adoptionKeys(
  db: Db | Tx,
  shared: readonly LedgerEntry[],
  charter: Charter,
  who: { readonly personId: string; readonly side: Side; readonly at: string },
): Promise<readonly RosterKey[]> {
  const { passkeys } = charter
  if (passkeys === null || !passkeys.origins.includes(runtime().env.publicUrl)) return []
  return keysOfToday(db, shared, passkeys.rpId, who)
}

/**
 * [CHA4] By which means a charter is adopted: those it allows for signing. A password is taken without that where the
 * administrator has no passkey, or nobody could ever begin.
 */
export function adoptionMethods(charter: Charter, keys: readonly RosterKey[]): readonly Method[] {
  if (keys.length === 0) return ['password']
  return charter.methods.includes('password') ? ['passkey', 'password'] : ['passkey']
}

export interface PreparedAdoption {
  readonly nonce: string
  readonly statement: CharterStatement
  readonly expires: string
  readonly passkey: PublicKeyCredentialRequestOptionsJSON
}

/** Writes down what an administrator is about to sign with a passkey, and keeps those bytes for five minutes. */
export async function prepareAdoption(
  adopting: Adopting,
  by: Author,
  shared: readonly LedgerEntry[],
  keys: readonly RosterKey[],
): Promise<PreparedAdoption> {
  const { db, clock } = runtime()
  const statement = statementOf(adopting, by, shared, 'passkey', clock())
  const payload = charterStatementBytes(statement)
  const { nonce, prepared, expires } = statement.predicate
  await insertStatement(db, rowOf(adopting, by, { nonce, prepared, expires }, payload))
  const passkey = await generateAuthenticationOptions({
    rpID: adopting.charter.passkeys?.rpId ?? '',
    challenge: Uint8Array.from(statementChallenge(payload)),
    allowCredentials: keys.map(({ credential }) => ({ id: credential })),
    userVerification: 'required',
    timeout: STATEMENT_MINUTES * 60_000,
  })
  return { nonce, statement, expires, passkey }
}

/** What happened to charters, keys and people after a statement was prepared stops it. */
const CONCERNS = /^(participant|charter|passkey|service)\./

/** [CHA4] A prepared statement that is this person's, unused, in time, about this charter, with nothing new since. */
export async function readyAdoption(
  db: Db | Tx,
  adopting: Adopting,
  personId: string,
  nonce: string,
  { shared, at }: { readonly shared: readonly LedgerEntry[]; readonly at: string },
): Promise<Outcome<StatementRow>> {
  const row = await readStatementRow(db, adopting.caseId, nonce)
  const statement = row === undefined ? undefined : readCharterStatement(row.payload)
  if (row === undefined || statement === undefined || row.act !== 'adopt') {
    return refuse('statement-not-found', 'There is nothing prepared to be signed. Open the charter again.')
  }
  if (row.personId !== personId) return refuse('not-your-statement', 'This was prepared for another person.')
  if (row.takenAt !== null) return USED
  if (row.expiresAt <= at) {
    return refuse('statement-expired', 'More than five minutes have passed. Read once more what you sign, then go on.')
  }
  const { subject, predicate } = statement
  const same =
    subject[0].digest.sha256 === adopting.digest &&
    predicate.charter === adopting.number &&
    predicate.side === adopting.side
  if (!same)
    return refuse('version-changed', 'This is not the charter that was prepared. Read it again before you adopt it.')
  const { size, head } = predicate.ledger
  const witnessed = size === 0 || shared[size - 1]?.hash === head
  if (!witnessed || shared.slice(size).some(({ kind }) => CONCERNS.test(kind))) {
    return refuse('charter-changed', 'Something happened to the charter or to a key since you opened it. Look again.')
  }
  return ok(row)
}

/** Keeps the proof of an adoption inside its transaction. @returns what the history records of it */
export async function keepAdoption(
  tx: Tx,
  adopting: Adopting,
  by: Author,
  proof: AdoptionProof,
  { shared, at }: { readonly shared: readonly LedgerEntry[]; readonly at: string },
  { serviceKey }: Pick<Runtime, 'serviceKey'>,
): Promise<Outcome<Adopted>> {
  if (proof.method === 'password') {
    const statement = statementOf(adopting, by, shared, 'password', at)
    const payload = charterStatementBytes(statement)
    const envelope = signEnvelope(payload, serviceKey.publicKeyHex, serviceKey.sign)
    const { nonce, prepared, expires } = statement.predicate
    await insertTaken(tx, rowOf(adopting, by, { nonce, prepared, expires }, payload), at, envelope)
    return ok(recorded('password', payload, envelope))
  }
  const ready = await readyAdoption(tx, adopting, by.personId, proof.nonce, { shared, at })
  if (!ready.ok) return ready
  const { personId } = by
  const keys = await adoptionKeys(tx, shared, adopting.charter, { personId, side: adopting.side, at })
  if (!keys.some(({ credential }) => credential === proof.key.credential)) {
    return refuse('passkey-rejected', 'This passkey was revoked. Nothing has been signed.', { why: 'revoked' })
  }
  if (!(await takeStatementRow(tx, proof.nonce, at, proof.key.envelope))) return USED
  return ok(recorded('passkey', ready.value.payload, proof.key.envelope))
}

function recorded(method: Method, payload: Uint8Array, envelope: Envelope): Adopted {
  return { method, statement: sha256Hex(payload), envelope: envelopeDigest(envelope) }
}

function statementOf(
  { caseId, number, digest, charter, supersedes, side }: Adopting,
  by: Author,
  shared: readonly LedgerEntry[],
  method: Method,
  prepared: string,
): CharterStatement {
  const title = `Administrator for the ${SIDE_WORD[side]}, ${charter.parties[side].organisation}`
  return makeCharterStatement(digest, {
    case: caseId,
    charter: number,
    supersedes,
    side,
    signer: { id: by.personId, name: by.name, title },
    method,
    prepared,
    nonce: randomBytes(16).toString('hex'),
    ledger: headOf(shared, caseId, 'shared'),
  })
}

function rowOf(
  { caseId }: Adopting,
  by: Author,
  times: { readonly nonce: string; readonly prepared: string; readonly expires: string },
  payload: Uint8Array,
) {
  const { nonce, prepared: preparedAt, expires: expiresAt } = times
  return {
    nonce,
    caseId,
    proposal: ABOUT_CHARTERS,
    personId: by.personId,
    act: 'adopt' as const,
    payload,
    preparedAt,
    expiresAt,
  }
}
