import { envelopeDigest, signEnvelope } from '@/lib/agreement/dsse'
import type { AgreementEvent } from '@/lib/agreement/events'
import { reduceAgreement } from '@/lib/agreement/proposal'
import { afterSigning } from '@/lib/agreement/proposal-rules'
import type { TakeRequest } from '@/lib/agreement/requests'
import { type Act, readStatement, type Statement } from '@/lib/agreement/statement'
import { sha256Hex } from '@/lib/gsn/digest'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { authorOf } from '../commands/author'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import type { Author } from '../sync/rooms'
import { asEntry, readShared, sharedOf } from './context'
import { mayAct, RIGHT_OF } from './may-act'
import { passwordAgain } from './password-again'
import { insertBaseline, readStatementRow, type StatementRow, takeStatementRow } from './proposal-store'
import { readRoster } from './roster'

/** What a person gets for an act: enough to recognise the version and its place in the history years later. */
export interface Receipt {
  readonly act: Act
  readonly proposal: number
  /** Digest of the version. */
  readonly digest: string
  /** SHA-256 of the statement, and of the envelope with its signature. */
  readonly statement: string
  readonly envelope: string
  readonly at: string
  readonly name: string
  readonly side: 'mdm' | 'hdo'
  /** Where the shared history stands after the act. */
  readonly ledger: { readonly size: number; readonly head: string }
  /** Number of the baseline that came into force by this act; null otherwise. */
  readonly baseline: number | null
}

/**
 * Takes a prepared statement: the same order of checks before and inside the transaction. Before, so that the slow
 * password check never holds the case; inside, because everything may have changed meanwhile.
 */
export async function takeStatement(
  person: Person,
  caseId: string,
  number: number,
  act: Act,
  request: TakeRequest,
): Promise<Outcome<Receipt>> {
  const allowed = await authorise(person, caseId, RIGHT_OF[act])
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { db, rooms, clock, serviceKey } = runtime()
  const early = await ready(db, await readShared(caseId), {
    caseId,
    number,
    act,
    by,
    nonce: request.nonce,
    at: clock(),
  })
  if (!early.ok) return early

  const proven = await passwordAgain(person.personId, person.email, request.password)
  if (!proven.ok) {
    if (proven.refusal.code === 'wrong-password') await recordFailure(caseId, by, number, act)
    return proven
  }

  const recorded = await rooms.record(caseId, by, async ({ entries, tx, at }) => {
    const shared = sharedOf(entries)
    const now = await ready(tx, shared, { caseId, number, act, by, nonce: request.nonce, at })
    if (!now.ok) return now
    const { row, statement, side } = now.value
    const roster = await readRoster(tx, caseId)
    const entitled = (id: string, of: 'mdm' | 'hdo') => roster[of].some((s) => s.id === id)
    // The right may have been taken back between the request and the lock.
    if (act !== 'withdraw' && !entitled(by.personId, side)) {
      return refuse('not-allowed', `You may no longer sign for your side. Ask its administrator.`)
    }
    const envelope = signEnvelope(row.payload, serviceKey.publicKeyHex, serviceKey.sign)
    if (!(await takeStatementRow(tx, row.nonce, at, envelope))) return USED
    const proof = { statement: sha256Hex(row.payload), envelope: envelopeDigest(envelope) }
    const event = eventOf(statement, proof)
    const after = reduceAgreement([...shared, asEntry(event, by, at)])
    const follow = act === 'sign' ? afterSigning(after, entitled) : []
    const force = follow.find((e) => e.kind === 'baseline.in-force')
    if (force !== undefined) {
      const { baseline, proposal, digest } = force.body
      await insertBaseline(tx, { caseId, number: baseline, at, proposal, digest })
    }
    const { digest } = event.body
    const value = {
      act,
      proposal: number,
      digest,
      ...proof,
      at,
      name: by.name,
      side,
      baseline: force?.body.baseline ?? null,
    }
    const told = [event, ...follow].map((e): NewEntry => ({ chain: 'shared', ...e }))
    return ok({ entries: [...told, ...threadsOf(statement)], value })
  })
  if (!recorded.ok) return recorded
  const last = recorded.value.entries.filter((entry) => entry.chain === 'shared').at(-1)
  if (last === undefined) throw new Error('An act is always recorded in the shared ledger.')
  return ok({ ...recorded.value.value, ledger: { size: last.seq, head: last.hash } })
}

const USED = refuse('statement-used', 'This has been done already. Look at the proposal again.')

interface Attempt {
  readonly caseId: string
  readonly number: number
  readonly act: Act
  readonly by: Author
  readonly nonce: string
  readonly at: string
}

/** Rostered, the proposal's state, the statement theirs, in time, unused, and nothing happened since it was prepared. */
async function ready(
  db: Db | Tx,
  shared: readonly LedgerEntry[],
  { caseId, number, act, by, nonce, at }: Attempt,
): Promise<Outcome<{ row: StatementRow; statement: Statement; side: 'mdm' | 'hdo' }>> {
  const row = await readStatementRow(db, caseId, nonce)
  const statement = row === undefined ? undefined : readStatement(row.payload)
  if (row === undefined || statement === undefined || row.proposal !== number || row.act !== act) {
    return refuse('statement-not-found', 'There is nothing prepared to be signed. Open the proposal again.')
  }
  // Somebody else's statement, taken by a person who has learnt its number.
  if (row.personId !== by.personId) return refuse('not-your-statement', 'This was prepared for another person.')
  if (row.takenAt !== null) return USED
  const digest = statement.subject[0].digest.sha256
  const may = mayAct(reduceAgreement(shared), act, number, digest, by, at)
  if (!may.ok) return may
  if (row.expiresAt <= at) {
    return refuse('statement-expired', 'More than five minutes have passed. Read once more what you sign, then go on.')
  }
  const { size, head } = statement.predicate.ledger
  const witnessed = shared[size - 1]
  const since = shared.slice(size).filter(({ kind }) => /^(proposal|baseline|participant)\./.test(kind))
  if ((size > 0 && witnessed?.hash !== head) || since.length > 0) {
    return refuse('agreement-changed', 'Something happened to this proposal since you opened it. Look at it again.', {
      since: since.map(({ kind, at: when, actor }) => ({ kind, at: when, by: actor.name })),
    })
  }
  return ok({ row, statement, side: may.value.side })
}

function eventOf(
  { subject, predicate }: Statement,
  proof: { statement: string; envelope: string },
): Exclude<AgreementEvent, { kind: 'proposal.password-failed' }> {
  const { act, proposal, side, reason } = predicate
  const about = { proposal, digest: subject[0].digest.sha256, side, ...proof }
  switch (act) {
    case 'sign':
      return { kind: 'proposal.signed', body: about }
    case 'refuse': {
      const { code, text, elements } = reason
      return {
        kind: 'proposal.refused',
        body: { ...about, code: code === '' ? 'other' : code, text, elements: [...elements] },
      }
    }
    case 'withdraw':
      return { kind: 'proposal.withdrawn', body: { ...about, reason: reason.text } }
  }
}

/** A refusal opens a conversation on each element it names. */
function threadsOf({ predicate: { act, reason, proposal } }: Statement): NewEntry[] {
  if (act !== 'refuse') return []
  return [...new Set(reason.elements)].map((element) => ({
    chain: 'shared',
    kind: 'thread.opened',
    body: { thread: runtime().ids(), element, text: `Version ${proposal} was refused: ${reason.text}` },
  }))
}

/** A wrong password is told to the signer's own side: it concerns their account and nobody else's. */
async function recordFailure(caseId: string, by: Author, proposal: number, act: Act): Promise<void> {
  const { side } = by
  if (side === undefined) return
  const entry: NewEntry = { chain: side, kind: 'proposal.password-failed', body: { proposal, act } }
  await runtime().rooms.record(caseId, by, async () => ok({ entries: [entry], value: undefined }))
}
