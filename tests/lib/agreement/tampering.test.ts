import { describe, expect, it } from 'vitest'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { passkeyStory } from '../../support/agreement'
import { PASSKEY_KINDS, SoftPasskey } from '../../support/soft-passkey'
import { adoptedStory } from '../../support/tampering/adoptions'
import { type Tampering, tamperings } from '../../support/tampering/tampering'

const { good, all } = tamperings()

function expectCaught({ bytes, code, says, expected }: Tampering): void {
  const { status, problems } = verifyBundle(bytes, verifyByNode, expected)
  expect(status).toBe('not-valid')
  const found = problems.filter((problem) => problem.code === code)
  expect(found.map(({ message }) => message).join('\n'), JSON.stringify(problems)).toMatch(says)
}

describe('a bundle that somebody tampered with', () => {
  it('[VER1] is compared with one that is valid, without remarks', () => {
    expect(verifyBundle(good, verifyByNode)).toMatchObject({ status: 'valid', problems: [], remarks: [] })
    expect(all.length).toBeGreaterThanOrEqual(80)
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length)
  })

  const caughtBy = (...codes: readonly string[]) =>
    all.filter(({ code }) => codes.includes(code)).map((tampering) => [tampering.name, tampering] as const)
  const RULES = ['roster-key', 'charter', 'lifecycle', 'remembered-head', 'adoption', 'adoption-missing']
  const elsewhere = [...new Set(all.map(({ code }) => code))].filter((code) => !RULES.includes(code))

  it.each(caughtBy(...elsewhere))('[VER1] is not valid with %s, and the verifier says so', (_name, each) =>
    expectCaught(each),
  )

  it.each(caughtBy('roster-key', 'charter'))('[VER10] is not valid with %s', (_name, each) => expectCaught(each))

  it.each(caughtBy('lifecycle'))('[VER11] is not valid with %s', (_name, each) => expectCaught(each))

  it.each(caughtBy('remembered-head'))('[VER12] is not valid with %s', (_name, each) => expectCaught(each))

  it.each(caughtBy('adoption', 'adoption-missing'))('[VER14] is not valid with %s', (_name, each) => expectCaught(each))

  it('[VER14] tells who adopted the charter and how that is proven, and that an older history alone records it', () => {
    const keys = { mdm: new SoftPasskey('ES256'), hdo: new SoftPasskey('ES256') }
    const told = (adopt: Parameters<typeof adoptedStory>[1]) => {
      const { story, frozen } = adoptedStory(keys, adopt)
      const verdict = verifyBundle(story.bundle(frozen), verifyByNode)
      expect(verdict).toMatchObject({ status: 'valid', problems: [], remarks: [] })
      return verdict.facts?.adoptions.map(({ name, method, key }) => [name, method, key?.checkedBy])
    }
    expect(told((it, own) => it.adoptSigned(own))).toEqual([
      ['Adam Moor', 'passkey', 'Mara Keller'],
      ['Hugo Lind', 'passkey', 'Hana Novak'],
    ])
    expect(told((it) => it.adoptSigned())).toEqual([
      ['Adam Moor', 'password', undefined],
      ['Hugo Lind', 'password', undefined],
    ])
    expect(told((it) => it.adopt())).toEqual([
      ['Adam Moor', undefined, undefined],
      ['Hugo Lind', undefined, undefined],
    ])
  })

  it('[VER8] takes signatures of every algorithm a passkey may use, of both sides in any pairing', () => {
    for (const mdm of PASSKEY_KINDS) {
      for (const hdo of PASSKEY_KINDS) {
        const { story, frozen } = passkeyStory({ mdm: new SoftPasskey(mdm), hdo: new SoftPasskey(hdo) })
        const verdict = verifyBundle(story.bundle(frozen), verifyByNode)
        expect(verdict.problems).toEqual([])
        expect(verdict.facts?.acts.map(({ method, key }) => [method, key?.checkedBy])).toEqual([
          ['passkey', 'Adam Moor'],
          ['passkey', 'Hugo Lind'],
        ])
      }
    }
  })
})
