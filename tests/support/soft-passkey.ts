import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { PasskeyProof } from '@/lib/agreement/passkey-proof'

export type Assertion = Pick<PasskeyProof, 'authenticatorData' | 'clientDataJSON' | 'signature'>

export type PasskeyKind = 'ES256' | 'EdDSA' | 'RS256'
export const PASSKEY_KINDS: readonly PasskeyKind[] = ['ES256', 'EdDSA', 'RS256']
const ALGORITHM = { ES256: -7, EdDSA: -8, RS256: -257 } as const

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest()

/** What a browser and an authenticator say besides the challenge; tests bend one of them at a time. */
export interface Manner {
  readonly rpId?: string
  readonly origin?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  /** 0x01 present, 0x04 verified. */
  readonly flags?: number
}

/** An authenticator in software: real keys and real signatures of the three algorithms, without a browser. */
export class SoftPasskey {
  readonly publicKey: KeyObject
  private readonly privateKey: KeyObject

  constructor(
    readonly kind: PasskeyKind = 'ES256',
    readonly rpId = 'accord.example',
    readonly origin = 'https://accord.example',
  ) {
    const pair =
      kind === 'ES256'
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
        : kind === 'EdDSA'
          ? generateKeyPairSync('ed25519')
          : generateKeyPairSync('rsa', { modulusLength: 2048 })
    this.privateKey = pair.privateKey
    this.publicKey = createPublicKey(pair.privateKey)
  }

  get algorithm(): number {
    return ALGORITHM[this.kind]
  }

  get credential(): string {
    return sha256(this.cose()).toString('base64url')
  }

  /** The public key as an attestation carries it. */
  cose(): Uint8Array {
    const jwk = this.publicKey.export({ format: 'jwk' })
    const part = (text = '') => new Uint8Array(Buffer.from(text, 'base64url'))
    switch (this.kind) {
      case 'ES256':
        return Uint8Array.of(
          0xa5,
          1,
          2,
          3,
          0x26,
          0x20,
          1,
          0x21,
          ...cborBytes(part(jwk.x)),
          0x22,
          ...cborBytes(part(jwk.y)),
        )
      case 'EdDSA':
        return Uint8Array.of(0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, ...cborBytes(part(jwk.x)))
      case 'RS256':
        return Uint8Array.of(
          0xa4,
          1,
          3,
          3,
          0x39,
          1,
          0,
          0x20,
          ...cborBytes(part(jwk.n)),
          0x21,
          ...cborBytes(part(jwk.e)),
        )
    }
  }

  /** Signs the SHA-256 of `signed` as a browser asks for it. */
  assert(signed: Uint8Array, manner: Manner = {}): Assertion {
    const client = {
      type: manner.type ?? 'webauthn.get',
      challenge: sha256(signed).toString('base64url'),
      origin: manner.origin ?? this.origin,
      crossOrigin: manner.crossOrigin ?? false,
      // Chromium adds such a member at random, so that nobody compares the text.
      other_keys_can_be_added_here: 'do not compare clientDataJSON against a template',
    }
    const clientDataJSON = new Uint8Array(Buffer.from(JSON.stringify(client)))
    const head = Uint8Array.of(...sha256(manner.rpId ?? this.rpId), manner.flags ?? 0x05, 0, 0, 0, 7)
    const message = Buffer.concat([head, sha256(clientDataJSON)])
    const digest = this.kind === 'EdDSA' ? null : 'sha256'
    return {
      authenticatorData: head,
      clientDataJSON,
      signature: new Uint8Array(sign(digest, message, this.privateKey)),
    }
  }
}

function cborBytes(bytes: Uint8Array): number[] {
  const head =
    bytes.length < 24
      ? [0x40 | bytes.length]
      : bytes.length < 256
        ? [0x58, bytes.length]
        : [0x59, bytes.length >> 8, bytes.length & 255]
  return [...head, ...bytes]
}
