import { describe, expect, it } from 'vitest'
import { CAPABILITY_CODES } from '@/catalog'
import { undoChanges } from '@/lib/case/write'
import { allFindings } from '@/lib/findings/all-findings'
import { holdsPlaceholder } from '@/lib/gsn/kinds'
import { capabilityStates } from '@/lib/reading/capabilities'
import { documentChecklist } from '@/lib/reading/documents'
import { responsibilities } from '@/lib/reading/responsibilities'
import { riskRegister } from '@/lib/reading/risk-register'
import { traceMatrix } from '@/lib/reading/trace-matrix'
import { expectMerged, expectSound, grownCase, type Peer, peers } from '../../support/case'

describe('growing from the pattern', () => {
  it('[PAT5] heads a new case by C1 with CTXT1, CTXT2 and the 19 capabilities, in the order of Table I', () => {
    const { graph } = grownCase()
    expect(graph.rootId).toBe('C1')
    expect(graph.contexts('C1')).toEqual(['CTXT1', 'CTXT2'])
    expect(graph.supports('C1')).toEqual(CAPABILITY_CODES.map((code) => `C2-${code}`))
  })

  it('[PAT5] a required capability grows C4, S1, C5 and C6 with their contexts, and nothing twice when decided again', () => {
    const peer = grownCase('ALOF')
    const once = peer.canonical
    expect(peer.graph.supports('C2-ALOF')).toEqual(['C4-ALOF'])
    expect(peer.graph.supports('C4-ALOF')).toEqual(['S1-ALOF'])
    expect(peer.graph.supports('S1-ALOF')).toEqual(['C5-ALOF', 'C6-ALOF'])
    expect(peer.graph.contexts('S1-ALOF')).toEqual(['J2'])
    expect(peer.graph.contexts('C5-ALOF')).toEqual(['CTXT4-ALOF'])
    peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    expect(peer.canonical).toBe(once)
  })

  it('[PAT6] closing needs a justification, and what was argued comes back when the decision returns', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } })
    const refused = peer.try('decide-capability', { capability: 'ALOF', decision: 'not-required' })
    expect(refused.ok ? '' : refused.refusal.code).toBe('justification-missing')
    peer.do('decide-capability', {
      capability: 'ALOF',
      decision: 'not-required',
      justification: 'The device has no screen.',
    })
    expect(peer.graph.supports('C2-ALOF')).toEqual(['C3-ALOF'])
    expect(peer.graph.elements.get('J1-ALOF')?.statement).toBe('The device has no screen.')
    expect(riskRegister(peer.graph)).toEqual([])
    expect(allFindings(peer.graph).filter((each) => each.capability === 'ALOF')).toEqual([])
    peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    expect(riskRegister(peer.graph)).toHaveLength(1)
  })

  it('[PAT7] names go on counting over the bin, so that a name never means two things', () => {
    const peer = grownCase('ALOF')
    for (let n = 0; n < 3; n++) peer.do('add-risk', { capability: 'ALOF' })
    peer.do('delete-element', { element: peer.id('C7-ALOF-3'), branch: true })
    peer.do('add-risk', { capability: 'ALOF' })
    const names = riskRegister(peer.graph).map((row) => row.name)
    expect(names).toEqual(['C7-ALOF-1', 'C7-ALOF-2', 'C7-ALOF-4'])
  })

  it('[PAT8] risk, control and evidence carry their values and stand where the pattern says', () => {
    const peer = grownCase('AUDT')
    peer.do('add-risk', {
      capability: 'AUDT',
      values: {
        threat: 'Log entries are overwritten.',
        likelihoodBefore: 4,
        severityBefore: 3,
        affectsIntegrity: true,
        cwe: 'CWE-778',
      },
      scenario: { cause: 'The log is small', scenario: 'A flood of events', consequence: 'No trace of misuse' },
    })
    const risk = peer.id('C7-AUDT-1')
    peer.do('add-control', {
      risk,
      values: {
        standard: 'NIST SP 800-53 r5',
        ref: 'AU-4',
        title: 'Audit Log Storage Capacity',
        responsible: 'shared',
      },
    })
    const control = peer.id('C8-AUDT-1-1')
    peer.do('add-evidence', {
      claim: control,
      statement: 'Test report TR-1',
      values: { side: 'mdm', evidenceKind: 'test' },
    })
    const { graph } = peer
    expect(graph.elements.get(risk)?.statement).toBe('Risk associated with "Log entries are overwritten" mitigated')
    expect(riskRegister(graph)[0]).toMatchObject({
      before: 12,
      cause: 'The log is small',
      properties: ['integrity'],
      controls: 1,
    })
    expect(traceMatrix(graph)).toMatchObject([{ capability: 'AUDT', responsible: 'shared', gaps: [] }])
    expect(traceMatrix(graph)[0]?.evidence.map((each) => each.name)).toEqual(['Sn-AUDT-1-1-1'])
    expect(responsibilities(graph)).toMatchObject([{ name: 'C8-AUDT-1-1', responsible: 'shared', state: 'proposed' }])
    expect(graph.elements.get(peer.id('CTXT5-AUDT-1'))?.texts.consequence).toBe('No trace of misuse')
    const rules = allFindings(graph)
      .filter((each) => each.element === control)
      .map((each) => each.rule)
    expect(rules).toEqual(expect.arrayContaining(['CTL2', 'CTL3']))
  })

  it('[PAT9] C6 rests on its log or on risks, never on both', () => {
    const peer = grownCase('PLOK')
    peer.do('add-evidence', { claim: 'C6-PLOK', statement: 'Threat log v2' })
    expect(peer.graph.supports('C6-PLOK')).toEqual(['Sn1-PLOK'])
    peer.do('add-risk', { capability: 'PLOK' })
    expect(peer.graph.supports('C6-PLOK').map((id) => peer.graph.elements.get(id)?.role)).toEqual(['C7'])
    const refused = peer.try('add-evidence', { claim: 'C6-PLOK', statement: 'Another log' })
    expect(refused.ok ? '' : refused.refusal.code).toBe('choice-taken')
  })

  it('[PAT8] a risk for a capability that is not required is refused with what to do first', () => {
    const refused = grownCase().try('add-risk', { capability: 'DIDT' })
    expect(refused.ok ? '' : refused.refusal.message).toContain('Decide first that DIDT is required')
  })

  it('[PAT4] two people who add a risk at once on one server get two risks', () => {
    const server = grownCase('ALOF')
    server.do('add-risk', { capability: 'ALOF' })
    server.do('add-risk', { capability: 'ALOF' })
    const [mdm, hdo] = peers(server, 'mdm', 'hdo') as [Peer, Peer]
    mdm.do('add-element', { kind: 'goal', under: 'C4-ALOF', statement: 'Operators are trained' })
    hdo.do('add-element', { kind: 'assumption', under: 'S1-ALOF', statement: 'The ward is staffed at night.' })
    expectMerged(mdm, hdo, server)
    expect(riskRegister(server.graph)).toHaveLength(2)
  })

  it('[PAT1] [PAT3] an undecided case says for each capability what to decide, and a risk without control what to add', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    const findings = allFindings(peer.graph)
    expect(findings.filter((each) => each.rule === 'PAT3')).toHaveLength(18)
    const strategy = peer.id('S2-ALOF-1')
    expect(findings.find((each) => each.rule === 'PAT1' && each.element === strategy)?.message).toBe(
      'S2-ALOF-1 has no control.',
    )
    for (const each of findings) expect(each.nextStep).toMatch(/[.\w]$/)
  })

  it('[PAT2] [PAT4] an element of the pattern that stands too often, or both branches of a choice, are findings', () => {
    const peer = grownCase('ALOF')
    peer.do('decide-capability', {
      capability: 'AUDT',
      decision: 'not-required',
      justification: 'Nothing is logged here.',
    })
    peer.do('relate', { from: 'C2-AUDT', type: 'supportedBy', to: 'C4-ALOF' })
    const rules = allFindings(peer.graph)
      .filter((each) => each.element === 'C2-AUDT')
      .map((each) => `${each.rule} ${each.severity}`)
    expect(rules).toContain('PAT4 red')
    peer.do('relate', { from: 'C4-ALOF', type: 'inContextOf', to: 'CTXT1' })
    peer.do('relate', { from: 'C1', type: 'supportedBy', to: 'C5-ALOF' })
    expect(allFindings(peer.graph).some((each) => each.rule === 'PAT2')).toBe(false)
  })

  it('[PAT8] bad values are refused with a sentence and nothing is written', () => {
    const peer = grownCase('ALOF')
    const before = peer.canonical
    for (const values of [
      { severityBefore: 9 },
      { nonsense: 1 },
      { cve: 'CVE-1' },
      { treatment: 'ignore' },
      { threat: 7 },
    ]) {
      const refused = peer.try('add-risk', { capability: 'ALOF', values })
      expect(refused.ok).toBe(false)
    }
    expect(peer.canonical).toBe(before)
  })

  it('[CMD4] undo takes back a grown risk whole, unless somebody wrote in it since', () => {
    const peer = grownCase('ALOF')
    const { changes } = peer.do('add-risk', { capability: 'ALOF' })
    undoChanges(peer.doc, changes, 'p')
    expect(riskRegister(peer.graph)).toEqual([])
    const second = peer.do('add-risk', { capability: 'ALOF' })
    peer.do('set-text', { element: peer.id('C7-ALOF-2'), text: 'Risk associated with tailgating mitigated' })
    const { left } = undoChanges(peer.doc, second.changes, 'p')
    expect(left).toBe(second.changes.length)
    expect(riskRegister(peer.graph)).toHaveLength(1)
  })

  it('shows the ten supporting documents with what fills each', () => {
    const rows = documentChecklist(grownCase('ALOF').graph)
    expect(rows).toHaveLength(10)
    expect(rows.some((row) => row.open.length > 0)).toBe(true)
  })

  it('counts risks and controls per capability for its card', () => {
    const peer = grownCase('ALOF')
    peer.do('add-risk', { capability: 'ALOF' })
    peer.do('add-control', { risk: peer.id('C7-ALOF-1') })
    const states = capabilityStates(peer.graph)
    expect(states).toHaveLength(19)
    expect(states[0]).toMatchObject({ capability: 'ALOF', decision: 'required', risks: 1, controls: 1 })
    expectSound(peer.graph)
    expect(holdsPlaceholder(peer.graph.elements.get(peer.id('C8-ALOF-1-1'))?.statement ?? '')).toBe(true)
  })
})
