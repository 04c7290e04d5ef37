import { describe, expect, it } from 'vitest'
import { causesInWords, causesOf, memoryOf } from '@/lib/review/causes'
import { claimDigests, differingComponents } from '@/lib/review/digests'
import { stalenessEffect } from '@/lib/review/staleness'
import { reviewState } from '@/lib/review/state'
import { grownCase, type Peer } from '../../support/case'

/** What became out of date in a claim since it was seen, in words. */
function since(peer: Peer, claim: string, act: () => void): readonly string[] {
  const before = peer.graph
  const memory = memoryOf(before, claim)
  const was = claimDigests(before).get(claim)!
  act()
  const after = peer.graph
  const components = differingComponents(was, claimDigests(after).get(claim)!)
  return causesInWords(after, claim, causesOf(after, claim, memory, components))
}

describe('an approval of what is challenged', () => {
  it('[REV14] goes out of date with the cause "challenged", for the claim itself and for all above it', () => {
    for (const claim of ['C5-ALOF', 'C4-ALOF', 'C1']) {
      const peer = grownCase('ALOF')
      const words = since(peer, claim, () =>
        peer.do('add-challenge', { target: { element: 'C5-ALOF' }, statement: 'The list is not complete' }),
      )
      expect(words, claim).toEqual(['challenged: C5-ALOF by G-ALOF-1'])
    }
  })

  it('[REV14] leaves claims that do not rest on it alone', () => {
    const peer = grownCase('ALOF')
    const words = since(peer, 'C6-ALOF', () => peer.do('add-challenge', { target: { element: 'C5-ALOF' } }))
    expect(words).toEqual([])
  })

  it('[REV14] fits again when the challenge is withdrawn, or defeated', () => {
    const peer = grownCase('ALOF')
    const before = claimDigests(peer.graph).get('C1')
    const target = { element: 'C5-ALOF' }
    const by = peer.do('add-challenge', { target, kind: 'solution', statement: 'Test report 7' }).created[0]!
    expect(claimDigests(peer.graph).get('C1')).not.toEqual(before)
    const answer = peer.do('add-challenge', { target: { element: by }, kind: 'solution', statement: 'Retest 8' })
    expect(claimDigests(peer.graph).get('C1')).toEqual(before)
    peer.do('remove-challenge', { by: answer.created[0], target: { element: by } })
    expect(claimDigests(peer.graph).get('C1')).not.toEqual(before)
    peer.do('remove-challenge', { by, target })
    expect(claimDigests(peer.graph).get('C1')).toEqual(before)
  })

  it('[REV14] goes out of date again when a counter-claim becomes supported', () => {
    const peer = grownCase('ALOF')
    const target = { element: 'C5-ALOF' }
    const by = peer.do('add-challenge', { target, statement: 'The list is not complete' }).created[0]!
    const words = since(peer, 'C5-ALOF', () => peer.do('add-evidence', { claim: by, statement: 'Scan of 3 March' }))
    expect(words).toEqual(['challenged: C5-ALOF by G-ALOF-1'])
  })

  it('[REV2] rests on what an away claim stands in for', () => {
    const peer = grownCase('ALOF', 'AUDT')
    peer.do('set-public', { element: 'C4-AUDT', public: true })
    peer.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' })
    const words = since(peer, 'C4-ALOF', () =>
      peer.do('set-text', { element: 'C5-AUDT', text: 'The search for threats was thorough' }),
    )
    expect(words).toEqual(['what it rests on changed: C5-AUDT'])
    expect(stalenessEffect(reviewState(peer.graph, []), 'C5-AUDT')).toBe(0)
  })
})
