import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function newRisk(peer: Peer): string {
  peer.do('add-risk', { capability: 'ALOF' })
  return peer.id('C7-ALOF-1')
}

function setFields(peer: Peer, element: string, values: Record<string, string | number>): void {
  for (const [field, value] of Object.entries(values)) peer.do('set-field', { element, field, value })
}

export const RISK_CASES: readonly RuleCase[] = [
  {
    rule: 'RSK1',
    breaks: newRisk,
    repairs: (peer, element) => setFields(peer, element, { likelihoodBefore: 4, severityBefore: 4 }),
  },
  {
    rule: 'RSK2',
    breaks: newRisk,
    repairs: (peer, element) =>
      setFields(peer, element, { treatment: 'mitigate', likelihoodAfter: 1, severityAfter: 4 }),
  },
]
