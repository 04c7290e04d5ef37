import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** What a dishonest or broken authenticator or browser does differently. */
export interface Bent {
  readonly userVerified?: boolean
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
}

/**
 * A passkey in software, with the browser around it: answers the options of the server as `startRegistration` and
 * `startAuthentication` do. ES256, attestation "none".
 */
export class Authenticator {
  readonly id = randomBytes(32).toString('base64url')
  private readonly keys = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  private counter = 0

  constructor(readonly origin: string) {}

  get publicKey(): Uint8Array {
    return coseKey(this.keys.publicKey)
  }

  register(options: { challenge: string; rp: { id?: string } }, bent: Bent = {}) {
    const clientData = this.clientData('webauthn.create', options.challenge, bent)
    const credential = Buffer.from(this.id, 'base64url')
    const key = Buffer.from(this.publicKey)
    const authData = Buffer.concat([
      this.head(bent.rpId ?? options.rp.id ?? '', 0x41 | flag(bent)),
      Buffer.alloc(16),
      Buffer.from([credential.length >> 8, credential.length & 255]),
      credential,
      key,
    ])
    const attestation = Buffer.concat([
      cborHead(5, 3),
      cborText('fmt'),
      cborText('none'),
      cborText('attStmt'),
      cborHead(5, 0),
      cborText('authData'),
      cborHead(2, authData.length),
      authData,
    ])
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      },
      clientExtensionResults: {},
    }
  }

  assert(options: { challenge: string; rpId?: string }, bent: Bent = {}) {
    const clientData = this.clientData('webauthn.get', options.challenge, bent)
    const authData = this.head(bent.rpId ?? options.rpId ?? '', 1 | flag(bent))
    const message = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
    return {
      id: this.id,
      rawId: this.id,
      type: 'public-key',
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', message, this.keys.privateKey).toString('base64url'),
      },
      clientExtensionResults: {},
    }
  }

  private clientData(type: string, challenge: string, bent: Bent): Buffer {
    return Buffer.from(
      JSON.stringify({
        type: bent.type ?? type,
        challenge: bent.challenge ?? challenge,
        origin: bent.origin ?? this.origin,
        crossOrigin: false,
      }),
    )
  }

  private head(rpId: string, flags: number): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++this.counter)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), counter])
  }
}

function flag({ userVerified = true }: Bent): number {
  return userVerified ? 4 : 0
}

/** A public key as COSE writes it. */
export function coseKey(key: KeyObject): Uint8Array {
  const { kty, crv, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' }) as Record<string, string>
  const raw = (text: string) => {
    const value = Buffer.from(text, 'base64url')
    return Buffer.concat([cborHead(2, value.length), value])
  }
  const int = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value))
  const pairs: [number, Buffer][] =
    kty === 'RSA'
      ? [
          [1, int(3)],
          [3, int(-257)],
          [-1, raw(n)],
          [-2, raw(e)],
        ]
      : crv === 'Ed25519'
        ? [
            [1, int(1)],
            [3, int(-8)],
            [-1, int(6)],
            [-2, raw(x)],
          ]
        : [
            [1, int(2)],
            [3, int(-7)],
            [-1, int(1)],
            [-2, raw(x)],
            [-3, raw(y)],
          ]
  return new Uint8Array(
    Buffer.concat([cborHead(5, pairs.length), ...pairs.flatMap(([label, value]) => [int(label), value])]),
  )
}

function cborHead(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}

function cborText(text: string): Buffer {
  return Buffer.concat([cborHead(3, text.length), Buffer.from(text)])
}
