import { and, eq, isNull, sql } from 'drizzle-orm'
import type { ColleagueRequest } from '@/lib/access/access-requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { giveUpSeats, type Kept, LEFT } from '../access/give-up-seats'
import type { Person } from '../auth/person'
import { keysOf, revokeKey } from '../passkeys/key-store'
import { runtime } from '../runtime'
import type { Tx } from '../store/db'
import { invitations, organisations, people } from '../store/schema'
import { NOT_A_COLLEAGUE, NOT_ADMINISTRATOR } from './read-colleague'
import { homeOf, NO_ORGANISATION, type OrganisationAnswer, readOrganisation } from './read-organisation'

export type ColleagueAnswer = OrganisationAnswer & {
  /** Cases that nobody could take over: the seat is still there, without anybody who signs in. */
  readonly kept: readonly Kept[]
}

/**
 * [ORG1] [ORG2] Names or dismisses an administrator of the organisation, closes the account of somebody who leaves, or opens
 * it again. An account that is closed gets nothing from that moment; then the keys are revoked and every seat is given up.
 * What a crash cut short, closing once more completes.
 * @returns the organisation afterwards; refusals `organisation-not-found`, `not-allowed`, `person-not-found`,
 *   `last-administrator`, `own-account`
 */
export async function setColleague(
  person: Person,
  { person: subjectId, act, handTo }: ColleagueRequest,
): Promise<Outcome<ColleagueAnswer>> {
  const { db } = runtime()
  const done = await db.transaction(async (tx) => {
    const home = await homeOf(tx, person.personId)
    if (home === undefined) return NO_ORGANISATION
    // One after the other: two administrators may dismiss each other at once.
    await tx.select().from(organisations).where(eq(organisations.id, home.organisation.id)).for('update')
    const present = await tx.select().from(people).where(eq(people.organisationId, home.organisation.id))
    const self = present.find(({ id }) => id === person.personId)
    const subject = present.find(({ id }) => id === subjectId)
    if (self === undefined || self.disabled || !self.administersHome) return NOT_ADMINISTRATOR
    if (subject === undefined) return NOT_A_COLLEAGUE
    const others = present.filter((one) => one.administersHome && !one.disabled && one.id !== subject.id)
    const ends = act === 'dismiss' || act === 'deactivate'
    if (ends && subject.administersHome && others.length === 0) return LAST
    if (act === 'deactivate' && subject.id === self.id) return OWN
    await change(tx, subject.id, act)
    const successor = present.find(({ id, disabled }) => id === (handTo ?? self.id) && id !== subject.id && !disabled)
    return ok({ subject, successor: successor ?? self })
  })
  if (!done.ok) return done
  let kept: readonly Kept[] = []
  if (act === 'deactivate') {
    const { subject, successor } = done.value
    await endKeys(subject.id)
    kept = await giveUpSeats(person, subject, successor)
  }
  const answer = await readOrganisation(person)
  return answer.ok ? ok({ ...answer.value, kept }) : answer
}

async function change(tx: Tx, id: string, act: ColleagueRequest['act']): Promise<void> {
  const set =
    act === 'appoint'
      ? { administersHome: true }
      : act === 'dismiss'
        ? { administersHome: false }
        : act === 'reactivate'
          ? { disabled: false }
          : { disabled: true, administersHome: false, sessionEpoch: sql`${people.sessionEpoch} + 1` }
  await tx.update(people).set(set).where(eq(people.id, id))
  if (act === 'dismiss' || act === 'deactivate') {
    await tx
      .update(invitations)
      .set({ revokedAt: runtime().clock() })
      .where(
        and(
          eq(invitations.madeBy, id),
          isNull(invitations.caseId),
          isNull(invitations.acceptedBy),
          isNull(invitations.revokedAt),
        ),
      )
  }
}

/** [ORG2] Every key of theirs signs nothing from now on; each case is told as its seat is given up. */
async function endKeys(personId: string): Promise<void> {
  const { db, clock } = runtime()
  for (const { credential, revokedAt } of await keysOf(db, personId)) {
    if (revokedAt === null) await revokeKey(db, personId, credential, clock(), LEFT)
  }
}

const LAST = refuse('last-administrator', 'An organisation keeps at least one administrator. Name another one first.')
const OWN = refuse('own-account', 'Nobody closes their own account: ask another administrator of your organisation.')
