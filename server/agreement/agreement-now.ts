import { eq } from 'drizzle-orm'
import { type CharterState, reduceCharter } from '@/lib/agreement/charter-state'
import { dueEvents, nextDue, SERVICE } from '@/lib/agreement/due'
import type { AgreementEvent } from '@/lib/agreement/events'
import type { AgreementState } from '@/lib/agreement/proposal'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import type { Db, Tx } from '../store/db'
import { agreementDue } from '../store/schema'
import type { Author } from '../sync/rooms'
import { asEntry } from './context'
import { insertBaseline } from './proposal-store'
import { readStanding, type Standing } from './roster'

/** The agreement of a case at a moment: what is recorded, and what the clock and lost rights have made of it. */
export interface AgreementNow {
  readonly at: string
  readonly shared: readonly LedgerEntry[]
  /** With `due` in it. */
  readonly state: AgreementState
  readonly charter: CharterState
  readonly standing: Standing
  /** What the service has not recorded yet. */
  readonly due: readonly AgreementEvent[]
}

/** @param shared the shared chain of the case, whole */
export async function agreementNow(
  db: Db | Tx,
  caseId: string,
  shared: readonly LedgerEntry[],
  at: string,
): Promise<AgreementNow> {
  const charter = reduceCharter(shared)
  const standing = await readStanding(db, caseId, shared, charter.inForce?.charter, at)
  const recorded = reduceAgreement(shared)
  const due = dueEvents(recorded, at, standing.entitled)
  return { at, shared, state: withService(recorded, due, at), charter, standing, due }
}

export interface Concluded {
  /** What was due, the acts, and what follows from them, in the order in which they are to be recorded. */
  readonly entries: readonly NewEntry[]
  readonly state: AgreementState
  /** Number of the baseline that came into force by this; null otherwise. */
  readonly baseline: number | null
}

/**
 * Concludes what was decided with the case locked: the entries to record, and the rows that go with them. Every
 * writer of an agreement goes through here, so that what follows from an act is never left out.
 * @param acts what the person did, in order; may be empty
 */
export async function conclude(
  tx: Tx,
  caseId: string,
  now: AgreementNow,
  by: Author,
  acts: readonly AgreementEvent[],
  standing: Standing = now.standing,
): Promise<Concluded> {
  const acted = reduceAgreement(
    acts.map((event) => asEntry(event, by, now.at)),
    now.state,
  )
  const follow = dueEvents(acted, now.at, standing.entitled)
  const state = withService(acted, follow, now.at)
  let baseline: number | null = null
  for (const event of [...now.due, ...follow]) {
    if (event.kind !== 'baseline.in-force') continue
    const { baseline: number, proposal, digest } = event.body
    await insertBaseline(tx, { caseId, number, at: now.at, proposal, digest })
    if (follow.includes(event)) baseline = number
  }
  await remindAt(tx, caseId, nextDue(state))
  const entries = [
    ...now.due.map((event): NewEntry => ({ chain: 'shared', by: 'service', ...event })),
    ...acts.map((event): NewEntry => ({ chain: 'shared', ...event })),
    ...follow.map((event): NewEntry => ({ chain: 'shared', by: 'service', ...event })),
  ]
  return { entries, state, baseline }
}

function withService(state: AgreementState, events: readonly AgreementEvent[], at: string): AgreementState {
  return reduceAgreement(
    events.map((event) => ({ ...event, at, actor: SERVICE })),
    state,
  )
}

/** Tells the timer when to look at this case again. */
async function remindAt(tx: Tx, caseId: string, at: string | undefined): Promise<void> {
  if (at === undefined) await tx.delete(agreementDue).where(eq(agreementDue.caseId, caseId))
  else {
    const row = { caseId, at }
    await tx.insert(agreementDue).values(row).onConflictDoUpdate({ target: agreementDue.caseId, set: row })
  }
}
