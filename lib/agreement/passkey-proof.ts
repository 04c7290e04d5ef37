import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { encodeBase64Url } from './base64url'
import { readCoseKey, verifyWithKey } from './cose-key'
import { preAuthEncoding, STATEMENT_TYPE } from './dsse'
import { decodeUtf8 } from './utf8'

/** What a passkey gave, and what it has to fit. */
export interface PasskeyProof {
  /** COSE key from the frozen roster. */
  readonly publicKey: Uint8Array
  readonly rpId: string
  readonly origins: readonly string[]
  /** 32 bytes: `statementChallenge` of the statement. */
  readonly challenge: Uint8Array
  readonly authenticatorData: Uint8Array
  readonly clientDataJSON: Uint8Array
  readonly signature: Uint8Array
}

/** Why a passkey's signature is not accepted, one row per reason. */
export const PROOF_PROBLEMS = {
  'client-data': 'The browser’s data cannot be read.',
  type: 'The passkey signed something else than an act.',
  challenge: 'The passkey signed another statement.',
  origin: 'It was signed on another web address than the charter names.',
  'authenticator-data': 'The authenticator’s data cannot be read.',
  'rp-id': 'It was signed for another host name than the charter names.',
  'user-not-present': 'The authenticator does not say that anybody was there.',
  'user-not-verified': 'The authenticator did not verify the person (no PIN, fingerprint or face).',
  key: 'The key of the roster cannot be read.',
  signature: 'The signature does not fit the key of the roster.',
} as const satisfies Record<string, string>
export type ProofProblem = keyof typeof PROOF_PROBLEMS

const USER_PRESENT = 1
const USER_VERIFIED = 4

/** The challenge of a passkey that is to sign a statement: SHA-256 of its DSSE pre-authentication encoding. */
export function statementChallenge(payload: Uint8Array): Uint8Array {
  return sha256(preAuthEncoding(STATEMENT_TYPE, payload))
}

/** Names a passkey in an envelope: SHA-256 of its COSE key, hex. */
export function passkeyId(publicKey: Uint8Array): string {
  return bytesToHex(sha256(publicKey))
}

/**
 * [KEY4] Checks a passkey's signature as anybody can years later: challenge, origin, host name, person present and
 * verified, signature. Members that browsers add to their data are ignored. Web Authentication level 3, section 7.2.
 * @returns undefined when all of it fits, else the first thing that does not
 */
export function checkPasskeyProof(proof: PasskeyProof): ProofProblem | undefined {
  const client = readClientData(proof.clientDataJSON)
  if (client === undefined) return 'client-data'
  if (client.type !== 'webauthn.get') return 'type'
  if (client.challenge !== encodeBase64Url(proof.challenge)) return 'challenge'
  if (typeof client.origin !== 'string' || !proof.origins.includes(client.origin)) return 'origin'
  // Shown inside a page of somebody else: what the person saw there is unknown.
  if (client.crossOrigin === true || client.topOrigin !== undefined) return 'origin'
  const data = proof.authenticatorData
  if (data.length < 37) return 'authenticator-data'
  if (bytesToHex(data.slice(0, 32)) !== bytesToHex(sha256(utf8ToBytes(proof.rpId)))) return 'rp-id'
  const flags = data[32] ?? 0
  if ((flags & USER_PRESENT) === 0) return 'user-not-present'
  if ((flags & USER_VERIFIED) === 0) return 'user-not-verified'
  const key = readCoseKey(proof.publicKey)
  if (key === undefined) return 'key'
  const signed = concatBytes(data, sha256(proof.clientDataJSON))
  return verifyWithKey(key, proof.signature, signed) ? undefined : 'signature'
}

function readClientData(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  const text = decodeUtf8(bytes)
  if (text === undefined) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
