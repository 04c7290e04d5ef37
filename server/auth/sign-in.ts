import { eq } from 'drizzle-orm'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { people } from '../store/schema'
import { SignInAttempts } from './attempts'
import { type AnyHeaders, addressOf } from './headers'
import { checkPassword } from './passwords'

export interface SignedInPerson {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly epoch: number
}

// One count for the whole process, whichever bundle asks.
const KEY = Symbol.for('accord.sign-in-attempts')
const holder = globalThis as { [KEY]?: SignInAttempts }

/**
 * [AUTH1] [AUTH2] [AUTH3] Checks a person's password. Unknown, disabled and wrong look the same.
 * @returns refusals `wrong-credentials` and `too-many-attempts`
 */
export async function signIn(email: string, password: string, peer: AnyHeaders): Promise<Outcome<SignedInPerson>> {
  const { db, env, log } = runtime()
  holder[KEY] ??= new SignInAttempts(Date.now)
  const attempts = holder[KEY]
  const name = normalEmail(email).slice(0, 320)
  const address = addressOf(peer, env.trustProxy)
  const wait = attempts.wait(name, address)
  if (wait > 0) {
    return refuse('too-many-attempts', `Too many wrong passwords. Try again in ${Math.ceil(wait / 1000)} seconds.`)
  }
  // Counted before the slow check, so that many at once count too.
  attempts.failed(name, address)
  const [person] = await db.select().from(people).where(eq(people.email, name))
  const right = await checkPassword(password, person?.passwordHash)
  if (!right || !person || person.disabled) {
    log.info('auth.refused', { address })
    return refuse('wrong-credentials', 'The e-mail address or the password is not right.')
  }
  attempts.succeeded(name, address)
  return ok({ id: person.id, email: person.email, name: person.name, epoch: person.sessionEpoch })
}

/** How an address is stored and compared. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
