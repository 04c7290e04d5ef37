import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeBase64Url } from './base64'
import { type PasskeyKey, readCoseKey } from './cose'
import { verifyRs256 } from './rsa'
import { decodeUtf8 } from './utf8'
import { sameBytes } from './zip'

/** What an authenticator and a browser gave for one signature. WebAuthn level 3, sections 6.1 and 5.8.1. */
export interface Assertion {
  readonly authenticatorData: Uint8Array
  readonly clientDataJSON: Uint8Array
  readonly signature: Uint8Array
}

/** What it has to be about. */
export interface AssertionTarget {
  /** COSE public key from the frozen roster. */
  readonly publicKey: Uint8Array
  /** The bytes whose SHA-256 was the challenge: the envelope's pre-authentication encoding. */
  readonly signed: Uint8Array
  /** From the frozen charter. */
  readonly rpId: string
  readonly origins: readonly string[]
}

const USER_PRESENT = 0x01
const USER_VERIFIED = 0x04

/**
 * [VER8] Checks a passkey's assertion offline, in the order challenge, origin, host, presence, verification, signature.
 * Members of the client data that are not asked for are ignored: browsers add some at random.
 * @returns undefined when everything fits, else a sentence on the first thing that does not. Never throws.
 */
export function assertionProblem(assertion: Assertion, target: AssertionTarget): string | undefined {
  const key = readCoseKey(target.publicKey)
  if (key === undefined) return 'The roster holds no readable public key for it.'
  const client = readClientData(assertion.clientDataJSON)
  if (client === undefined) return 'What the browser said about it cannot be read.'
  if (client.type !== 'webauthn.get') return 'It was not made for signing.'
  if (client.challenge !== encodeBase64Url(sha256(target.signed))) {
    return 'The passkey answered another challenge: it signed something else.'
  }
  if (!target.origins.includes(client.origin)) {
    return `It was made on ${client.origin || 'an unknown page'}, which the charter does not name.`
  }
  if (client.crossOrigin) return 'It was made inside a page of somebody else.'
  const data = assertion.authenticatorData
  if (data.length < 37) return 'What the authenticator said about it cannot be read.'
  if (!sameBytes(data.subarray(0, 32), sha256(utf8ToBytes(target.rpId)))) {
    return `It was made for another host than ${target.rpId}.`
  }
  const flags = data[32] ?? 0
  if ((flags & USER_PRESENT) === 0) return 'Nobody was there: the authenticator was not touched.'
  if ((flags & USER_VERIFIED) === 0) return 'The authenticator did not verify who used it.'
  const signed = concatBytes(data, sha256(assertion.clientDataJSON))
  return signatureFits(key, assertion.signature, signed) ? undefined : 'The passkey’s signature does not fit.'
}

interface ClientData {
  readonly type: string
  readonly challenge: string
  readonly origin: string
  readonly crossOrigin: boolean
}

function readClientData(bytes: Uint8Array): ClientData | undefined {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value = JSON.parse(text) as Partial<Record<keyof ClientData, unknown>> | null
    if (typeof value?.type !== 'string' || typeof value.challenge !== 'string' || typeof value.origin !== 'string') {
      return undefined
    }
    const { type, challenge, origin } = value
    return { type, challenge, origin, crossOrigin: value.crossOrigin === true }
  } catch {
    return undefined
  }
}

function signatureFits(key: PasskeyKey, signature: Uint8Array, message: Uint8Array): boolean {
  try {
    switch (key.algorithm) {
      // Authenticators give DER and do not normalise s.
      case -7:
        return p256.verify(signature, message, key.point, { format: 'der', lowS: false })
      case -8:
        return ed25519.verify(signature, message, key.publicKey, { zip215: false })
      case -257:
        return verifyRs256(signature, message, key)
    }
  } catch {
    return false
  }
}
