import { describe, expect, it } from 'vitest'
import { allFindings } from '@/lib/findings/all-findings'
import { grownCase } from '../../support/case'
import { TODAY } from './rule-cases'

describe('all findings of a case', () => {
  it('puts the worst first, and every finding says what to do next', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
    const findings = allFindings(peer.graph, TODAY)
    const rank = findings.map((each) => ['red', 'amber', 'grey'].indexOf(each.severity))
    expect(rank).toEqual([...rank].sort())
    expect(new Set(rank).size).toBe(3)
    for (const each of findings) expect(each.nextStep.length).toBeGreaterThan(5)
  })

  it('judges dates by the day that is given, and not at all without one', () => {
    const peer = grownCase('ALOF')
    peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Plan', values: { side: 'mdm', reviewBy: '2026-11-20' } })
    const late = (today?: string) => allFindings(peer.graph, today).filter(({ rule }) => rule === 'EVD2')
    expect(late(TODAY)).toHaveLength(1)
    expect(late('2026-11-20')).toEqual([])
    expect(late()).toEqual([])
  })

  it('says nothing about what the case does not argue but what is wrong with the notation', () => {
    const peer = grownCase('ALOF')
    peer.do('decide-capability', { capability: 'ALOF', decision: 'not-required', justification: 'It is used alone.' })
    const parked = allFindings(peer.graph, TODAY).filter(({ element }) => element === 'C5-ALOF')
    expect(parked).toEqual([])
  })
})
