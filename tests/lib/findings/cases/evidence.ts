import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function newEvidence(peer: Peer, values: Record<string, unknown> = {}): string {
  peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Threat model TM-4', values })
  return peer.id('Sn-ALOF-1')
}

const set = (field: string, value: unknown) => (peer: Peer, element: string) =>
  peer.do('set-field', { element, field, value })

export const EVIDENCE_CASES: readonly RuleCase[] = [
  { rule: 'EVD1', breaks: newEvidence, repairs: set('side', 'mdm') },
  {
    rule: 'EVD2',
    breaks: (peer) => newEvidence(peer, { side: 'mdm', reviewBy: '2026-11-20' }),
    repairs: set('reviewBy', '2026-11-21'),
  },
  {
    rule: 'EVD3',
    breaks: (peer) => {
      newEvidence(peer, { side: 'mdm', reviewBy: '2026-11-20' })
      return 'C5-ALOF'
    },
    repairs: (peer) => set('reviewBy', '2027-11-20')(peer, peer.id('Sn-ALOF-1')),
    says: 'Sn-ALOF-1',
  },
  { rule: 'EVD4', breaks: newEvidence, repairs: set('reference', 'NI-TM-031') },
  {
    rule: 'EVD5',
    breaks: (peer) => newEvidence(peer, { confidentiality: 'own-side', reference: 'NI-TM-031' }),
    repairs: set('sha256', 'a'.repeat(64)),
  },
  {
    rule: 'EVD6',
    breaks: (peer) => newEvidence(peer, { reviewBy: '2026-12-21' }),
    repairs: set('reviewBy', '2026-12-22'),
  },
  {
    rule: 'EVD7',
    breaks: (peer) => newEvidence(peer, { effective: '2026-11-22' }),
    repairs: set('effective', '2026-11-21'),
  },
  {
    rule: 'EVD8',
    breaks: (peer) => {
      const element = newEvidence(peer, { side: 'mdm' })
      peer.as('hdo').do('set-field', { element, field: 'suitableHdo', value: 'no' })
      peer.as('hdo').do('set-field', { element, field: 'judgementHdo', value: 'Tested on another model' })
      return element
    },
    repairs: (peer, element) => peer.as('hdo').do('set-field', { element, field: 'suitableHdo', value: 'yes' }),
    says: 'not suitable ("Tested on another model")',
  },
  {
    rule: 'EVD9',
    breaks: (peer) => newEvidence(peer, { side: 'mdm' }),
    repairs: (peer, element) => peer.as('hdo').do('set-field', { element, field: 'adequateHdo', value: 'yes' }),
    says: 'The hospital',
  },
  {
    rule: 'EVD10',
    breaks: (peer) => newEvidence(peer, { effective: '2026-05-01', reviewBy: '2026-04-01' }),
    repairs: set('effective', '2026-03-01'),
  },
]
