import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, decodeEitherBase64, encodeBase64 } from '@/lib/agreement/base64'
import { decodeBase64Url, encodeBase64Url } from '@/lib/agreement/base64url'
import { openEnvelope, preAuthEncoding, signEnvelope } from '@/lib/agreement/dsse'
import { testKey } from '../../support/agreement'

describe('the envelope around a statement', () => {
  const key = testKey('service')
  const payload = utf8ToBytes('{"a":1}')
  const envelope = signEnvelope(payload, key.publicKey, key.sign)

  it('[AGR2] encodes what is signed as the DSSE specification does', () => {
    const encoded = preAuthEncoding('http://example.com/HelloWorld', utf8ToBytes('hello world'))
    expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world')
    expect(bytesToHex(preAuthEncoding('', new Uint8Array()))).toBe(bytesToHex(utf8ToBytes('DSSEv1 0  0 ')))
  })

  it('[AGR2] gives back the bytes that were signed', () => {
    expect(openEnvelope(envelope, key.publicKey)).toEqual({ payload })
  })

  it.each([
    ['another payload', { ...envelope, payload: encodeBase64(utf8ToBytes('{"a":2}')) }],
    ['another type', { ...envelope, payloadType: 'text/plain' }],
    ['no signature', { ...envelope, signatures: [] }],
    ['two signatures', { ...envelope, signatures: [...envelope.signatures, ...envelope.signatures] }],
    ['two alphabets of base64 mixed', { ...envelope, payload: '-_+/' }],
    ['loose base64', { ...envelope, payload: `${envelope.payload}\n` }],
  ])('[AGR2] is not opened with %s', (_what, changed) => {
    expect(openEnvelope(changed, key.publicKey)).toHaveProperty('problem')
  })

  it("[AGR2] is not opened with another service's key", () => {
    expect(openEnvelope(envelope, testKey('other').publicKey)).toHaveProperty('problem')
  })

  it('[AGR2] has one spelling of base64 for each value (1000 random byte strings)', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = encodeBase64(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64'))
        expect(decodeBase64(text)).toEqual(bytes)
        expect(encodeBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64Url(encodeBase64Url(bytes))).toEqual(bytes)
      }),
      { numRuns: 1000 },
    )
    expect(decodeEitherBase64('-_-_Pj8=')).toEqual(decodeBase64('+/+/Pj8='))
    for (const loose of ['-_-_Pj8', '-_+/', '-_-_Pj9=']) expect(decodeEitherBase64(loose)).toBeUndefined()
    expect(decodeBase64('QQ==')).toEqual(utf8ToBytes('A'))
    for (const loose of ['QQ', 'QQ=', 'QR==', 'Q Q=', 'QQ==QQ==', '====', '!!!!'])
      expect(decodeBase64(loose)).toBeUndefined()
  })
})
