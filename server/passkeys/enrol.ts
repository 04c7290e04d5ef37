import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { decodeBase64Url } from '@/lib/agreement/base64url'
import { hostNameOf } from '@/lib/agreement/charter'
import { ALGORITHMS, readCoseKey } from '@/lib/agreement/cose-key'
import type { EnrolRequest } from '@/lib/agreement/requests'
import { decodeUtf8 } from '@/lib/agreement/utf8'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { insertKey, keepChallenge, keysOf, takeChallenge } from './key-store'
import { tellAllCases } from './tell-cases'

/** Minutes in which an enrolment has to be finished. */
const MINUTES = 10

/** The host name that new keys are bound to, or why there can be none. */
export function passkeyHost(): Outcome<string> {
  const { publicUrl } = runtime().env
  const host = hostNameOf(publicUrl)
  if (host !== undefined) return ok(host)
  return refuse(
    'passkeys-unavailable',
    `Passkeys need a host name, and this service is reached at ${publicUrl}. Ask whoever runs it for an address with a name.`,
  )
}

/** What the browser asks the authenticator for: a key that verifies its user, kept on the device where possible. */
export async function passkeyOptions(person: Person): Promise<Outcome<PublicKeyCredentialCreationOptionsJSON>> {
  const host = passkeyHost()
  if (!host.ok) return host
  const { db, clock } = runtime()
  const own = await keysOf(db, person.personId)
  const options = await generateRegistrationOptions({
    rpName: 'Accord',
    rpID: host.value,
    userID: Uint8Array.from(Buffer.from(person.personId)),
    userName: person.email,
    userDisplayName: person.name,
    attestationType: 'none',
    excludeCredentials: own.flatMap(({ credential, revokedAt }) => (revokedAt === null ? [{ id: credential }] : [])),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    supportedAlgorithmIDs: [...ALGORITHMS],
    timeout: MINUTES * 60_000,
  })
  const at = clock()
  const expiresAt = new Date(Date.parse(at) + MINUTES * 60_000).toISOString()
  await keepChallenge(db, { challenge: options.challenge, personId: person.personId, expiresAt }, at)
  return ok(options)
}

/**
 * Enrols a key: the challenge taken once, this address, the user verified, the public key from the attestation, and
 * the attestation kept. Every case in which the person may sign is told; it counts there once it is checked.
 */
export async function enrolPasskey(
  person: Person,
  { label, registration }: EnrolRequest,
): Promise<Outcome<{ credential: string }>> {
  const host = passkeyHost()
  if (!host.ok) return host
  const { db, env, clock } = runtime()
  const at = clock()
  const challenge = challengeIn(registration.response.clientDataJSON)
  if (challenge === undefined || !(await takeChallenge(db, person.personId, challenge, at))) {
    return refuse('enrolment-expired', 'This enrolment is not under way any more. Begin again.')
  }
  const checked = await verified(registration, challenge, env.publicUrl, host.value)
  if (!checked.ok) return checked
  const { credential, aaguid, credentialBackedUp, attestationObject } = checked.value
  const key = readCoseKey(credential.publicKey)
  if (key === undefined) return refuse('passkey-rejected', 'This kind of key is not known here.', { why: 'key' })
  const inserted = await insertKey(db, {
    credential: credential.id,
    personId: person.personId,
    label,
    publicKey: credential.publicKey,
    algorithm: key.algorithm,
    aaguid,
    backedUp: credentialBackedUp,
    transports: registration.response.transports ?? [],
    rpId: host.value,
    counter: credential.counter,
    attestation: attestationObject,
    clientData: Buffer.from(registration.response.clientDataJSON, 'base64url'),
    enrolledAt: at,
    revokedAt: null,
    revokedReason: null,
  })
  if (!inserted) return refuse('passkey-known', 'This key is enrolled already.')
  await tellAllCases(person.personId, { personId: person.personId, name: person.name })
  return ok({ credential: credential.id })
}

async function verified(
  registration: EnrolRequest['registration'],
  expectedChallenge: string,
  expectedOrigin: string,
  expectedRPID: string,
) {
  try {
    const result = await verifyRegistrationResponse({
      response: registration as never,
      expectedChallenge,
      expectedOrigin,
      expectedRPID,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    })
    if (result.verified) return ok(result.registrationInfo)
  } catch (error) {
    runtime().log.info('passkey.enrolment-refused', { message: error instanceof Error ? error.message : 'unknown' })
  }
  return refuse(
    'passkey-rejected',
    'The key could not be enrolled: it must verify you (by PIN, fingerprint or face) on this address.',
    { why: 'registration' },
  )
}

/** The challenge that the browser says it answered: only to find whose enrolment it is, and checked afterwards. */
function challengeIn(clientDataJSON: string): string | undefined {
  const bytes = decodeBase64Url(clientDataJSON)
  const text = bytes === undefined ? undefined : decodeUtf8(bytes)
  try {
    const { challenge } = JSON.parse(text ?? '{}') as { challenge?: unknown }
    return typeof challenge === 'string' && challenge !== '' ? challenge : undefined
  } catch {
    return undefined
  }
}
