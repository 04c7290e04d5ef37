import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function newControl(peer: Peer, values: Record<string, unknown> = {}): string {
  peer.do('add-risk', { capability: 'ALOF' })
  peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values })
  return peer.id('C8-ALOF-1-1')
}

const set = (field: string, value: unknown) => (peer: Peer, element: string) =>
  peer.do('set-field', { element, field, value })

const addEvidence = (values: Record<string, unknown>) => (peer: Peer, claim: string) =>
  peer.do('add-evidence', { claim, statement: 'Test report TR-1', values })

export const CONTROL_CASES: readonly RuleCase[] = [
  { rule: 'CTL1', breaks: newControl, repairs: set('responsible', 'mdm') },
  {
    rule: 'CTL2',
    breaks: (peer) => {
      const control = newControl(peer, { responsible: 'shared' })
      addEvidence({ side: 'hdo' })(peer, control)
      return control
    },
    repairs: addEvidence({ side: 'mdm' }),
    says: 'the manufacturer',
  },
  {
    rule: 'CTL3',
    breaks: (peer) => newControl(peer, { responsible: 'shared', dutyMdm: 'Delivers the setting.' }),
    repairs: (peer, element) => peer.do('set-text', { element, field: 'dutyHdo', text: 'Sets it per ward.' }),
    says: 'the hospital',
  },
  {
    rule: 'CTL4',
    breaks: (peer) => newControl(peer, { responsible: 'mdm', due: '2026-11-20' }),
    repairs: set('state', 'implemented'),
  },
  {
    rule: 'CTL4',
    breaks: (peer) => newControl(peer, { responsible: 'shared', dueHdo: '2026-11-20', stateMdm: 'verified' }),
    repairs: set('stateHdo', 'implemented'),
    says: 'at the hospital',
  },
  { rule: 'CTL5', breaks: newControl, repairs: set('basis', 'own') },
  {
    rule: 'CTL6',
    breaks: (peer) => newControl(peer, { standard: 'IEC/TR 80001-2-8:2016', ref: 'ALOF.1', basis: 'editorial' }),
    repairs: set('standard', 'NIST SP 800-53 r5'),
  },
  {
    rule: 'CTL7',
    breaks: (peer) => {
      const control = newControl(peer)
      peer.do('relate', { from: 'C6-ALOF', type: 'supportedBy', to: control })
      peer.do('unrelate', { from: peer.id('S2-ALOF-1'), type: 'supportedBy', to: control })
      return control
    },
    repairs: (peer, control) => peer.do('use-control', { risk: peer.id('C7-ALOF-1'), control }),
  },
  {
    rule: 'CTL8',
    breaks: (peer) => newControl(peer, { responsible: 'shared', ownerMdm: 'Nina Berg' }),
    repairs: set('ownerHdo', 'Omar Said'),
    says: 'at the hospital',
  },
  {
    rule: 'CTL9',
    breaks: (peer) => {
      const element = newControl(peer, { responsible: 'hdo' })
      const hospital = peer.as('hdo')
      hospital.do('set-field', { element, field: 'acceptanceHdo', value: 'refused' })
      hospital.do('set-field', { element, field: 'acceptanceNoteHdo', value: 'No staff at night' })
      return element
    },
    repairs: (peer, element) => peer.as('hdo').do('set-field', { element, field: 'acceptanceHdo', value: 'accepted' }),
    says: 'No staff at night',
  },
  {
    rule: 'CTL10',
    breaks: (peer) => newControl(peer, { responsible: 'shared', stateMdm: 'implemented', stateHdo: 'verified' }),
    repairs: addEvidence({ side: 'mdm' }),
  },
  {
    rule: 'CTL11',
    breaks: (peer) => {
      const control = newControl(peer, { responsible: 'mdm', stateMdm: 'verified' })
      addEvidence({ side: 'mdm', reviewBy: '2026-11-20' })(peer, control)
      return control
    },
    repairs: addEvidence({ side: 'mdm' }),
  },
  {
    rule: 'CTL12',
    breaks: (peer) => {
      const values = { standard: 'NIST SP 800-53 r5', ref: 'AC-11', title: 'Device Lock' }
      const first = newControl(peer, values)
      // The same row is not added to one risk twice; a number can be typed into a control of own words later.
      peer.do('add-control', {
        risk: peer.id('C7-ALOF-1'),
        values: { title: 'Device  LOCK', standard: values.standard },
      })
      const second = peer.id('C8-ALOF-1-2')
      peer.do('set-field', { element: second, field: 'ref', value: 'AC-11' })
      return [first, second].sort().at(-1) ?? ''
    },
    repairs: set('ref', 'AC-11(1)'),
  },
  {
    rule: 'CTL13',
    breaks: (peer) => newControl(peer, { basis: 'editorial' }),
    repairs: set('basisChecked', true),
    says: 'not a row of IEC TR 80001-2-8',
  },
  {
    rule: 'CTL14',
    breaks: (peer) => newControl(peer, { standard: 'NIST SP 800-53 r4' }),
    // A row that is published with the older edition is cited as it is printed.
    repairs: (peer, element) => peer.do('set-field', { element, field: 'basis', value: 'published' }),
  },
  {
    rule: 'CTL15',
    breaks: (peer) => newControl(peer, { responsible: 'mdm' }),
    repairs: (peer, element) => peer.as('mdm').do('set-field', { element, field: 'acceptanceMdm', value: 'accepted' }),
  },
  {
    rule: 'CTL16',
    breaks: (peer) => {
      const control = newControl(peer, { responsible: 'shared' })
      addEvidence({ side: 'mdm', confidentiality: 'own-side' })(peer, control)
      return control
    },
    repairs: addEvidence({ side: 'mdm', confidentiality: 'both' }),
    says: 'the hospital can see none of it',
  },
  {
    rule: 'CTL16',
    breaks: (peer) => {
      const control = newControl(peer, { responsible: 'shared' })
      addEvidence({ side: 'mdm', confidentiality: 'own-side' })(peer, control)
      return control
    },
    repairs: (peer, control) => {
      const [element] = peer.graph.supports(control)
      peer.as('hdo').do('set-field', { element, field: 'adequateHdo', value: 'yes' })
    },
    says: 'record its judgement',
  },
  {
    rule: 'CTL17',
    breaks: (peer) => newControl(peer, { responsible: 'hdo' }),
    repairs: set('dueHdo', '2027-01-31'),
  },
  {
    rule: 'CTL26',
    breaks: (peer) => newControl(peer, { standard: 'NIST SP 800-53 r5', ref: 'AU-8', basis: 'published' }),
    repairs: set('basis', 'editorial'),
    says: 'for ALOF',
  },
]
