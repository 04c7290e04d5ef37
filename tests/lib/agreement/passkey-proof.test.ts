import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkPasskeyProof, type PasskeyProof, statementChallenge } from '@/lib/agreement/passkey-proof'
import { coseKey } from '../../support/authenticator'

const sha = (data: Uint8Array | string) => createHash('sha256').update(data).digest()
const challenge = statementChallenge(new TextEncoder().encode('{"a":1}'))
const ORIGIN = 'https://accord.example.org'

const KEYS = {
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  Ed25519: generateKeyPairSync('ed25519'),
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
}

function proof(
  change: {
    client?: object
    rpId?: string
    flags?: number
    keys?: { publicKey: KeyObject; privateKey: KeyObject }
  } = {},
): PasskeyProof {
  const { publicKey, privateKey } = change.keys ?? KEYS.ES256
  const clientDataJSON = Buffer.from(
    JSON.stringify({
      type: 'webauthn.get',
      challenge: Buffer.from(challenge).toString('base64url'),
      origin: ORIGIN,
      crossOrigin: false,
      other_keys_can_be_added_here: 'do not compare clientDataJSON against a template',
      ...change.client,
    }),
  )
  const counter = Buffer.alloc(4)
  const authenticatorData = Buffer.concat([
    sha(change.rpId ?? 'accord.example.org'),
    Buffer.from([change.flags ?? 5]),
    counter,
  ])
  const message = Buffer.concat([authenticatorData, sha(clientDataJSON)])
  const signature = sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', message, privateKey)
  return {
    publicKey: coseKey(publicKey),
    rpId: 'accord.example.org',
    origins: [ORIGIN],
    challenge,
    authenticatorData: new Uint8Array(authenticatorData),
    clientDataJSON: new Uint8Array(clientDataJSON),
    signature: new Uint8Array(signature),
  }
}

describe('the proof of a passkey', () => {
  it.each(Object.entries(KEYS))('[KEY4] of %s fits with whatever else the browser says', (_name, keys) => {
    expect(checkPasskeyProof(proof({ keys }))).toBeUndefined()
    const good = proof({ keys })
    const bent = good.signature.slice()
    bent[bent.length - 1] = (bent.at(-1) ?? 0) ^ 1
    expect(checkPasskeyProof({ ...good, signature: bent })).toBe('signature')
    expect(checkPasskeyProof({ ...good, publicKey: good.publicKey.slice(0, -1) })).toBe('key')
    expect(checkPasskeyProof({ ...good, signature: new Uint8Array() })).toBe('signature')
  })

  it('[KEY4] names the first thing that does not fit', () => {
    const of = (change: Parameters<typeof proof>[0]) => checkPasskeyProof(proof(change))
    expect(of({ client: { type: 'webauthn.create' } })).toBe('type')
    expect(of({ client: { challenge: 'AAAA' } })).toBe('challenge')
    expect(of({ client: { origin: 'https://accord.example.org.evil.example' } })).toBe('origin')
    expect(of({ client: { crossOrigin: true } })).toBe('origin')
    expect(of({ rpId: 'evil.example' })).toBe('rp-id')
    expect(of({ flags: 4 })).toBe('user-not-present')
    expect(of({ flags: 1 })).toBe('user-not-verified')
    expect(
      of({ keys: { publicKey: KEYS.Ed25519.publicKey, privateKey: generateKeyPairSync('ed25519').privateKey } }),
    ).toBe('signature')
    expect(checkPasskeyProof({ ...proof(), clientDataJSON: new Uint8Array([123]) })).toBe('client-data')
    expect(checkPasskeyProof({ ...proof(), clientDataJSON: new TextEncoder().encode('null') })).toBe('client-data')
    expect(checkPasskeyProof({ ...proof(), authenticatorData: new Uint8Array(36) })).toBe('authenticator-data')
  })

  it('[KEY4] is bound to the data that was signed, byte by byte', () => {
    const good = proof()
    for (const at of [33, 36]) {
      const authenticatorData = good.authenticatorData.slice()
      authenticatorData[at] = (authenticatorData[at] ?? 0) ^ 1
      expect(checkPasskeyProof({ ...good, authenticatorData })).toBe('signature')
    }
    const spaced = new TextEncoder().encode(`${new TextDecoder().decode(good.clientDataJSON)} `)
    expect(checkPasskeyProof({ ...good, clientDataJSON: spaced })).toBe('signature')
  })
})
