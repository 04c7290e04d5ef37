import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { and, eq } from 'drizzle-orm'
import { ALGORITHMS } from '@/lib/agreement/cose-key'
import type { AssertionJson, EnrolRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { passkeyHost } from '../passkeys/enrol'
import { keepChallenge, takeChallenge } from '../passkeys/key-store'
import { runtime } from '../runtime'
import type { Db } from '../store/db'
import { signInKeys } from '../store/schema'
import { after } from './sessions'

/**
 * [AUTH13] Keys for signing in. They are other credentials than those that sign agreements, under another user handle, so
 * that neither takes the other's place in an authenticator, and no sign-in, whatever challenge somebody slips into it, can
 * yield a signature that any version's roster would take.
 */

/** Seconds in which an enrolment has to be finished. */
const SECONDS = 10 * 60

/** Under which the challenges of these enrolments are kept: never mixed up with those of signing keys. */
const owner = (personId: string) => `sign-in/${personId}`

export function keysForSignIn(db: Db, personId: string) {
  return db.select().from(signInKeys).where(eq(signInKeys.personId, personId)).orderBy(signInKeys.createdAt)
}

/** What the browser asks the authenticator for. */
export async function keyEnrolOptions(person: {
  readonly personId: string
  readonly email: string
  readonly name: string
}) {
  const host = passkeyHost()
  if (!host.ok) return host
  const { db, clock } = runtime()
  const own = await keysForSignIn(db, person.personId)
  const options = await generateRegistrationOptions({
    rpName: 'Accord',
    rpID: host.value,
    userID: Uint8Array.from(Buffer.from(owner(person.personId))),
    userName: person.email,
    userDisplayName: `${person.name}: signing in`,
    attestationType: 'none',
    excludeCredentials: own.map(({ credential }) => ({ id: credential })),
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    supportedAlgorithmIDs: [...ALGORITHMS],
    timeout: SECONDS * 1000,
  })
  const at = clock()
  const row = { challenge: options.challenge, personId: owner(person.personId), expiresAt: after(at, SECONDS) }
  await keepChallenge(db, row, at)
  return ok(options)
}

/** Enrols a key for signing in. @returns its name */
export async function enrolSignInKey(
  personId: string,
  { label, registration }: EnrolRequest,
): Promise<Outcome<{ label: string }>> {
  const host = passkeyHost()
  if (!host.ok) return host
  const { db, env, clock } = runtime()
  const at = clock()
  const challenge = challengeIn(registration.response.clientDataJSON)
  if (challenge === undefined || !(await takeChallenge(db, owner(personId), challenge, at))) {
    return refuse('enrolment-expired', 'This enrolment is not under way any more. Begin again.')
  }
  const rejected = refuse('passkey-rejected', 'The key could not be enrolled on this address.', { why: 'registration' })
  const result = await verifyRegistrationResponse({
    response: registration as never,
    expectedChallenge: challenge,
    expectedOrigin: env.publicUrl,
    expectedRPID: host.value,
    requireUserVerification: false,
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch(() => undefined)
  if (!result?.verified) return rejected
  const { credential } = result.registrationInfo
  const inserted = await db
    .insert(signInKeys)
    .values({
      credential: credential.id,
      personId,
      label,
      publicKey: credential.publicKey,
      transports: registration.response.transports ?? [],
      rpId: host.value,
      counter: credential.counter,
      createdAt: at,
    })
    .onConflictDoNothing()
    .returning({ credential: signInKeys.credential })
  return inserted.length === 1 ? ok({ label }) : refuse('passkey-known', 'This key is enrolled already.')
}

/** What the browser asks the person's keys for at sign-in; undefined when they have none that works on this address. */
export async function keyOptions(personId: string) {
  const host = passkeyHost()
  if (!host.ok) return undefined
  const keys = (await keysForSignIn(runtime().db, personId)).filter(({ rpId }) => rpId === host.value)
  if (keys.length === 0) return undefined
  return generateAuthenticationOptions({
    rpID: host.value,
    allowCredentials: keys.map(({ credential, transports }) => ({ id: credential, transports: transports as never })),
    userVerification: 'preferred',
    timeout: SECONDS * 1000,
  })
}

/** Checks what a key of the person signed. A counter that goes back is refused: somebody may have copied the key. */
export async function takeAssertion(personId: string, assertion: AssertionJson, challenge: string): Promise<boolean> {
  const { db, env, clock, log } = runtime()
  const mine = and(eq(signInKeys.credential, assertion.id), eq(signInKeys.personId, personId))
  const [key] = await db.select().from(signInKeys).where(mine)
  if (key === undefined) return false
  const result = await verifyAuthenticationResponse({
    response: assertion as never,
    expectedChallenge: challenge,
    expectedOrigin: env.publicUrl,
    expectedRPID: key.rpId,
    requireUserVerification: false,
    credential: { id: key.credential, publicKey: Uint8Array.from(key.publicKey), counter: key.counter },
  }).catch((error) => {
    log.info('auth.key-refused', { message: error instanceof Error ? error.message : 'unknown' })
    return undefined
  })
  if (!result?.verified) return false
  await db.update(signInKeys).set({ counter: result.authenticationInfo.newCounter, usedAt: clock() }).where(mine)
  return true
}

/** @returns the name of the key that is gone; undefined when the person had no such key */
export async function removeSignInKey(db: Db, personId: string, credential: string): Promise<string | undefined> {
  const [gone] = await db
    .delete(signInKeys)
    .where(and(eq(signInKeys.credential, credential), eq(signInKeys.personId, personId)))
    .returning({ label: signInKeys.label })
  return gone?.label
}

/** The challenge that the browser says it answered: only to find the enrolment, and checked afterwards. */
function challengeIn(clientDataJSON: string): string | undefined {
  try {
    const said = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString('utf8')) as { challenge?: unknown }
    return typeof said.challenge === 'string' && said.challenge !== '' ? said.challenge : undefined
  } catch {
    return undefined
  }
}
