import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CLIP_MOST, type Clip, clipSchema, clipToText, copyBranches, textToClip } from '@/lib/case/clip'
import { branchOf } from '../layout/arguments'

const words = (clip: Clip | undefined) => clip?.elements.map(({ kind, statement }) => `${kind} ${statement}`)

describe('copying a branch', () => {
  it('[CLP1] takes what is below and beside, with relations inside, and no id of the case', () => {
    const graph = branchOf(2, 2)
    const clip = copyBranches(graph, ['C7-1'], (id) => (id === 'C7-1' ? ['Why we rate it so'] : []))
    expect(clipSchema.safeParse(clip).success).toBe(true)
    expect(clip.elements).toHaveLength(7)
    expect(clip.elements[0]).toMatchObject({
      kind: 'goal',
      role: 'C7',
      facet: 'risk',
      narrative: ['Why we rate it so'],
    })
    expect(clip.relations).toHaveLength(6)
    const keys = new Set(clip.elements.map((element) => element.key))
    expect(clip.relations.every(({ from, to }) => keys.has(from) && keys.has(to))).toBe(true)
    expect(JSON.stringify(clip.relations)).not.toContain('C7-1')
  })

  it('[CLP1] a selected element that lies below another selected one comes with that one, once', () => {
    const graph = branchOf(1, 2)
    const clip = copyBranches(graph, ['C8-1-1', 'C7-1', 'Sn-1-2'])
    expect(clip.roots).toEqual(['e1'])
    expect(clip.elements).toHaveLength(copyBranches(graph, ['C7-1']).elements.length)
  })
})

describe('a branch as text', () => {
  it('[CLP2] reads back as the same kinds, words and relations', () => {
    const clip = copyBranches(branchOf(2, 2), ['C6'])
    const back = textToClip(clipToText(clip))
    expect(words(back)).toEqual(words(clip))
    const named = (one: Clip | undefined) => one?.relations.map(({ from, type, to }) => `${from}>${type}>${to}`).sort()
    expect(named(back)).toEqual(named(clip))
  })

  it('[CLP2] plain notes become claims: bullets go, tabs and spaces indent, what GSN forbids hangs one higher', () => {
    const clip = textToClip(
      'Logoff works\n\t- Timer ends the session\n\t\tEvidence: Test report 7\n\t\t\tIt was run twice\n2) Cables are short\n',
    )
    expect(words(clip)).toEqual([
      'goal Logoff works',
      'goal Timer ends the session',
      'solution Test report 7',
      'goal It was run twice',
      'goal Cables are short',
    ])
    expect(clip?.roots).toEqual(['e1', 'e5'])
    expect(clip?.relations.map(({ from, to }) => `${from}>${to}`)).toEqual(['e1>e2', 'e2>e3', 'e2>e4'])
  })

  it('[CLP2] whatever text comes in, a clip that fits the schema comes out or none (seed 20261122)', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 40 }), (lines) => {
        const clip = textToClip(lines.join('\n'))
        expect(clip === undefined || clipSchema.safeParse(clip).success).toBe(true)
      }),
      { seed: 20261122, numRuns: 200 },
    )
    expect(textToClip(' \n\t\n')).toBeUndefined()
    expect(textToClip('a line\n'.repeat(CLIP_MOST + 1))).toBeUndefined()
  })
})
