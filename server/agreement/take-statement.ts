import { eq } from 'drizzle-orm'
import type { Method } from '@/lib/agreement/charter'
import { type Envelope, envelopeDigest, signEnvelope } from '@/lib/agreement/dsse'
import type { AgreementEvent } from '@/lib/agreement/events'
import type { AssertionJson } from '@/lib/agreement/requests'
import type { Act } from '@/lib/agreement/statement'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { authorOf } from '../commands/author'
import { runtime } from '../runtime'
import type { Tx } from '../store/db'
import { passkeys } from '../store/schema'
import type { Author, CaseState } from '../sync/rooms'
import { eventOf, threadsOf } from './act-event'
import { type AgreementNow, agreementNow, conclude } from './agreement-now'
import { readShared, sharedOf } from './context'
import { passwordAgain } from './password-again'
import { takeStatementRow } from './proposal-store'
import { type ProvenByKey, provePasskey } from './prove-passkey'
import { type Ready, readyStatement, USED } from './ready-statement'

/** What a person gets for an act: enough to recognise the version and its place in the history years later. */
export interface Receipt {
  readonly act: Act
  readonly proposal: number
  /** Digest of the version. */
  readonly digest: string
  /** SHA-256 of the statement, and of the envelope with its signature. */
  readonly statement: string
  readonly envelope: string
  readonly method: Method
  readonly at: string
  readonly name: string
  readonly side: 'mdm' | 'hdo'
  /** Where the shared history stands after the act. */
  readonly ledger: { readonly size: number; readonly head: string }
  /** Number of the baseline that came into force by this act; null otherwise. */
  readonly baseline: number | null
}

/** The proof that a person sends with a prepared statement: one of the two. */
export interface Proof {
  readonly nonce: string
  readonly password?: string | undefined
  readonly assertion?: AssertionJson | undefined
}

/** What is recorded in one step with an act: decided with the case locked, after the act. */
export type Also<T> = (
  state: CaseState,
  now: AgreementNow,
  act: AgreementEvent,
) => Promise<Outcome<{ readonly event: AgreementEvent; readonly value: T }>>

/**
 * Takes a prepared statement: the same order of checks before and inside the transaction. Before, so that the slow
 * proof never holds the case; inside, because everything may have changed meanwhile.
 */
export async function takeStatement(
  person: Person,
  caseId: string,
  number: number,
  act: Act,
  proof: Proof,
): Promise<Outcome<Receipt>> {
  const taken = await takeStatementAnd(person, caseId, number, act, proof, undefined)
  return taken.ok ? ok(taken.value.receipt) : taken
}

/** The same, with something else in the same step. */
export async function takeStatementAnd<T>(
  person: Person,
  caseId: string,
  number: number,
  act: Act,
  proof: Proof,
  also: Also<T> | undefined,
): Promise<Outcome<{ readonly receipt: Receipt; readonly also: T | undefined }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { db, rooms, clock } = runtime()
  const method: Method = proof.assertion === undefined ? 'password' : 'passkey'
  const attempt = { caseId, number, act, personId: by.personId, nonce: proof.nonce, method }
  const before = await agreementNow(db, caseId, await readShared(caseId), clock())
  const early = await readyStatement(db, before, attempt)
  if (!early.ok) return early

  const proven = await prove(person, proof, early.value)
  if (!proven.ok) {
    await recordFailure(caseId, by, number, act, method, proven)
    return proven
  }

  const recorded = await rooms.record(caseId, by, async (state) => {
    const { entries, tx, at } = state
    const now = await agreementNow(tx, caseId, sharedOf(entries), at)
    const ready = await readyStatement(tx, now, attempt)
    if (!ready.ok) return ready
    const { row, statement, side, keys } = ready.value
    const key = proven.value
    // Revoked between the proof and the lock.
    if (key !== undefined && !keys.some((k) => k.credential === key.credential)) {
      return refuse('passkey-rejected', 'This passkey was revoked. Nothing has been signed.', { why: 'revoked' })
    }
    const envelope = key?.envelope ?? byService(row.payload)
    if (!(await takeStatementRow(tx, row.nonce, at, envelope))) return USED
    if (key !== undefined) await keepCounter(tx, key)
    const digests = { statement: sha256Hex(row.payload), envelope: envelopeDigest(envelope) }
    const event = eventOf(now.state, statement, digests)
    const more = also === undefined ? undefined : await also(state, now, event)
    if (more?.ok === false) return more
    const acts = more === undefined ? [event] : [event, more.value.event]
    const done = await conclude(tx, caseId, now, by, acts)
    const value = {
      receipt: {
        act,
        proposal: number,
        digest: statement.subject[0].digest.sha256,
        ...digests,
        method,
        at,
        name: by.name,
        side,
        baseline: done.baseline,
      },
      also: more?.value.value,
    }
    return ok({ entries: [...done.entries, ...threadsOf(statement, runtime().ids)], value })
  })
  if (!recorded.ok) return recorded
  const last = recorded.value.entries.filter((entry) => entry.chain === 'shared').at(-1)
  if (last === undefined) throw new Error('An act is always recorded in the shared ledger.')
  const { receipt, also: value } = recorded.value.value
  return ok({ receipt: { ...receipt, ledger: { size: last.seq, head: last.hash } }, also: value })
}

/** @returns the passkey's envelope, or undefined when the password was right and the service vouches */
async function prove(
  person: Person,
  { password, assertion }: Proof,
  { row, keys, charter }: Ready,
): Promise<Outcome<ProvenByKey | undefined>> {
  if (assertion === undefined) {
    const right = await passwordAgain(person.personId, person.email, password ?? '')
    return right.ok ? ok(undefined) : right
  }
  if (charter.passkeys === null) return refuse('method-not-allowed', 'The charter of this version allows no passkeys.')
  return provePasskey(row.payload, assertion, keys, charter.passkeys)
}

function byService(payload: Uint8Array): Envelope {
  const { serviceKey } = runtime()
  return signEnvelope(payload, serviceKey.publicKeyHex, serviceKey.sign)
}

async function keepCounter(tx: Tx, { credential, counter }: ProvenByKey): Promise<void> {
  await tx.update(passkeys).set({ counter }).where(eq(passkeys.credential, credential))
}

/** An act that was not proven is told to the person's own side: it concerns their account and nobody else's. */
async function recordFailure(
  caseId: string,
  by: Author,
  proposal: number,
  act: Act,
  method: Method,
  { refusal }: Extract<Outcome<never>, { ok: false }>,
): Promise<void> {
  const { side } = by
  if (side === undefined || refusal.code === 'too-many-attempts') return
  const { why = refusal.code } = (refusal.details ?? {}) as { why?: string }
  const entry: NewEntry = { chain: side, kind: 'proposal.attempt-failed', body: { proposal, act, method, why } }
  await runtime().rooms.record(caseId, by, async () => ok({ entries: [entry], value: undefined }))
}
