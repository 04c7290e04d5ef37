import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function newEvidence(peer: Peer, values: Record<string, unknown> = {}): string {
  peer.do('add-evidence', { claim: 'C5-ALOF', statement: 'Threat model TM-4', values })
  return peer.id('Sn-ALOF-1')
}

export const EVIDENCE_CASES: readonly RuleCase[] = [
  {
    rule: 'EVD1',
    breaks: newEvidence,
    repairs: (peer, element) => peer.do('set-field', { element, field: 'side', value: 'mdm' }),
  },
  {
    rule: 'EVD2',
    breaks: (peer) => newEvidence(peer, { side: 'mdm', reviewBy: '2026-11-20' }),
    repairs: (peer, element) => peer.do('set-field', { element, field: 'reviewBy', value: '2026-11-21' }),
  },
]
