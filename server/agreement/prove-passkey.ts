import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { encodeBase64 } from '@/lib/agreement/base64'
import { decodeBase64Url, encodeBase64Url } from '@/lib/agreement/base64url'
import type { RosterKey } from '@/lib/agreement/charter'
import { type Envelope, STATEMENT_TYPE } from '@/lib/agreement/dsse'
import { checkPasskeyProof, PROOF_PROBLEMS, passkeyId, statementChallenge } from '@/lib/agreement/passkey-proof'
import type { AssertionJson } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { runtime } from '../runtime'
import { counterOf } from './usable-keys'

export interface ProvenByKey {
  readonly envelope: Envelope
  readonly credential: string
  /** How often the authenticator says it has signed. */
  readonly counter: number
}

const WHY = {
  ...PROOF_PROBLEMS,
  credential: 'This passkey is not one that this version names for you. A key that was enrolled later cannot sign it.',
  counter: 'The authenticator counts fewer signatures than before: somebody may have copied it. Revoke this passkey.',
  malformed: 'What the browser sent is not a passkey’s signature.',
} as const

/**
 * Checks a passkey's signature over the stored bytes of a statement, twice: as any verifier will years later, and by
 * the library that knows every authenticator's habits. The challenge is computed here and never taken from the client.
 * @param keys what the person may sign with: from the frozen roster, unrevoked
 * @returns refusal `passkey-rejected` with `details.why`
 */
export async function provePasskey(
  payload: Uint8Array,
  assertion: AssertionJson,
  keys: readonly RosterKey[],
  bound: { readonly rpId: string; readonly origins: readonly string[] },
): Promise<Outcome<ProvenByKey>> {
  const key = keys.find(({ credential }) => credential === assertion.id)
  if (key === undefined || assertion.rawId !== assertion.id) return rejected('credential')
  const { clientDataJSON, authenticatorData, signature } = assertion.response
  const bytes = [key.publicKey, clientDataJSON, authenticatorData, signature].map(decodeBase64Url)
  const [publicKey, client, data, signed] = bytes
  if (publicKey === undefined || client === undefined || data === undefined || signed === undefined) {
    return rejected('malformed')
  }
  const challenge = statementChallenge(payload)
  const { rpId, origins } = bound
  const problem = checkPasskeyProof({
    publicKey,
    rpId,
    origins,
    challenge,
    authenticatorData: data,
    clientDataJSON: client,
    signature: signed,
  })
  if (problem !== undefined) return rejected(problem)
  const counter = await counterOf(runtime().db, key.credential)
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...assertion, response: { clientDataJSON, authenticatorData, signature } } as never,
      expectedChallenge: encodeBase64Url(challenge),
      expectedOrigin: [...origins],
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: { id: key.credential, publicKey: Uint8Array.from(publicKey), counter },
    })
    if (!verified) return rejected('signature')
    const envelope: Envelope = {
      payloadType: STATEMENT_TYPE,
      payload: encodeBase64(payload),
      signatures: [
        {
          keyid: passkeyId(publicKey),
          sig: encodeBase64(signed),
          webauthn: {
            credential: key.credential,
            authenticatorData: encodeBase64(data),
            clientDataJSON: encodeBase64(client),
          },
        },
      ],
    }
    return ok({ envelope, credential: key.credential, counter: authenticationInfo.newCounter })
  } catch (error) {
    if (error instanceof Error && /counter/i.test(error.message)) return rejected('counter')
    runtime().log.warn('passkey.second-opinion', { message: error instanceof Error ? error.message : 'unknown' })
    return rejected('malformed')
  }
}

function rejected(why: keyof typeof WHY): Outcome<never> {
  return refuse('passkey-rejected', `${WHY[why]} Nothing has been signed.`, { why })
}
