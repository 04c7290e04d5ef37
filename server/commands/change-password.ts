import { eq } from 'drizzle-orm'
import type { ChangePasswordRequest } from '@/lib/access/account-requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { passwordAgain } from '../agreement/password-again'
import { noteEvent } from '../auth/account-events'
import { hashPassword, newPasswordComplaint } from '../auth/passwords'
import type { Person } from '../auth/person'
import { withNewSession } from '../auth/renew-session'
import { tellPerson } from '../auth/tell-person'
import { runtime } from '../runtime'
import { passwordResets, people } from '../store/schema'

/** [AUTH8] [AUTH10] Changes my password, with the one I have; every other session of mine ends. */
export async function changePassword(
  person: Person,
  { current, password }: ChangePasswordRequest,
  request: Request,
): Promise<Outcome<Response>> {
  const { db } = runtime()
  const { personId, email, name } = person
  const again = await passwordAgain(
    personId,
    email,
    current,
    'Your present password is not right. Nothing was changed.',
  )
  if (!again.ok) return again
  const complaint = await newPasswordComplaint(password, [email, name], runtime().env.breachedPasswords)
  if (complaint !== undefined) return refuse('password-refused', complaint)
  const passwordHash = await hashPassword(password)
  await db.update(people).set({ passwordHash }).where(eq(people.id, personId))
  await db.delete(passwordResets).where(eq(passwordResets.personId, personId))
  await tellPerson(personId, await noteEvent(db, personId, 'password-changed'))
  return ok(await withNewSession(person, request, { changed: true }))
}
