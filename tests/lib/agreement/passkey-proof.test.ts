import { utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { readCoseKey } from '@/lib/agreement/cose'
import { type Assertion, type AssertionTarget, assertionProblem } from '@/lib/agreement/passkey-proof'
import { verifyRs256 } from '@/lib/agreement/rsa'
import { type Manner, PASSKEY_KINDS, SoftPasskey } from '../../support/soft-passkey'

const SIGNED = utf8ToBytes('DSSEv1 3 a/b 2 {}')

function target(passkey: SoftPasskey): AssertionTarget {
  return { publicKey: passkey.cose(), signed: SIGNED, rpId: 'accord.example', origins: ['https://accord.example'] }
}

describe.each(PASSKEY_KINDS)('a signature of a passkey with %s', (kind) => {
  const passkey = new SoftPasskey(kind)
  const good = passkey.assert(SIGNED)

  it('[VER8] is checked without the browser, the authenticator or the service', () => {
    expect(assertionProblem(good, target(passkey))).toBeUndefined()
  })

  const bent: readonly (readonly [what: string, manner: Manner, says: RegExp])[] = [
    ['made for signing in, not for signing', { type: 'webauthn.create' }, /not made for signing/],
    [
      'made on a page the charter does not name',
      { origin: 'https://accord.example.evil' },
      /which the charter does not name/,
    ],
    ['made inside somebody else’s page', { crossOrigin: true }, /page of somebody else/],
    ['made for another host', { rpId: 'evil.example' }, /another host than accord.example/],
    ['made while nobody was there', { flags: 0x04 }, /Nobody was there/],
    ['made without user verification', { flags: 0x01 }, /did not verify who used it/],
  ]
  it.each(bent)('[VER8] is refused when it was %s', (_what, manner, says) => {
    expect(assertionProblem(passkey.assert(SIGNED, manner), target(passkey))).toMatch(says)
  })

  it('[VER8] is refused for anything else than what was signed', () => {
    expect(assertionProblem(passkey.assert(utf8ToBytes('other')), target(passkey))).toMatch(/signed something else/)
  })

  it('[VER8] is refused under another key of the same kind', () => {
    expect(assertionProblem(good, target(new SoftPasskey(kind)))).toMatch(/signature does not fit/)
  })

  it('[VER8] is refused with any bit of it changed, and never throws', () => {
    const flip = (bytes: Uint8Array, i: number) => bytes.map((byte, at) => (at === i ? byte ^ 1 : byte))
    const passed: string[] = []
    for (const part of ['authenticatorData', 'clientDataJSON', 'signature'] as const) {
      const bytes = good[part]
      for (let i = 0; i < bytes.length; i += part === 'authenticatorData' ? 1 : 5) {
        const changed: Assertion = { ...good, [part]: flip(bytes, i) }
        if (assertionProblem(changed, target(passkey)) === undefined) passed.push(`${part} ${i}`)
      }
      for (const bytesOf of [new Uint8Array(), bytes.slice(0, 5), utf8ToBytes('null'), utf8ToBytes('{"type":1}')]) {
        expect(assertionProblem({ ...good, [part]: bytesOf }, target(passkey))).toEqual(expect.any(String))
      }
    }
    expect(passed).toEqual([])
  })
})

describe('a public key in COSE', () => {
  it.each(PASSKEY_KINDS)('[VER8] is read for %s, and with nothing cut off or added', (kind) => {
    const passkey = new SoftPasskey(kind)
    const cose = passkey.cose()
    expect(readCoseKey(cose)?.algorithm).toBe(passkey.algorithm)
    for (let length = 0; length < cose.length; length++) expect(readCoseKey(cose.slice(0, length))).toBeUndefined()
    expect(readCoseKey(Uint8Array.of(...cose, 0))).toBeUndefined()
  })

  it('[VER8] is refused with a label twice, an unknown algorithm, or a length without an end', () => {
    expect(readCoseKey(Uint8Array.of(0xa2, 1, 2, 1, 2))).toBeUndefined()
    expect(readCoseKey(Uint8Array.of(0xa2, 1, 2, 3, 0x28))).toBeUndefined()
    expect(readCoseKey(Uint8Array.of(0xbf, 1, 2, 0xff))).toBeUndefined()
    expect(readCoseKey(Uint8Array.of(0x01))).toBeUndefined()
  })

  it('[VER8] an RSA key that is too short, or with an exponent nobody uses, verifies nothing', () => {
    const message = utf8ToBytes('x')
    const modulus = new Uint8Array(128).fill(0xff)
    expect(verifyRs256(modulus.slice(), message, { modulus, exponent: Uint8Array.of(3) })).toBe(false)
    const large = new Uint8Array(256).fill(0xff)
    for (const exponent of [[0], [1], [2], [1, 0, 0, 0, 1]]) {
      expect(verifyRs256(new Uint8Array(256), message, { modulus: large, exponent: Uint8Array.from(exponent) })).toBe(
        false,
      )
    }
  })
})
