import { eq } from 'drizzle-orm'
import { maskedEmail, mayComeIn } from '@/lib/access/invitation'
import type { Side } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { findInvitation } from '../access/invitation-store'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { cases, organisations, people } from '../store/schema'

/** What somebody who holds the link is told before they come in. */
export interface ShownInvitation {
  readonly by: string
  /** Of the case, or of the organisation. */
  readonly title: string
  readonly into: 'case' | 'organisation'
  readonly side?: Side
  /** The organisation that stands on that side. */
  readonly organisation?: string
  readonly rights: readonly string[]
  readonly expiresAt: string
  /** The address that it is bound to; only its beginning for somebody who is not that person. */
  readonly email?: string
  /** The person who is signed in has come in by it before: where to go. */
  readonly path?: string
}

export const NO_INVITATION = refuse(
  'invitation-not-found',
  'There is no such invitation. Check that the whole link was copied, or ask for a new one.',
)

/**
 * [INV2] [INV3] Reads an invitation by its link, and whether this person could come in by it.
 * @param person absent while nobody is signed in
 * @returns refusals `invitation-not-found`, `invitation-used`, `invitation-revoked`, `invitation-expired`,
 *   `invitation-for-another`
 */
export async function showInvitation(token: string, person: Person | undefined): Promise<Outcome<ShownInvitation>> {
  const { db, clock } = runtime()
  const row = await findInvitation(db, token)
  if (row === undefined) return NO_INVITATION
  const email = row.email ?? ''
  const comer = person ?? { personId: '', email, name: '' }
  const may = mayComeIn(row, comer, clock())
  const again = person !== undefined && row.acceptedBy === person.personId
  if (!may.ok && !again) return may
  const [by] = await db.select({ name: people.name }).from(people).where(eq(people.id, row.madeBy))
  const where = await placeOf(row)
  if (by === undefined || where === undefined) return NO_INVITATION
  return ok({
    by: by.name,
    ...where,
    rights: row.rights,
    expiresAt: row.expiresAt,
    side: row.side ?? undefined,
    ...(row.email === null ? {} : { email: person === undefined ? maskedEmail(row.email) : row.email }),
    ...(again ? { path: pathOf(row) } : {}),
  })
}

/** Where somebody who came in goes first. */
export function pathOf({ caseId }: { readonly caseId: string | null }): string {
  return caseId === null ? '/organisation' : `/cases/${encodeURIComponent(caseId)}`
}

async function placeOf({
  caseId,
  organisationId,
  side,
}: {
  readonly caseId: string | null
  readonly organisationId: string | null
  readonly side: Side | null
}): Promise<Pick<ShownInvitation, 'title' | 'into' | 'organisation'> | undefined> {
  const { db } = runtime()
  if (caseId !== null) {
    const [row] = await db.select().from(cases).where(eq(cases.id, caseId))
    if (row === undefined) return undefined
    const organisation = side === null ? {} : { organisation: row[`${side}Organisation`] }
    return { title: row.title, into: 'case', ...organisation }
  }
  const [row] = await db
    .select()
    .from(organisations)
    .where(eq(organisations.id, organisationId ?? ''))
  return row && { title: row.name, into: 'organisation' }
}
