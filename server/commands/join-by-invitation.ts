import { eq } from 'drizzle-orm'
import type { JoinRequest } from '@/lib/access/access-requests'
import { mayComeIn } from '@/lib/access/invitation'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { comeIn } from '../access/come-in'
import { findInvitation } from '../access/invitation-store'
import { hashPassword, newPasswordComplaint } from '../auth/passwords'
import { normalEmail } from '../auth/sign-in'
import { runtime } from '../runtime'
import { people } from '../store/schema'
import { NO_INVITATION, pathOf } from './show-invitation'

/**
 * [INV6] Makes an account by an invitation and comes in with it, both or neither. The new account belongs to the
 * organisation of who made the invitation when that one administers it and stands on the same side; and its address counts
 * as theirs only when the invitation was sent there.
 * @returns where to go once signed in; refusals `not-allowed` (no passwords on this server), `account-exists`, `invalid`, and those of `comeIn`
 */
export async function joinByInvitation(request: JoinRequest): Promise<Outcome<{ path: string; email: string }>> {
  const { db, ids, clock } = runtime()
  const { token, name, password } = request
  const email = normalEmail(request.email)
  const personId = ids()
  if (runtime().env.oidc?.only === true) return NO_PASSWORDS
  // Before any work is done for somebody who has no invitation.
  const row = await findInvitation(db, token)
  if (row === undefined) return NO_INVITATION
  const may = mayComeIn(row, { personId, name, email }, clock())
  if (!may.ok) return may.refusal.code === 'invitation-for-another' ? FOR_ANOTHER : may
  const complaint = await newPasswordComplaint(password, [email, name], runtime().env.breachedPasswords)
  if (complaint !== undefined) return refuse('invalid', complaint)
  const exists = refuse('account-exists', `There is an account for ${email} already. Sign in with it instead.`)
  if ((await db.select({ id: people.id }).from(people).where(eq(people.email, email))).length > 0) return exists
  const passwordHash = await hashPassword(password)
  const came = await comeIn(token, {
    personId,
    email,
    name,
    settle: async (tx, _row, organisationId, createdAt) => {
      const account = { id: personId, email, name, organisationId, passwordHash, createdAt, emailProven: false }
      const made = await tx.insert(people).values(account).onConflictDoNothing().returning({ id: people.id })
      return made.length === 1 ? ok() : exists
    },
  })
  return came.ok ? ok({ path: pathOf(came.value), email }) : came
}

const NO_PASSWORDS = refuse(
  'not-allowed',
  'Nobody has a password here: sign in by your organisation, then come in by the invitation.',
)

const FOR_ANOTHER = refuse(
  'invitation-for-another',
  'This invitation is for another e-mail address. Give the one that it was sent to.',
)
