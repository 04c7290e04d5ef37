import { eq } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { SignInAttempts } from '../auth/attempts'
import { checkPassword } from '../auth/passwords'
import { runtime } from '../runtime'
import { people } from '../store/schema'

// One count for the whole process, whichever bundle asks.
const KEY = Symbol.for('accord.signing-attempts')
const holder = globalThis as { [KEY]?: SignInAttempts }

/**
 * Checks the password that a signatory typed again. Wrong ones make the next attempt wait and never lock anyone out:
 * who can make a signatory unable to sign has a veto.
 * @param wrong  the sentence for a wrong one
 * @returns refusals `wrong-password` and `too-many-attempts`
 */
export async function passwordAgain(
  personId: string,
  email: string,
  password: string,
  wrong = 'The password is not right. Nothing has been signed; type it again.',
): Promise<Outcome<void>> {
  holder[KEY] ??= new SignInAttempts(Date.now)
  const attempts = holder[KEY]
  const wait = attempts.wait(email, '', 'signing')
  if (wait > 0) {
    return refuse('too-many-attempts', `Too many wrong passwords. Try again in ${Math.ceil(wait / 1000)} seconds.`)
  }
  // Counted before the slow check, so that many at once count too.
  attempts.failed(email, '', 'signing')
  const [row] = await runtime().db.select().from(people).where(eq(people.id, personId))
  const right = await checkPassword(password, row?.passwordHash)
  if (!right || row === undefined || row.disabled) {
    return refuse('wrong-password', wrong)
  }
  attempts.succeeded(email, '', 'signing')
  return ok()
}
