import { eq, sql } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { hashPassword, newPasswordComplaint } from '../auth/passwords'
import { normalEmail } from '../auth/sign-in'
import type { Db, Tx } from '../store/db'
import { accountEvents, backupCodes, codeApps, passwordResets, people, signInKeys, signInSteps } from '../store/schema'

/** What the command line has of a server. */
export interface Store {
  readonly db: Db
  readonly clock: () => string
  readonly ids: () => string
}

/**
 * [AUTH15] Gives somebody a new password from the command line. All their sessions end with the next request.
 * @param breached  the file of breached passwords, where there is one
 * @returns refusals `person-not-found` and `invalid`
 */
export function givePassword(
  store: Store,
  email: string,
  password: string,
  breached: string | undefined,
): Promise<Outcome<{ email: string }>> {
  return operate(store, email, 'password-set', async (tx, { id, email: address, name }) => {
    const complaint = await newPasswordComplaint(password, [address, name], breached)
    if (complaint !== undefined) return refuse('invalid', complaint)
    await tx
      .update(people)
      .set({ passwordHash: await hashPassword(password) })
      .where(eq(people.id, id))
    return ok()
  })
}

/** [AUTH14] Takes somebody's second factors off from the command line, for whom no administrator can do it. */
export function takeFactorsOff(store: Store, email: string): Promise<Outcome<{ email: string }>> {
  return operate(store, email, 'factors-reset', async (tx, { id }) => {
    for (const table of [codeApps, signInKeys, backupCodes]) await tx.delete(table).where(eq(table.personId, id))
    return ok()
  })
}

/**
 * [ORG1] Lets somebody administer the organisation they belong to: for organisations that have nobody who could name one.
 * @returns refusals `person-not-found`, `no-organisation` and `person-disabled`
 */
export async function nameAdministrator({ db }: Store, email: string): Promise<Outcome<{ email: string }>> {
  const address = normalEmail(email)
  return db.transaction(async (tx) => {
    const [person] = await tx.select().from(people).where(eq(people.email, address))
    if (person === undefined) return refuse('person-not-found', `There is no account for ${address}.`)
    if (person.organisationId === null) {
      return refuse('no-organisation', `${address} belongs to no organisation. Make an account with --organisation.`)
    }
    if (person.disabled) return refuse('person-disabled', `The account of ${address} is closed. Open it again first.`)
    await tx.update(people).set({ administersHome: true }).where(eq(people.id, person.id))
    return ok({ email: address })
  })
}

async function operate(
  { db, clock, ids }: Store,
  email: string,
  kind: 'password-set' | 'factors-reset',
  change: (tx: Tx, person: typeof people.$inferSelect) => Promise<Outcome<void>>,
): Promise<Outcome<{ email: string }>> {
  const address = normalEmail(email)
  return db.transaction(async (tx) => {
    const [person] = await tx.select().from(people).where(eq(people.email, address))
    if (person === undefined) return refuse('person-not-found', `There is no account for ${address}.`)
    const changed = await change(tx, person)
    if (!changed.ok) return changed
    await tx.delete(passwordResets).where(eq(passwordResets.personId, person.id))
    await tx.delete(signInSteps).where(eq(signInSteps.personId, person.id))
    await tx
      .update(people)
      .set({ sessionEpoch: sql`${people.sessionEpoch} + 1` })
      .where(eq(people.id, person.id))
    const note = 'by the command line'
    await tx.insert(accountEvents).values({ id: ids(), personId: person.id, at: clock(), actorId: null, kind, note })
    return ok({ email: address })
  })
}
