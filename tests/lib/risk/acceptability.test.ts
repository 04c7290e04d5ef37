import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIDES, type Side } from '@/lib/access/policy'
import { cellField, levelsField } from '@/lib/case/facets/policy'
import type { Element } from '@/lib/gsn/graph'
import { acceptabilityOf, accordWords, toScale, verdictOf, verdictWords } from '@/lib/risk/acceptability'
import { heatMaps } from '@/lib/risk/heat-map'
import { policyFor } from '@/lib/risk/policy'
import { VERDICTS } from '@/lib/risk/verdict'
import { grownCase, type Peer } from '../../support/case'

type Values = Record<string, string | number>

function set(peer: Peer, element: string, values: Values): void {
  for (const [field, value] of Object.entries(values)) peer.do('set-field', { element, field, value })
}

/** A case in which both sides have adopted the proposal, with one risk. */
function judgedCase(values: Values = {}): Peer {
  const peer = grownCase('ALOF', 'AUDT')
  for (const side of SIDES) peer.as(side).do('adopt-policy', { element: 'J2' })
  peer.do('add-risk', { capability: 'ALOF', values })
  return peer
}

function risk(peer: Peer, name = 'C7-ALOF-1'): Element {
  return peer.graph.elements.get(peer.id(name)) as Element
}

const judge = (peer: Peer, name?: string) => acceptabilityOf(peer.graph, risk(peer, name))

describe('what a side’s policy says about a risk', () => {
  it('[POL6] a risk acceptable to one side and not to the other is told as exactly that', () => {
    const peer = judgedCase({ likelihoodAfter: 2, severityAfter: 4 })
    expect(judge(peer).accord).toBe('both-accept')
    set(peer.as('hdo'), 'J2', { [cellField(2, 4, 'hdo')]: 'unacceptable' })
    expect(accordWords(judge(peer).accord)).toBe('Acceptable to the manufacturer, not to the hospital')
    set(peer.as('mdm'), 'J2', { [cellField(2, 4, 'mdm')]: 'unacceptable' })
    expect(judge(peer).accord).toBe('neither-accepts')
    set(peer.as('hdo'), 'J2', { [cellField(2, 4, 'hdo')]: 'tolerable' })
    expect(accordWords(judge(peer).accord)).toBe('Acceptable to the hospital, not to the manufacturer')
  })

  it('[POL6] a proposed matrix gives no verdict of its side, and an unrated risk none of either', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF', values: { likelihoodAfter: 5, severityAfter: 5 } })
    peer.as('mdm').do('adopt-policy', { element: 'J2' })
    const { after, before, accord } = judge(peer)
    expect(accord).toBe('open')
    expect(verdictWords(after.hdo)).toBe('Not acceptable by the proposed matrix')
    expect(verdictWords(after.mdm)).toBe('Not acceptable')
    expect(verdictWords(before.mdm)).toBe('Not rated')
  })

  it('[POL4] the common rating is carried over end to end, evenly, halves to the worse', () => {
    const scales = [3, 4, 5, 6].map((levels) => [1, 2, 3, 4, 5].map((common) => toScale(common, levels)))
    expect(scales).toEqual([
      [1, 2, 2, 3, 3],
      [1, 2, 3, 3, 4],
      [1, 2, 3, 4, 5],
      [1, 2, 4, 5, 6],
    ])
  })

  it('[POL4] a side that rates on its own scale is judged by that, the other side by the common rating', () => {
    const peer = judgedCase({ likelihoodAfter: 5, severityAfter: 5 })
    set(peer.as('hdo'), 'J2', { [levelsField('likelihood', 'hdo')]: 3 })
    set(peer.as('hdo'), risk(peer).id, { likelihoodAfterHdo: 1 })
    const { after } = judge(peer)
    expect(after.hdo).toMatchObject({ likelihood: 1, likelihoodIsOwn: true, severity: 5, severityIsOwn: false })
    expect(after.mdm).toMatchObject({ likelihood: 5, verdict: 'unacceptable' })
    // A rating from a longer scale is the worst of the shorter one, never off the matrix.
    set(peer.as('hdo'), risk(peer).id, { likelihoodAfterHdo: 6 })
    expect(judge(peer).after.hdo.likelihood).toBe(3)
  })

  it('[POL4] the same policy and risk give the same verdict, and nothing else changes it', () => {
    const cell = fc.constantFrom(...VERDICTS)
    const level = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(level, level, cell, fc.constantFrom(...SIDES), (likelihood, severity, value, side: Side) => {
        const peer = judgedCase({ likelihoodAfter: likelihood, severityAfter: severity })
        set(peer.as(side), 'J2', { [cellField(likelihood, severity, side)]: value })
        const policy = policyFor(peer.graph, 'ALOF', side)
        const verdict = verdictOf(policy, risk(peer), 'after')
        expect(verdict.verdict).toBe(value)
        peer.do('set-text', { element: risk(peer).id, field: 'threat', text: 'Something else' })
        peer.do('add-risk', { capability: 'AUDT' })
        expect(verdictOf(policyFor(peer.graph, 'ALOF', side), risk(peer), 'after')).toEqual(verdict)
      }),
      { numRuns: 15 },
    )
  })
})

describe('the heat map of a side', () => {
  it('[POL7] every argued risk stands on it exactly once, before and after treatment, for either side', () => {
    const level = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined })
    const rating = fc.record({ b: level, c: level, d: level, e: level, capability: fc.constantFrom('ALOF', 'AUDT') })
    fc.assert(
      fc.property(fc.array(rating, { maxLength: 6 }), fc.integer({ min: 3, max: 6 }), (ratings, levels) => {
        const peer = judgedCase()
        for (const { b, c, d, e, capability } of ratings) {
          const given = { likelihoodBefore: b, severityBefore: c, likelihoodAfter: d, severityAfter: e }
          const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
          peer.do('add-risk', { capability, values })
        }
        peer.do('override-policy', { capability: 'AUDT' })
        peer.as('hdo').do('adopt-policy', { element: 'J3-AUDT' })
        set(peer.as('hdo'), 'J2', { [levelsField('severity', 'hdo')]: levels })
        const risks = [...peer.graph.elements.values()].filter(({ facet }) => facet === 'risk').map(({ id }) => id)
        for (const side of SIDES) {
          for (const stage of ['before', 'after'] as const) {
            const maps = heatMaps(peer.graph, side, stage)
            const standing = maps.flatMap(({ cells, unrated }) => [
              ...cells.flat().flatMap((cell) => cell.risks),
              ...unrated,
            ])
            expect(standing.toSorted()).toEqual(risks.toSorted())
            for (const { policy, cells } of maps) {
              expect(cells.map((row) => row.length)).toEqual(policy.likelihood.map(() => policy.severity.length))
            }
          }
        }
      }),
      { numRuns: 15 },
    )
  })

  it('[POL7] a parked risk stands on none', () => {
    const peer = judgedCase({ likelihoodAfter: 1, severityAfter: 1 })
    expect(heatMaps(peer.graph, 'mdm', 'after')[0]?.cells[0]?.[0]?.risks).toEqual([risk(peer).id])
    peer.do('decide-capability', { capability: 'ALOF', decision: 'not-required', justification: 'No sessions.' })
    expect(
      heatMaps(peer.graph, 'mdm', 'after')
        .flatMap(({ cells }) => cells.flat())
        .flatMap((c) => c.risks),
    ).toEqual([])
  })
})
