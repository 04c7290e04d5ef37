import { and, eq } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import { type Home, readSideClaim } from '@/lib/access/side-claim'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { identities, organisations, people } from '../store/schema'
import { normalEmail } from './sign-in'

/** What a sign-in service says of somebody, checked: signature, issuer, audience, times and nonce are right. */
export type Claims = Readonly<Record<string, unknown>> & { readonly sub: string }

/** Whose account it is: theirs, or one that is tied to it only after its own password was given. */
export interface OidcPerson {
  readonly id: string
  readonly epoch: number
  readonly link?: { readonly issuer: string; readonly subject: string; readonly needsPassword: boolean }
}

/**
 * [AUTH17] Finds or makes the account of somebody who comes from the sign-in service. An account is known by issuer and
 * subject. By its address only when the service has verified that, and an account with a password of its own only once
 * that password was given here.
 * @returns refusals `oidc-email`, `oidc-other`, `oidc-side` and `oidc-disabled`
 */
export async function oidcPerson(issuer: string, claims: Claims): Promise<Outcome<OidcPerson>> {
  const { db } = runtime()
  const subject = String(claims.sub).slice(0, 255)
  const home = await homeOf(claims)
  if (!home.ok) return home
  const [tied] = await db
    .select({ person: people })
    .from(identities)
    .innerJoin(people, eq(identities.personId, people.id))
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))
  if (tied !== undefined) return mayEnter(tied.person, home.value)

  const email = typeof claims.email === 'string' ? normalEmail(claims.email).slice(0, 320) : ''
  if (!email.includes('@') || claims.email_verified !== true) {
    return refuse('oidc-email', 'Your sign-in service gave no e-mail address that it has verified.')
  }
  const link = { issuer, subject }
  const [there] = await db.select().from(people).where(eq(people.email, email))
  if (there === undefined) return make({ email, name: nameOf(claims, email) }, link, home.value)
  const [other] = await db
    .select()
    .from(identities)
    .where(and(eq(identities.issuer, issuer), eq(identities.personId, there.id)))
  // The address went over to somebody else at the service; the account here did not.
  if (other !== undefined) return refuse('oidc-other', 'That address belongs to another account of the service here.')
  const may = await mayEnter(there, home.value)
  return may.ok ? ok({ ...may.value, link: { ...link, needsPassword: there.passwordHash !== null } }) : may
}

interface HomeRow {
  readonly id: string
  readonly side: Side | null
}

/** [AUTH18] Whether a known person still comes from the side that their account stands on. */
async function mayEnter(person: typeof people.$inferSelect, home: HomeRow | undefined): Promise<Outcome<OidcPerson>> {
  if (person.disabled) return refuse('oidc-disabled', 'This account is closed.')
  const { db } = runtime()
  const entered = { id: person.id, epoch: person.sessionEpoch }
  if (home === undefined) return ok(entered)
  if (person.organisationId === null) {
    await db.update(people).set({ organisationId: home.id }).where(eq(people.id, person.id))
    return ok(entered)
  }
  const [own] = await db.select().from(organisations).where(eq(organisations.id, person.organisationId))
  if (own?.side !== null && own?.side !== home.side) {
    return refuse('oidc-side', 'The service says another side than the one this account stands on.')
  }
  return ok(entered)
}

async function make(
  { email, name }: { email: string; name: string },
  { issuer, subject }: { issuer: string; subject: string },
  home: HomeRow | undefined,
): Promise<Outcome<OidcPerson>> {
  const { db, ids, clock } = runtime()
  const id = ids()
  const made = await db.transaction(async (tx) => {
    const rows = await tx
      .insert(people)
      .values({ id, email, name, organisationId: home?.id, createdAt: clock() })
      .onConflictDoNothing()
      .returning({ id: people.id })
    if (rows.length === 1) await tx.insert(identities).values({ issuer, subject, personId: id, linkedAt: clock() })
    return rows.length === 1
  })
  return made ? ok({ id, epoch: 1 }) : refuse('oidc-other', 'Somebody else has just taken this address.')
}

function nameOf(claims: Claims, email: string): string {
  const said = [
    claims.name,
    [claims.given_name, claims.family_name].filter(Boolean).join(' '),
    claims.preferred_username,
  ]
  const name = said.find((one): one is string => typeof one === 'string' && one.trim() !== '')
  return (name ?? email.split('@')[0] ?? email).replace(/\s+/g, ' ').trim().slice(0, 200)
}

/** The organisation that the claim names; undefined where no claim is set up. */
async function homeOf(claims: Claims): Promise<Outcome<HomeRow | undefined>> {
  const { env, db } = runtime()
  const claim = env.oidc?.sideClaim
  if (claim === undefined) return ok(undefined)
  const all = await db.select().from(organisations)
  const sides = new Map(all.map(({ name, side }) => [name, side ?? ('none' as const)]))
  const [home, ...more] = readSideClaim(claims[claim], (name) => sides.get(name))
  if (home === undefined) return refuse('oidc-side', 'Your sign-in service does not say for which side you work.')
  if (more.length > 0) return refuse('oidc-side', 'Your sign-in service names more than one side for you.')
  return organisationOf(home, String(claims.email ?? ''))
}

/** The organisation of a home. One that is named by its side alone is called by the domain of the person's address. */
async function organisationOf({ side, organisation }: Home, email: string): Promise<Outcome<HomeRow | undefined>> {
  const { db, ids, clock } = runtime()
  if (organisation === undefined && side !== undefined) {
    const ofSide = await db.select().from(organisations).where(eq(organisations.side, side))
    if (ofSide.length === 1) return ok(ofSide[0])
  }
  const name = organisation ?? email.split('@')[1]?.toLowerCase() ?? ''
  if (name === '') return refuse('oidc-side', 'Your sign-in service does not say for which organisation you work.')
  await db.insert(organisations).values({ id: ids(), name, side, createdAt: clock() }).onConflictDoNothing()
  const [row] = await db.select().from(organisations).where(eq(organisations.name, name))
  if (row === undefined || (side !== undefined && row.side !== side)) {
    return refuse('oidc-side', 'The service says another side than the one that organisation stands on here.')
  }
  return ok(row)
}
