import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { invitations, organisations, participants, passkeys, people } from '../store/schema'
import { type ListedInvitation, readInvitations } from './list-invitations'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administers: boolean
  /** They have left: nobody signs in by this account. */
  readonly closed: boolean
  /** Cases in which they take part, and passkeys that still sign. */
  readonly cases: number
  readonly keys: number
}

export interface OrganisationAnswer {
  readonly id: string
  readonly name: string
  readonly side?: Side
  readonly mayAdminister: boolean
  readonly people: readonly Colleague[]
  /** For its administrators only. */
  readonly invitations: readonly ListedInvitation[]
  readonly mail: boolean
}

export const NO_ORGANISATION = refuse(
  'organisation-not-found',
  'You belong to no organisation here. Ask an administrator of yours for an invitation.',
)

/** The seat of a person in their organisation. @returns undefined for who belongs to none */
export async function homeOf(db: Db | Tx, personId: string) {
  const [row] = await db
    .select({ organisation: organisations, administers: people.administersHome, disabled: people.disabled })
    .from(people)
    .innerJoin(organisations, eq(people.organisationId, organisations.id))
    .where(eq(people.id, personId))
  return row
}

/** [ORG1] My organisation: who belongs to it and who administers it. @returns refusal `organisation-not-found` */
export async function readOrganisation(person: Pick<Person, 'personId'>): Promise<Outcome<OrganisationAnswer>> {
  const { db, env } = runtime()
  const home = await homeOf(db, person.personId)
  if (home === undefined) return NO_ORGANISATION
  const { id, name, side } = home.organisation
  const rows = await db.select().from(people).where(eq(people.organisationId, id)).orderBy(asc(people.name))
  const ids = rows.map((row) => row.id)
  const seats = await db
    .select({ person: participants.personId, n: count() })
    .from(participants)
    .where(inArray(participants.personId, ids))
    .groupBy(participants.personId)
  const keys = await db
    .select({ person: passkeys.personId, n: count() })
    .from(passkeys)
    .where(and(inArray(passkeys.personId, ids), isNull(passkeys.revokedAt)))
    .groupBy(passkeys.personId)
  const of = (counts: typeof seats, person: string) => counts.find((one) => one.person === person)?.n ?? 0
  const open = home.administers ? await readInvitations(eq(invitations.organisationId, id)) : []
  return ok({
    id,
    name,
    ...(side === null ? {} : { side }),
    mayAdminister: home.administers,
    people: rows.map((row) => ({
      id: row.id,
      name: row.name,
      email: row.email,
      administers: row.administersHome,
      closed: row.disabled,
      cases: of(seats, row.id),
      keys: of(keys, row.id),
    })),
    invitations: open.map(({ maker, ...one }) => one),
    mail: env.smtpUrl !== undefined,
  })
}
