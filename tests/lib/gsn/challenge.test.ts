import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { challengeStates, readChallenges } from '@/lib/gsn/challenge'
import { type Challenge, challengeKey } from '@/lib/gsn/challenge-edges'
import { type CaseGraph, type Element, effectiveGraph, type Relation } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'

const KIND: Readonly<Record<string, Kind>> = { G: 'goal', E: 'solution', S: 'strategy', K: 'context' }

function element(id: string, statement = 'This is so'): Element {
  const kind = KIND[id[0] ?? ''] ?? 'goal'
  return { id, kind, name: id, statement, undeveloped: false, deleted: false, fields: {}, texts: {} }
}

/** `G1>E1` rests on, `G1~K1` in the context of, `G9!G1` challenges; `G9!G1>E1` challenges the relation. */
function argument(lines: string, statements: Readonly<Record<string, string>> = {}): CaseGraph {
  const ids = new Set(lines.match(/[GESK]\d/g) ?? [])
  const relations: Relation[] = []
  const challenges: Challenge[] = []
  for (const line of lines.split(' ')) {
    const [from, what] = line.split('!')
    if (what !== undefined && from !== undefined) {
      const [a, b] = what.split('>') as [string, string?]
      const target = b === undefined ? { element: a } : { relation: { from: a, type: 'supportedBy' as const, to: b } }
      challenges.push({ from, target, order: '' })
      continue
    }
    const [a, sign, b] = line.split(/([>~])/) as [string, string, string]
    relations.push({ from: a, type: sign === '>' ? 'supportedBy' : 'inContextOf', to: b, order: '' })
  }
  return effectiveGraph(
    [...ids].map((id) => element(id, statements[id])),
    relations,
    { challenges },
  )
}

function states(lines: string, statements?: Readonly<Record<string, string>>): Record<string, string> {
  const entries = [...challengeStates(argument(lines, statements))].map(([id, { state, direct }]) => [
    id,
    direct ? state : `${state}, inherited`,
  ])
  return Object.fromEntries(entries)
}

describe('a challenge', () => {
  it('[GSN14] by evidence that says something defeats, and what rests on it is in doubt, up to the top', () => {
    expect(states('G1>S1 S1>G2 G2>E1 E9!G2')).toEqual({
      G2: 'defeated',
      S1: 'in-doubt, inherited',
      G1: 'in-doubt, inherited',
    })
  })

  it('[GSN14] by a claim puts in doubt until the claim is supported down to evidence', () => {
    expect(states('G1>E1 G9!G1')).toMatchObject({ G1: 'in-doubt' })
    expect(states('G1>E1 G9!G1 G9>G8')).toMatchObject({ G1: 'in-doubt' })
    expect(states('G1>E1 G9!G1 G9>G8 G8>E8')).toMatchObject({ G1: 'defeated' })
  })

  it('[GSN14] by evidence that says nothing yet, or still holds a placeholder, only puts in doubt', () => {
    expect(states('G1>E1 E9!G1', { E9: ' ' })).toMatchObject({ G1: 'in-doubt' })
    expect(states('G1>E1 E9!G1', { E9: '{test report}' })).toMatchObject({ G1: 'in-doubt' })
  })

  it('[GSN14] that is itself defeated does nothing; one that is in doubt only puts in doubt', () => {
    expect(states('G1>E1 E9!G1 E8!E9')).toEqual({ E9: 'defeated' })
    expect(states('G1>E1 E9!G1 G8!E9')).toEqual({ E9: 'in-doubt', G1: 'in-doubt' })
  })

  it('[GSN14] of a relation leaves both ends as they are and what rests on it in doubt', () => {
    const graph = argument('G1>G2 G2>E1 E9!G1>G2')
    expect(readChallenges(graph).relations.get('G1:supportedBy:G2')).toMatchObject({ state: 'defeated' })
    expect(challengeStates(graph).get('G1')).toMatchObject({ state: 'in-doubt', direct: false })
    expect(challengeStates(graph).has('G2')).toBe(false)
  })

  it('[GSN14] of a context puts in doubt what stands in it', () => {
    expect(states('G1>G2 G2~K1 G2>E1 E9!K1')).toEqual({
      K1: 'defeated',
      G2: 'in-doubt, inherited',
      G1: 'in-doubt, inherited',
    })
  })

  it('[ARG1] in a circle decides nothing and leaves all of them in doubt', () => {
    expect(states('E8!E9 E9!E8 E9!G1 G1>E1')).toEqual({ E8: 'in-doubt', E9: 'in-doubt', G1: 'in-doubt' })
  })

  it('[ARG3] from what cannot challenge, at itself, or at nothing does not count and is told', () => {
    const graph = argument('S1!G1 G1!G1 E9!G7 G1>E1')
    const without = effectiveGraph(
      [...graph.elements.values()].filter(({ id }) => id !== 'G7'),
      [],
      { challenges: [{ from: 'E9', target: { element: 'G7' }, order: '' }] },
    )
    expect(graph.skipped.map(({ from, reason }) => `${from} ${reason}`)).toEqual(['G1 illegal', 'S1 illegal'])
    expect(without.skipped).toMatchObject([{ from: 'E9', type: 'challenges', to: 'G7', reason: 'dangling' }])
  })

  it('[ARG3] sleeps while its relation is not drawn, and counts again when it is', () => {
    expect(argument('G9!G1>E1 G1>E2').challenges).toHaveLength(0)
    expect(argument('G9!G1>E1 G1>E1').challenges).toHaveLength(1)
  })
})

const ids = ['G1', 'G2', 'G3', 'G4', 'E1', 'E2', 'E3', 'S1', 'K1']
const pair = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids))
const edges = fc.record({ rests: fc.array(pair, { maxLength: 14 }), against: fc.array(pair, { maxLength: 10 }) })
let built = 0

describe('challenges in any argument (seed 7)', () => {
  const build = ({ rests, against }: { rests: [string, string][]; against: [string, string][] }) =>
    effectiveGraph(
      ids.map((id) => element(id)),
      rests.map(([from, to]) => ({ from, type: 'supportedBy' as const, to, order: '' })),
      { challenges: against.map(([from, to]) => ({ from, target: { element: to }, order: '' })) },
    )

  it('[ARG1] are weighed alike in whatever order they were made', () => {
    fc.assert(
      fc.property(edges, ({ rests, against }) => {
        const graph = build({ rests, against })
        const turned = build({ rests: rests.toReversed(), against: against.toReversed() })
        built += graph.challenges.length
        expect([...readChallenges(turned).weights].sort()).toEqual([...readChallenges(graph).weights].sort())
        expect([...challengeStates(turned)].sort()).toEqual([...challengeStates(graph)].sort())
      }),
      { seed: 7, numRuns: 300 },
    )
    expect(built).toBeGreaterThan(300)
  })

  it('[ARG2] reach exactly what rests on something that is struck', () => {
    fc.assert(
      fc.property(edges, (made) => {
        const graph = build(made)
        const states = challengeStates(graph)
        const struck = new Set([...states].filter(([, { direct }]) => direct).map(([id]) => id))
        const rests = (id: string): boolean => graph.supports(id).some((below) => struck.has(below) || rests(below))
        for (const { id } of graph.elements.values()) expect(states.has(id), id).toBe(struck.has(id) || rests(id))
        const inForce = graph.challenges.filter(
          (one) => readChallenges(graph).weights.get(challengeKey(one)) !== 'void',
        )
        expect(struck).toEqual(new Set(inForce.flatMap(({ target }) => ('element' in target ? [target.element] : []))))
      }),
      { seed: 7, numRuns: 300 },
    )
  })
})
