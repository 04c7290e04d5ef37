import { eq } from 'drizzle-orm'
import { networkWords } from '@/lib/access/device-words'
import type { AssertionJson } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { people } from '../store/schema'
import { signInAttempts } from './attempts'
import { takeBackupCode, takeCode } from './code-app'
import { type AnyHeaders, addressOf } from './headers'
import { knownDevice } from './known-device'
import { checkPassword } from './passwords'
import { takeAssertion } from './sign-in-keys'
import { countTry, type StepRow } from './steps'

export interface SignedInPerson {
  readonly id: string
  readonly epoch: number
}

/**
 * [AUTH1] [AUTH2] [AUTH3] Checks a person's password. Unknown, disabled and wrong look the same.
 * @param linking  the password is to tie an account to the sign-in service, which takes one even where nothing else does
 * @returns refusals `wrong-credentials`, `too-many-attempts` and `password-off`
 */
export async function signIn(
  email: string,
  password: string,
  peer: AnyHeaders,
  linking = false,
): Promise<Outcome<SignedInPerson>> {
  const { db, env, log } = runtime()
  // Before anything is looked up, so that nothing is learned here.
  if (env.oidc?.only && !linking)
    return refuse('password-off', 'On this server people sign in by their organisation’s service.')
  const attempts = signInAttempts()
  const name = normalEmail(email).slice(0, 320)
  const address = addressOf(peer, env.trustProxy)
  const [person] = await db.select().from(people).where(eq(people.email, name))
  const known = person === undefined ? undefined : knownDevice(peer, person.id)
  const wait = attempts.wait(name, address, known)
  if (wait > 0) {
    return refuse('too-many-attempts', `Too many wrong passwords. Try again in ${Math.ceil(wait / 1000)} seconds.`)
  }
  // Counted before the slow check, so that many at once count too.
  attempts.failed(name, address, known)
  const right = await checkPassword(password, person?.passwordHash)
  if (!right || !person || person.disabled) {
    log.info('auth.refused', { network: networkWords(address) })
    return refuse('wrong-credentials', 'The e-mail address or the password is not right.')
  }
  attempts.succeeded(name, address, known)
  return ok({ id: person.id, epoch: person.sessionEpoch })
}

/** What somebody gives as the second step: one of them. */
export interface SecondStep {
  readonly code?: string
  readonly backup?: string
  readonly key?: AssertionJson
}

/**
 * [AUTH12] Checks the second step of a sign-in. Codes are counted for the person wherever they come from; a key cannot be
 * guessed, so it is looked at whatever strangers do.
 * @returns by what; refusals `wrong-code`, `step-expired` and `too-many-attempts`
 */
export async function secondStep(
  step: StepRow,
  { code, backup, key }: SecondStep,
  peer: AnyHeaders,
): Promise<Outcome<'code' | 'backup' | 'key'>> {
  const { db, log, env } = runtime()
  const { personId } = step
  const attempts = signInAttempts()
  // A browser that is known counts for itself: who has stolen the password elsewhere does not shut its owner out.
  const counted = `${personId} ${knownDevice(peer, personId) ?? ''}`
  const wait = key === undefined ? attempts.waitForCode(counted) : 0
  if (wait > 0) {
    return refuse('too-many-attempts', `Too many wrong codes. Try again in ${Math.ceil(wait / 1000)} seconds.`)
  }
  if (!(await countTry(step))) return STEP_EXPIRED
  if (key !== undefined) {
    if (step.challenge !== null && (await takeAssertion(personId, key, step.challenge))) return ok('key')
    return refuse('wrong-code', 'That key did not fit. Try again.')
  }
  attempts.codeFailed(counted)
  const right =
    backup === undefined ? await takeCode(db, personId, code ?? '') : await takeBackupCode(db, personId, backup)
  if (!right) {
    log.info('auth.second-step-refused', { network: networkWords(addressOf(peer, env.trustProxy)) })
    return refuse('wrong-code', 'The code is not right, or was used before.')
  }
  attempts.codeSucceeded(counted)
  return ok(backup === undefined ? 'code' : 'backup')
}

export const STEP_EXPIRED = refuse('step-expired', 'This took too long, or too many tries. Sign in again.')

/** How an address is stored and compared. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase()
}
