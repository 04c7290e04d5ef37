import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalBytes, sha256Hex } from '@/lib/gsn/digest'
import { decodeEitherBase64, encodeBase64 } from './base64'
import { type Sign, type VerifySignature, verifyEd25519 } from './ed25519'

/** The payload type of an in-toto statement in a DSSE envelope. */
export const STATEMENT_TYPE = 'application/vnd.in-toto+json'

export interface Envelope {
  readonly payloadType: string
  /** Base64 of the statement's bytes. */
  readonly payload: string
  readonly signatures: readonly EnvelopeSignature[]
}

export interface EnvelopeSignature {
  /** SHA-256 of the public key, hex: 32 bytes of Ed25519 for the service, the COSE key for a passkey. */
  readonly keyid: string
  /** Base64. Of the service: over the pre-authentication encoding. Of a passkey: over authenticator and client data. */
  readonly sig: string
  /** Present exactly when a passkey signed; its challenge is the SHA-256 of the pre-authentication encoding. */
  readonly webauthn?: {
    /** Base64url without padding, as in the roster. */
    readonly credential: string
    /** Base64 of the bytes as the authenticator and the browser gave them. */
    readonly authenticatorData: string
    readonly clientDataJSON: string
  }
}

/** [AGR2] DSSE v1 pre-authentication encoding: `DSSEv1 <len> <type> <len> <body>`, lengths in bytes, in decimal. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8ToBytes(payloadType)
  return concatBytes(utf8ToBytes(`DSSEv1 ${type.length} `), type, utf8ToBytes(` ${payload.length} `), payload)
}

/** Names a key: SHA-256 of its 32 bytes, hex. */
export function keyId(publicKeyHex: string): string {
  return sha256Hex(hexToBytes(publicKeyHex))
}

/** Signs a payload that has been stored already: the bytes come in, so nothing is serialised a second time. */
export function signEnvelope(payload: Uint8Array, publicKeyHex: string, sign: Sign): Envelope {
  const sig = encodeBase64(sign(preAuthEncoding(STATEMENT_TYPE, payload)))
  return {
    payloadType: STATEMENT_TYPE,
    payload: encodeBase64(payload),
    signatures: [{ keyid: keyId(publicKeyHex), sig }],
  }
}

/** SHA-256 of the envelope's canonical JSON, hex: how the ledger names it. */
export function envelopeDigest(envelope: Envelope): string {
  return sha256Hex(canonicalBytes(envelope))
}

/**
 * [AGR2] Opens an envelope signed with exactly this one key.
 * @returns the payload's bytes, or a sentence that says what is wrong
 */
export function openEnvelope(
  envelope: Envelope,
  publicKeyHex: string,
  verify: VerifySignature = verifyEd25519,
): { readonly payload: Uint8Array } | { readonly problem: string } {
  if (envelope.payloadType !== STATEMENT_TYPE) return { problem: `Its type is "${envelope.payloadType}".` }
  const payload = decodeEitherBase64(envelope.payload)
  const [signature, ...more] = envelope.signatures
  const sig = signature === undefined ? undefined : decodeEitherBase64(signature.sig)
  if (payload === undefined || signature === undefined || sig === undefined)
    return { problem: 'It is not well-formed.' }
  if (more.length > 0) return { problem: 'It carries more than one signature.' }
  if (signature.keyid !== keyId(publicKeyHex)) return { problem: 'It names a key that the charter does not name.' }
  if (!verify(bytesToHex(sig), preAuthEncoding(STATEMENT_TYPE, payload), publicKeyHex)) {
    return { problem: 'Its signature does not fit.' }
  }
  return { payload }
}
