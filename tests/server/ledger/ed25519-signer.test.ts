import { randomBytes } from 'node:crypto'
import { ed25519 } from '@noble/curves/ed25519.js'
import { describe, expect, it } from 'vitest'
import { ed25519Signer } from '@/server/ed25519-signer'

describe('the seal of the service', () => {
  it('[LED1] is the signature of RFC 8032 to the byte, whoever makes it', () => {
    for (let n = 0; n < 20; n++) {
      const [seed, message] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(n * 37))]
      expect(ed25519Signer(seed)(message)).toEqual(ed25519.sign(message, seed))
    }
    expect(() => ed25519Signer(new Uint8Array(31))).toThrow()
  })
})
