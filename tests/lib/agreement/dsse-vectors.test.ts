import { p256 } from '@noble/curves/nist.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { type Envelope, keyId, openEnvelope, preAuthEncoding, STATEMENT_TYPE } from '@/lib/agreement/dsse'
import { verifyEd25519 } from '@/lib/agreement/ed25519'

/*
 * The vectors that secure-systems-lab/dsse publishes (protocol.md and testvectors/vectors.json). `expect` is the
 * published verdict for a verifier of its configuration. Accord takes one type of payload and one signature per
 * envelope: where that makes it stricter than the vector's configuration, `ours` says so and why.
 */
const KEYS: Readonly<Record<string, string>> = {
  // RFC 8032, section 7.1, TEST 1 and TEST 2.
  A: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  B: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
}
const STATEMENT = 'eyJfdHlwZSI6Imh0dHBzOi8vaW4tdG90by5pby9TdGF0ZW1lbnQvdjEifQ=='
const BY_A = '2WAfaHm5jluo0w+0rk8uVkluELJYWjSmU9x7EUzx+AyteDGJ4/nqyJXfmAUVFIAoQafWm7AxBZNw5M9ixNHiCA=='
const BY_B = 'c1+67/aT0yqEpwx8PsVY3MLHsj9D0CZ014/Fv/QlG59P+9CobUZ7xECJ/V3USG0Ob9CiE5LjReEZUzNF2l7eBw=='
const PAE_OF_STATEMENT =
  '445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d'

interface Vector {
  readonly id: string
  readonly payload: string
  readonly type: string
  readonly signatures: readonly (readonly [key: string, sig: string])[]
  readonly pae: string
  readonly expect: 'accept' | 'reject'
  /** Why Accord refuses what the vector's own configuration accepts. */
  readonly stricter?: string
}

const VECTORS: readonly Vector[] = [
  {
    id: 'single-signature',
    payload: STATEMENT,
    type: STATEMENT_TYPE,
    signatures: [['A', BY_A]],
    pae: PAE_OF_STATEMENT,
    expect: 'accept',
  },
  {
    id: 'url-safe-base64',
    payload: '-_-_Pj8=',
    type: STATEMENT_TYPE,
    signatures: [['A', 'P-_KHICeR7tI6S_YyejJTRtrXhcQyQ2LYPaL8h90KjC9qN8HU_svOQ6TuDOT1HIrsGW886DbWNWcCmX5twLrAw==']],
    pae: '445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203520fbffbf3e3f',
    expect: 'accept',
  },
  {
    id: 'payload-type-swapped',
    payload: STATEMENT,
    type: 'application/vnd.example.other+json',
    signatures: [['A', BY_A]],
    pae: PAE_OF_STATEMENT,
    expect: 'reject',
  },
  {
    id: 'non-ascii-payload-type',
    payload: STATEMENT,
    type: 'application/vnd.exämple+json',
    signatures: [['A', 'xmSk/ug66ysT7ayhkCIjhAq42zgZXSsEWuzUaNL7w2eGAdF/NU6/fRXPtmfN+5DNSAs5/i2lUnHjbbjPsu0tAw==']],
    pae: '445353457631203239206170706c69636174696f6e2f766e642e6578c3a46d706c652b6a736f6e203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d',
    expect: 'accept',
    stricter: 'Its type is',
  },
  {
    id: 'empty-payload',
    payload: '',
    type: STATEMENT_TYPE,
    signatures: [['A', 'gSggCAaTLTYyRH6FIDBem6meyIynsYy8RTHVzwx9tnTb7Bg/1jMWnuVgI/gffqmbsC2VX5/jHfkkDqsj7CDbDg==']],
    pae: '445353457631203238206170706c69636174696f6e2f766e642e696e2d746f746f2b6a736f6e203020',
    expect: 'accept',
  },
  {
    id: 'empty-payload-type',
    payload: STATEMENT,
    type: '',
    signatures: [['A', 'iC3q/+3Rm0+lpAJRueDmDh15PnwCfxKmS0NAfKsbv+zgulXQC/WM9trc+j1XEqlwDIg/vf/uNfebeD6sxInrDg==']],
    pae: '445353457631203020203433207b225f74797065223a2268747470733a2f2f696e2d746f746f2e696f2f53746174656d656e742f7631227d',
    expect: 'reject',
  },
  {
    id: 'threshold-two-distinct-keys',
    payload: STATEMENT,
    type: STATEMENT_TYPE,
    signatures: [
      ['A', BY_A],
      ['B', BY_B],
    ],
    pae: PAE_OF_STATEMENT,
    expect: 'accept',
    stricter: 'more than one signature',
  },
  {
    id: 'threshold-two-one-key-twice',
    payload: STATEMENT,
    type: STATEMENT_TYPE,
    signatures: [
      ['A', BY_A],
      ['A', BY_A],
    ],
    pae: PAE_OF_STATEMENT,
    expect: 'reject',
  },
]

const bytes = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const envelopeOf = ({ payload, type, signatures }: Vector): Envelope => ({
  payload,
  payloadType: type,
  // The vectors call their keys A and B; Accord calls a key by its hash. Neither name is signed.
  signatures: signatures.map(([key, sig]) => ({ keyid: keyId(KEYS[key] ?? ''), sig })),
})

describe('DSSE against its published vectors', () => {
  it.each(VECTORS.map((vector) => [vector.id, vector] as const))(
    '[AGR2] %s: the pre-authentication encoding, and each signature over it',
    (_id, { pae, payload, type, signatures, expect: verdict }) => {
      const encoded = preAuthEncoding(type, bytes(payload))
      // The vector whose type was swapped publishes what was signed, not what the envelope now says.
      expect(bytesToHex(encoded) === pae).toBe(type !== 'application/vnd.example.other+json')
      for (const [key, sig] of signatures) {
        expect(verifyEd25519(bytesToHex(bytes(sig)), hexToBytes(pae), KEYS[key] ?? '')).toBe(true)
        const holds = verifyEd25519(bytesToHex(bytes(sig)), encoded, KEYS[key] ?? '')
        if (verdict === 'accept') expect(holds).toBe(true)
      }
    },
  )

  it.each(VECTORS.map((vector) => [vector.id, vector] as const))('[AGR2] %s: opened or refused', (_id, vector) => {
    const opened = openEnvelope(envelopeOf(vector), KEYS.A ?? '')
    if (vector.expect === 'accept' && vector.stricter === undefined) {
      expect(opened).toEqual({ payload: bytes(vector.payload) })
    } else expect(opened).toEqual({ problem: expect.stringContaining(vector.stricter ?? '') })
  })

  it('[AGR2] the example of protocol.md, ECDSA over P-256, verifies over our encoding and over no other', () => {
    const hex = (decimal: string) => BigInt(decimal).toString(16).padStart(64, '0')
    const key = `04${hex('46950820868899156662930047687818585632848591499744589407958293238635476079160')}${hex('5640078356564379163099075877009565129882514886557779369047442380624545832820')}`
    const sig = bytes('A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==')
    const encoded = preAuthEncoding('http://example.com/HelloWorld', utf8ToBytes('hello world'))
    expect(p256.verify(sig, encoded, hexToBytes(key), { lowS: false })).toBe(true)
    const other = preAuthEncoding('http://example.com/HelloWorld', utf8ToBytes('hello w0rld'))
    expect(p256.verify(sig, other, hexToBytes(key), { lowS: false })).toBe(false)
  })
})
