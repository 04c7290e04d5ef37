import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function newControl(peer: Peer, values: Record<string, unknown> = {}): string {
  peer.do('add-risk', { capability: 'ALOF' })
  peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values })
  return peer.id('C8-ALOF-1-1')
}

export const CONTROL_CASES: readonly RuleCase[] = [
  {
    rule: 'CTL1',
    breaks: newControl,
    repairs: (peer, element) => peer.do('set-field', { element, field: 'responsible', value: 'mdm' }),
  },
  {
    rule: 'CTL2',
    breaks: (peer) => {
      const control = newControl(peer, { responsible: 'shared' })
      peer.do('add-evidence', { claim: control, statement: 'Policy P-1', values: { side: 'hdo' } })
      return control
    },
    repairs: (peer, element) =>
      peer.do('add-evidence', { claim: element, statement: 'Test report', values: { side: 'mdm' } }),
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
    repairs: (peer, element) => peer.do('set-field', { element, field: 'state', value: 'implemented' }),
  },
]
