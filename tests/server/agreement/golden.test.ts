import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { verifyBundle } from '@/lib/agreement/verify'
import { verifyByNode } from '@/server/cli/node-ed25519'
import { GOLDEN_FOLDER, goldenBundle, makeGolden } from '../../support/golden'

/** One row per kept file: its digest and what is said of it. Rows are added, never changed. */
const GOLDEN = {
  'example-1.rab': { digest: 'c6d744ac2a8d81ee63ba78b4778f63d832bbd86c510f181f92a1a3303b730193', status: 'valid' },
  'example-2.rab': { digest: 'c371b35f4553a53a1672ad34e0a371d5fe8de77f11edb123a4a36239f46dbe22', status: 'valid' },
  'example-3.rab': { digest: '21cc2f2c3cbd648cd264662b4e77583cf65c712baee060f529744563ff051d31', status: 'valid' },
} as const

const make = process.env.ACCORD_MAKE_GOLDEN

describe('a baseline that somebody kept from an earlier release', () => {
  if (make !== undefined) {
    it(`is made once: ${make}`, async () => {
      const verdict = verifyBundle(await makeGolden(make), verifyByNode)
      expect(verdict).toMatchObject({ status: 'valid', problems: [] })
      console.info(make, verdict.digest)
    })
    return
  }

  it.each(Object.entries(GOLDEN))(
    '[VER7] %s is judged as it was on the day it was exported',
    (name, { digest, status }) => {
      const verdict = verifyBundle(goldenBundle(name), verifyByNode)
      expect(verdict.problems).toEqual([])
      expect(verdict).toMatchObject({ status, digest })
      expect(verdict.facts?.acts).toHaveLength(2)
    },
  )

  it('[VER7] no kept file is left out', () => {
    expect(readdirSync(GOLDEN_FOLDER).filter((name) => name.endsWith('.rab'))).toEqual(Object.keys(GOLDEN))
  })
})
