import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIDES, type Side } from '@/lib/access/policy'
import { cellField, levelsField, meaningField, wordField } from '@/lib/case/facets/policy'
import { nodesOf } from '@/lib/case/ydoc'
import type { Element } from '@/lib/gsn/graph'
import { defaultScale, defaultVerdict } from '@/lib/risk/default-policy'
import { contradictionsOf, openCells, policyFor, readPolicy, type SidePolicy } from '@/lib/risk/policy'
import { VERDICTS, type Verdict } from '@/lib/risk/verdict'
import { expectMerged, grownCase, merge, type Peer, peers } from '../../support/case'

const J2: Element = {
  id: 'J2',
  kind: 'justification',
  facet: 'policy',
  name: 'J2',
  statement: '',
  undeveloped: false,
  deleted: false,
  fields: {},
  texts: {},
}

const held = (fields: Element['fields']) => readPolicy({ ...J2, fields }, 'hdo')

function setCell(peer: Peer, side: Side, likelihood: number, severity: number, value: Verdict, element = 'J2'): void {
  peer.as(side).do('set-field', { element, field: cellField(likelihood, severity, side), value })
}

describe('reading a matrix', () => {
  it('[POL1] a side that has said nothing is shown a proposal of 5 by 5, plainly not its own', () => {
    const policy = held({})
    expect([policy.likelihood.length, policy.severity.length, policy.adopted]).toEqual([5, 5, false])
    expect(openCells(policy)).toBe(0)
    expect(readPolicy(undefined, 'mdm')).toMatchObject({ adopted: false, element: undefined })
  })

  it('[POL1] whatever stands in the fields, a matrix of 3 to 6 levels with words and lawful verdicts comes out', () => {
    const value = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constantFrom(...VERDICTS))
    const field = fc.constantFrom(
      levelsField('likelihood', 'hdo'),
      levelsField('severity', 'hdo'),
      wordField('severity', 2, 'hdo'),
      meaningField('severity', 2, 'hdo'),
      cellField(2, 2, 'hdo'),
      'policyAdoptedHdo',
    )
    fc.assert(
      fc.property(fc.dictionary(field, value), (fields) => {
        const policy = held(fields as Element['fields'])
        for (const scale of [policy.likelihood, policy.severity]) {
          expect(scale.length).toBeGreaterThanOrEqual(3)
          expect(scale.length).toBeLessThanOrEqual(6)
          for (const { word } of scale) expect(word.trim()).not.toBe('')
        }
        expect(policy.cells).toHaveLength(policy.likelihood.length)
        for (const cell of policy.cells.flat()) expect([undefined, ...VERDICTS]).toContain(cell)
      }),
    )
  })

  it('[POL1] the proposal fits every size, keeps both ends of a scale and never contradicts itself', () => {
    for (const likelihoods of [3, 4, 5, 6]) {
      for (const severities of [3, 4, 5, 6]) {
        const scales = [defaultScale('likelihood', likelihoods), defaultScale('severity', severities)]
        expect(scales.map((scale) => [scale[0]?.word, scale.at(-1)?.word])).toEqual([
          ['Very unlikely', 'Expected'],
          ['Negligible', 'Catastrophic'],
        ])
        const policy = held({
          [levelsField('likelihood', 'hdo')]: likelihoods,
          [levelsField('severity', 'hdo')]: severities,
        })
        expect(contradictionsOf(policy)).toEqual([])
        expect(defaultVerdict(likelihoods, severities, likelihoods, severities)).toBe('unacceptable')
        expect(defaultVerdict(1, 1, likelihoods, severities)).toBe('acceptable')
        expect(policy.cells[0]?.[severities - 1]).toBe('tolerable')
      }
    }
  })

  it('[POL5] of two cells anywhere, a worse one that is judged better is found through its neighbours', () => {
    const cell = fc.constantFrom(...VERDICTS)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 }), (cells) => {
        const policy: SidePolicy = { ...held({}), cells }
        const rank = (l: number, s: number) => VERDICTS.indexOf(cells[l]?.[s] as Verdict)
        const places = cells.flatMap((row, l) => row.map((_, s) => [l, s] as const))
        const contradicts = places.some(([l, s]) =>
          places.some(([m, t]) => m >= l && t >= s && rank(m, t) < rank(l, s)),
        )
        expect(contradictionsOf(policy).length > 0).toBe(contradicts)
      }),
    )
  })
})

describe('a side’s own policy', () => {
  it('[POL8] adopting writes every word and cell into the case, for this side alone, and keeps what was said before', () => {
    const peer = grownCase('ALOF')
    setCell(peer, 'hdo', 1, 1, 'unacceptable')
    peer.as('hdo').do('adopt-policy', { element: 'J2' })
    const node = nodesOf(peer.doc).get('J2')
    expect(node?.get(cellField(1, 1, 'hdo'))).toBe('unacceptable')
    expect(node?.get(cellField(5, 5, 'hdo'))).toBe('unacceptable')
    expect(node?.get(wordField('severity', 5, 'hdo'))).toBe('Catastrophic')
    expect([...(node?.keys() ?? [])].filter((key) => key.endsWith('Mdm'))).toEqual([])
    const policy = policyFor(peer.graph, 'ALOF', 'hdo')
    expect(policy).toMatchObject({ adopted: true, element: 'J2' })
    expect(openCells(policy)).toBe(0)
    expect(peer.try('adopt-policy', { element: 'J2' })).toMatchObject({ refusal: { code: 'not-your-side' } })
    expect(peer.as('hdo').try('adopt-policy', { element: 'C1' })).toMatchObject({ refusal: { code: 'element-absent' } })
  })

  it('[POL8] what is added after adopting is open until the side decides it, never filled by the program', () => {
    const peer = grownCase('ALOF')
    const hdo = peer.as('hdo')
    hdo.do('adopt-policy', { element: 'J2' })
    hdo.do('set-field', { element: 'J2', field: levelsField('likelihood', 'hdo'), value: 6 })
    const policy = policyFor(peer.graph, 'ALOF', 'hdo')
    expect(policy.likelihood[5]).toEqual({ word: 'Level 6', meaning: '' })
    expect(openCells(policy)).toBe(5)
  })

  it('[POL2] a capability’s own matrix counts for the side that adopted it there, for its risks, and goes with its element', () => {
    const peer = grownCase('ALOF', 'AUDT')
    peer.as('hdo').do('adopt-policy', { element: 'J2' })
    expect(peer.do('override-policy', { capability: 'ALOF' }).created).toEqual(['J3-ALOF'])
    expect(peer.do('override-policy', { capability: 'ALOF' }).created).toEqual([])
    const elementOf = (capability: string, side: Side) => policyFor(peer.graph, capability, side).element
    expect(elementOf('ALOF', 'hdo')).toBe('J2')
    peer.as('hdo').do('adopt-policy', { element: 'J3-ALOF' })
    setCell(peer, 'hdo', 1, 1, 'unacceptable', 'J3-ALOF')
    expect([elementOf('ALOF', 'hdo'), elementOf('ALOF', 'mdm'), elementOf('AUDT', 'hdo')]).toEqual([
      'J3-ALOF',
      'J2',
      'J2',
    ])
    expect(policyFor(peer.graph, 'ALOF', 'hdo').cells[0]?.[0]).toBe('unacceptable')
    peer.do('delete-element', { element: 'J3-ALOF' })
    expect(elementOf('ALOF', 'hdo')).toBe('J2')
    peer.do('override-policy', { capability: 'ALOF' })
    expect(elementOf('ALOF', 'hdo')).toBe('J3-ALOF')
    expect(peer.try('override-policy', { capability: 'TXCF' })).toMatchObject({
      refusal: { code: 'capability-not-required' },
    })
  })

  it('[POL3] two colleagues and the other side who edit their matrices at once all keep their cells, in any order', () => {
    const edit = fc.record({
      who: fc.nat(3),
      likelihood: fc.integer({ min: 1, max: 5 }),
      severity: fc.integer({ min: 1, max: 5 }),
      value: fc.constantFrom(...VERDICTS),
    })
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const all = peers(grownCase('ALOF'), 'a', 'b', 'c', 'd')
        const said = new Map<string, Set<string>>()
        for (const { who, likelihood, severity, value } of edits) {
          const side = SIDES[who % 2] as Side
          const field = cellField(likelihood, severity, side)
          setCell(all[who] as Peer, side, likelihood, severity, value)
          said.set(field, (said.get(field) ?? new Set()).add(value))
        }
        expectMerged(...all)
        const { fields } = (all[0] as Peer).graph.elements.get('J2') as Element
        // One of the values that somebody gave; where only one person wrote, exactly theirs.
        for (const [field, values] of said) expect([...values]).toContain(fields[field])
      }),
      { numRuns: 40 },
    )
  })

  it('[POL3] colleagues who edit neighbouring cells while one is offline lose none of them', () => {
    const [one, other] = peers(grownCase('ALOF'), 'one', 'other') as [Peer, Peer]
    setCell(one, 'hdo', 2, 3, 'unacceptable')
    setCell(other, 'hdo', 3, 2, 'acceptable')
    setCell(other, 'mdm', 2, 3, 'acceptable')
    merge(one, other)
    const read = (side: Side) => policyFor(one.graph, 'ALOF', side).cells
    expect([read('hdo')[1]?.[2], read('hdo')[2]?.[1], read('mdm')[1]?.[2]]).toEqual([
      'unacceptable',
      'acceptable',
      'acceptable',
    ])
  })
})
