import { eq } from 'drizzle-orm'
import type { AcceptRequest } from '@/lib/access/access-requests'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { comeIn } from '../access/come-in'
import type { Person } from '../auth/person'
import { normalEmail } from '../auth/sign-in'
import { tellCase } from '../passkeys/tell-cases'
import { runtime } from '../runtime'
import { people } from '../store/schema'
import { pathOf } from './show-invitation'

/** [INV3] Comes in by an invitation with the account that is signed in. @returns where to go; refusals of `comeIn` */
export async function acceptInvitation(person: Person, { token }: AcceptRequest): Promise<Outcome<{ path: string }>> {
  const { db } = runtime()
  const { personId, name, organisationSide: home } = person
  const [row] = await db.select({ organisationId: people.organisationId }).from(people).where(eq(people.id, personId))
  const organisationId = row?.organisationId ?? null
  const came = await comeIn(token, { personId, name, email: normalEmail(person.email), home, organisationId })
  if (!came.ok) return came
  // Somebody who may sign brings their keys along.
  const { caseId, side } = came.value
  if (caseId !== null && side !== undefined) await tellCase(caseId, personId, { personId, name, side })
  return ok({ path: pathOf(came.value) })
}
