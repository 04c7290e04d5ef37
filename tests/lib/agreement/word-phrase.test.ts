import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVEN_WORDS, ODD_WORDS } from '@/lib/agreement/pgp-words'
import { checkCode, digestGroups, digestStart, wordPhrase } from '@/lib/agreement/word-phrase'
import { sha256Hex } from '@/lib/gsn/digest'

const DIGEST = sha256Hex('a version')
const hex = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'))

describe('a digest in words', () => {
  it('[WRD1] is read aloud as the published list has it', () => {
    expect(wordPhrase('e58294f2e9a227486e8b061b31cc528fd7fa3f19').join(' ')).toBe(
      'topmost Istanbul Pluto vagabond treadmill Pacific brackish dictator goldfish Medusa afflict bravado chatter revolver Dupont midsummer stopwatch whimsical cowbell bottomless',
    )
  })

  it('[WRD1] has 256 words for even and 256 others for odd places', () => {
    expect(new Set([...EVEN_WORDS, ...ODD_WORDS]).size).toBe(512)
    expect([EVEN_WORDS.length, ODD_WORDS.length]).toEqual([256, 256])
  })

  it('[WRD1] stands for the whole digest: other digests have other words', () => {
    fc.assert(
      fc.property(hex, hex, (a, b) => {
        expect(wordPhrase(a).join(' ') === wordPhrase(b).join(' ')).toBe(a === b)
        const groups = digestGroups(a)
        expect(groups.map((group) => group.hex).join('')).toBe(a)
        expect(groups.flatMap((group) => group.words)).toEqual(wordPhrase(a))
        expect(groups).toHaveLength(8)
      }),
    )
  })

  it('[WRD1] tells two words that were exchanged: the places take from different lists', () => {
    const words = wordPhrase(DIGEST)
    for (const [place, word] of words.entries()) {
      expect((place % 2 === 0 ? ODD_WORDS : EVEN_WORDS).includes(word)).toBe(false)
    }
  })
})

describe('the code for another computer', () => {
  it('[WRD2] leads back to the digest it was made of', () => {
    fc.assert(
      fc.property(hex, (digest) => {
        expect(digestStart(checkCode(digest))).toBe(digest.slice(0, 10))
      }),
    )
  })

  it('[WRD2] is read as it was meant: small letters, spaces, O for 0 and l for 1', () => {
    expect(checkCode('0000000001'.padEnd(64, '0'))).toBe('0000-0001')
    expect(digestStart(' oOo0 000l ')).toBe('0000000001')
    expect(digestStart('')).toBeUndefined()
    expect(digestStart('U000-0000')).toBeUndefined()
    expect(digestStart('000-0000')).toBeUndefined()
    expect(digestStart('<script>')).toBeUndefined()
  })
})
