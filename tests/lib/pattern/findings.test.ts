import { describe, expect, it } from 'vitest'
import { allFindings } from '@/lib/findings/all-findings'
import { grownCase, type Peer } from '../../support/case'

const TODAY = '2026-11-21'

function caseWithControl(values: Record<string, unknown>): { peer: Peer; control: string } {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF' })
  peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values })
  return { peer, control: peer.id('C8-ALOF-1-1') }
}

function rulesOn(peer: Peer, element: string): string[] {
  return allFindings(peer.graph, TODAY)
    .filter((each) => each.element === element)
    .map((each) => each.rule)
}

describe('findings about risks, controls and evidence', () => {
  it('[CTL1] a control that nobody is responsible for is red', () => {
    const { peer, control } = caseWithControl({})
    const finding = allFindings(peer.graph).find((each) => each.rule === 'CTL1')
    expect(finding).toMatchObject({ element: control, severity: 'red', capability: 'ALOF' })
    peer.do('set-field', { element: control, field: 'responsible', value: 'mdm' })
    expect(rulesOn(peer, control)).not.toContain('CTL1')
  })

  it('[CTL2] a shared control with evidence of one side waits for the other', () => {
    const { peer, control } = caseWithControl({ responsible: 'shared' })
    peer.do('add-evidence', { claim: control, statement: 'Policy P-1', values: { side: 'hdo' } })
    expect(allFindings(peer.graph).find((each) => each.rule === 'CTL2')?.message).toContain('the manufacturer')
    peer.do('add-evidence', { claim: control, statement: 'Test report', values: { side: 'mdm' } })
    expect(rulesOn(peer, control)).not.toContain('CTL2')
  })

  it('[CTL3] a duty that is not written down is a finding for the side that owes it', () => {
    const { peer, control } = caseWithControl({ responsible: 'shared', dutyMdm: 'Delivers the setting.' })
    expect(allFindings(peer.graph).find((each) => each.rule === 'CTL3')?.message).toContain('the hospital')
    peer.do('set-text', { element: control, field: 'dutyHdo', text: 'Sets it per ward.' })
    expect(rulesOn(peer, control)).not.toContain('CTL3')
  })

  it('[CTL4] [EVD2] dates are judged by the day that is given, and not at all without one', () => {
    const { peer, control } = caseWithControl({ responsible: 'mdm', due: '2026-11-20', dutyMdm: 'Ships it.' })
    peer.do('add-evidence', { claim: control, statement: 'Plan', values: { side: 'mdm', reviewBy: '2026-11-20' } })
    const evidence = peer.id('Sn-ALOF-1-1-1')
    expect(rulesOn(peer, control)).toContain('CTL4')
    expect(rulesOn(peer, evidence)).toContain('EVD2')
    expect(allFindings(peer.graph).some((each) => each.rule === 'CTL4' || each.rule === 'EVD2')).toBe(false)
    peer.do('set-field', { element: control, field: 'state', value: 'implemented' })
    peer.do('set-field', { element: evidence, field: 'reviewBy', value: TODAY })
    expect(rulesOn(peer, control)).not.toContain('CTL4')
    expect(rulesOn(peer, evidence)).not.toContain('EVD2')
  })

  it('[RSK1] [RSK2] a risk has to be rated before and after its treatment', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const risk = peer.id('C7-ALOF-1')
    expect(rulesOn(peer, risk)).toEqual(expect.arrayContaining(['RSK1', 'RSK2']))
    const values = {
      likelihoodBefore: 4,
      severityBefore: 4,
      treatment: 'mitigate',
      likelihoodAfter: 1,
      severityAfter: 4,
    }
    for (const [field, value] of Object.entries(values)) peer.do('set-field', { element: risk, field, value })
    expect(rulesOn(peer, risk).filter((rule) => rule.startsWith('RSK'))).toEqual([])
  })

  it('[EVD1] evidence that does not say whose it is is advice, not a block', () => {
    const { peer, control } = caseWithControl({ responsible: 'mdm' })
    peer.do('add-evidence', { claim: control, statement: 'Report' })
    expect(allFindings(peer.graph).find((each) => each.rule === 'EVD1')?.severity).toBe('grey')
  })

  it('puts the worst first, and every finding says what to do next', () => {
    const { peer } = caseWithControl({})
    const findings = allFindings(peer.graph, TODAY)
    const rank = findings.map((each) => ['red', 'amber', 'grey'].indexOf(each.severity))
    expect(rank).toEqual([...rank].sort())
    for (const each of findings) expect(each.nextStep.length).toBeGreaterThan(5)
  })
})
