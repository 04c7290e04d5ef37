import { and, asc, eq, inArray, isNotNull } from 'drizzle-orm'
import type { OrganisationFactorsAnswer } from '@/lib/access/account-answer'
import type { RequireFactorRequest, ResetFactorsRequest } from '@/lib/access/account-requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { noteEvent } from '../auth/account-events'
import { factorsOf, hasFactor } from '../auth/code-app'
import type { Person } from '../auth/person'
import { closeSockets, endSessions } from '../auth/sessions'
import { dropSteps } from '../auth/steps'
import { tellPerson } from '../auth/tell-person'
import { runtime } from '../runtime'
import { accountEvents, backupCodes, codeApps, organisations, people, signInKeys } from '../store/schema'

/** [AUTH14] Who of my organisation has a second factor; for its administrators. */
export async function readOrganisationFactors(person: Person): Promise<Outcome<OrganisationFactorsAnswer>> {
  const home = await administeredBy(person)
  if (!home.ok) return home
  const { db } = runtime()
  const colleagues = await db
    .select()
    .from(people)
    .where(eq(people.organisationId, home.value.id))
    .orderBy(asc(people.name))
  const ids = colleagues.map(({ id }) => id)
  const apps = await db
    .select({ id: codeApps.personId })
    .from(codeApps)
    .where(and(inArray(codeApps.personId, ids), isNotNull(codeApps.confirmedAt)))
  const keys = await db.select({ id: signInKeys.personId }).from(signInKeys).where(inArray(signInKeys.personId, ids))
  const having = new Set([...apps, ...keys].map(({ id }) => id))
  const resets = await db
    .select()
    .from(accountEvents)
    .where(and(inArray(accountEvents.personId, ids), eq(accountEvents.kind, 'factors-reset')))
    .orderBy(asc(accountEvents.at))
  const names = new Map(colleagues.map(({ id, name }) => [id, name]))
  const last = new Map(
    resets.map(({ personId, at, actorId, note }) => [
      personId,
      { at, by: names.get(actorId ?? '') ?? 'whoever runs this server', reason: note },
    ]),
  )
  return ok({
    organisation: home.value.name,
    required: home.value.secondFactorRequired,
    people: colleagues
      .filter(({ disabled }) => !disabled)
      .map(({ id, name, email }) => ({ id, name, email, hasFactor: having.has(id), lastReset: last.get(id) ?? null })),
  })
}

/**
 * [AUTH14] Wants a second factor of everybody in my organisation, or no longer. Whoever has none is out at once, and led to
 * enrol one at the next sign-in. Only somebody who has one themselves can ask for it.
 */
export async function requireFactor(
  person: Person,
  { required }: RequireFactorRequest,
): Promise<Outcome<OrganisationFactorsAnswer>> {
  const home = await administeredBy(person)
  if (!home.ok) return home
  const { db } = runtime()
  if (required && !hasFactor(await factorsOf(db, person.personId))) {
    return refuse('factor-first', 'Enrol a second factor of your own first, under Account.')
  }
  await db.update(organisations).set({ secondFactorRequired: required }).where(eq(organisations.id, home.value.id))
  const answer = await readOrganisationFactors(person)
  if (answer.ok && required) {
    for (const { id, hasFactor: has } of answer.value.people) if (!has) await closeSockets(id)
  }
  return answer
}

/**
 * [AUTH14] Takes the second factors off a colleague who has lost them, and their backup codes. Their sessions end, they are
 * written to, and who did it and why stands in the history of the account.
 */
export async function resetFactors(
  person: Person,
  colleagueId: string,
  { reason }: ResetFactorsRequest,
): Promise<Outcome<OrganisationFactorsAnswer>> {
  const home = await administeredBy(person)
  if (!home.ok) return home
  if (colleagueId === person.personId) {
    return refuse(
      'own-factors',
      'Another administrator of your organisation resets yours; under Account you change them.',
    )
  }
  const { db } = runtime()
  const [colleague] = await db
    .select()
    .from(people)
    .where(and(eq(people.id, colleagueId), eq(people.organisationId, home.value.id)))
  if (colleague === undefined) return refuse('person-not-found', 'Nobody of your organisation has this account.')
  await dropFactors(colleagueId, person.personId, reason)
  return readOrganisationFactors(person)
}

/** The same by whoever is entitled to. @param actorId  null for the command line */
export async function dropFactors(personId: string, actorId: string | null, reason: string): Promise<void> {
  const { db } = runtime()
  const event = await db.transaction(async (tx) => {
    await tx.delete(codeApps).where(eq(codeApps.personId, personId))
    await tx.delete(signInKeys).where(eq(signInKeys.personId, personId))
    await tx.delete(backupCodes).where(eq(backupCodes.personId, personId))
    return noteEvent(tx, personId, 'factors-reset', { actorId, note: reason })
  })
  await dropSteps(personId)
  await endSessions(personId, 'all')
  await tellPerson(personId, event)
}

/** The organisation that this person administers. */
async function administeredBy(person: Person): Promise<Outcome<typeof organisations.$inferSelect>> {
  const [row] = await runtime()
    .db.select({ organisation: organisations, administers: people.administersHome })
    .from(people)
    .innerJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.id, person.personId))
  if (row?.administers) return ok(row.organisation)
  return refuse('not-allowed', 'Only administrators of an organisation see and change this.')
}
