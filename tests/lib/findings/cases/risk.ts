import type { Side } from '@/lib/access/policy'
import { cellField, levelsField } from '@/lib/case/facets/policy'
import { nodesOf } from '@/lib/case/ydoc'
import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]
type Values = Record<string, string | number | boolean>

function newRisk(peer: Peer, values: Values = {}): string {
  peer.do('add-risk', { capability: 'ALOF' })
  const risk = peer.id('C7-ALOF-1')
  setFields(peer, risk, values)
  return risk
}

function setFields(peer: Peer, element: string, values: Values): void {
  for (const [field, value] of Object.entries(values)) peer.do('set-field', { element, field, value })
}

/** Both sides adopt the proposal. */
function adoptBoth(peer: Peer): void {
  for (const side of ['mdm', 'hdo'] as const) peer.as(side).do('adopt-policy', { element: 'J2' })
}

function judge(peer: Peer, side: Side, likelihood: number, severity: number, value: string): void {
  peer.as(side).do('set-field', { element: 'J2', field: cellField(likelihood, severity, side), value })
}

function writeReason(peer: Peer, risk: string, side: Side): void {
  const field = side === 'mdm' ? 'residualReasonMdm' : 'residualReasonHdo'
  peer.as(side).do('set-text', { element: risk, field, text: 'The benefit of the therapy outweighs it.' })
}

const LEFT = { likelihoodAfter: 3, severityAfter: 3 }

function disclose(peer: Peer, risk: string, text = 'The pump can be stopped by whoever holds its key.'): void {
  peer.as('mdm').do('set-text', { element: risk, field: 'transferDisclosed', text })
}

/** As a file from elsewhere could bring it: our own commands refuse it. */
function smuggle(peer: Peer, risk: string, field: string, value: string): void {
  nodesOf(peer.doc).get(risk)?.set(field, value)
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
  {
    rule: 'RSK3',
    says: 'not acceptable to the hospital (Possible with Moderate)',
    breaks: (peer) => {
      adoptBoth(peer)
      judge(peer, 'hdo', 3, 3, 'unacceptable')
      return newRisk(peer, { treatment: 'mitigate', ...LEFT })
    },
    repairs: (peer, element) => writeReason(peer, element, 'hdo'),
  },
  {
    rule: 'RSK4',
    says: 'acceptable to the manufacturer, not to the hospital',
    breaks: (peer) => {
      adoptBoth(peer)
      judge(peer, 'hdo', 3, 3, 'unacceptable')
      return newRisk(peer, { treatment: 'mitigate', ...LEFT })
    },
    repairs: (peer, element) => setFields(peer, element, { likelihoodAfter: 1, severityAfter: 1 }),
  },
  {
    rule: 'RSK5',
    says: 'Let the manufacturer write',
    breaks: (peer) => {
      adoptBoth(peer)
      return newRisk(peer, { treatment: 'mitigate', ...LEFT })
    },
    repairs: (peer, element) => {
      writeReason(peer, element, 'mdm')
      writeReason(peer, element, 'hdo')
    },
  },
  {
    rule: 'RSK6',
    says: 'nothing is disclosed',
    breaks: (peer) => newRisk(peer, { treatment: 'transfer' }),
    repairs: (peer, element) => disclose(peer, element),
  },
  {
    rule: 'RSK7',
    says: 'has not confirmed',
    breaks: (peer) => {
      const risk = newRisk(peer, { treatment: 'transfer' })
      disclose(peer, risk)
      return risk
    },
    repairs: (peer, element) => peer.as('hdo').do('confirm-transfer', { element }),
  },
  {
    rule: 'RSK7',
    says: 'has changed since phdo confirmed on 2026-11-21',
    breaks: (peer) => {
      const risk = newRisk(peer, { treatment: 'transfer' })
      disclose(peer, risk)
      peer.as('hdo').do('confirm-transfer', { element: risk })
      disclose(peer, risk, 'There is more to it.')
      return risk
    },
    repairs: (peer, element) => disclose(peer, element),
  },
  {
    rule: 'RSK8',
    says: 'the hospital gives no reason',
    breaks: (peer) => {
      adoptBoth(peer)
      judge(peer, 'mdm', 3, 3, 'acceptable')
      return newRisk(peer, { treatment: 'accept', ...LEFT })
    },
    repairs: (peer, element) => writeReason(peer, element, 'hdo'),
  },
  {
    rule: 'RSK9',
    breaks: (peer) => newRisk(peer, { likelihoodBefore: 2, severityBefore: 3, likelihoodAfter: 1, severityAfter: 4 }),
    repairs: (peer, element) => setFields(peer, element, { severityAfter: 3 }),
  },
  {
    rule: 'RSK9',
    breaks: (peer) => {
      const risk = newRisk(peer)
      setFields(peer.as('hdo'), risk, { likelihoodBeforeHdo: 2, likelihoodAfterHdo: 3 })
      return risk
    },
    repairs: (peer, element) => setFields(peer.as('hdo'), element, { likelihoodAfterHdo: 2 }),
  },
  {
    rule: 'RSK10',
    breaks: (peer) => newRisk(peer, { treatment: 'mitigate', likelihoodBefore: 3, severityBefore: 3, ...LEFT }),
    repairs: (peer, element) => setFields(peer, element, { likelihoodAfter: 2 }),
  },
  {
    rule: 'RSK10',
    breaks: (peer) => newRisk(peer, { treatment: 'mitigate', likelihoodBefore: 3, severityBefore: 3, ...LEFT }),
    repairs: (peer, element) =>
      peer.do('set-text', { element, field: 'ratingReason', text: 'The control only makes it noticed sooner.' }),
  },
  {
    rule: 'RSK11',
    says: 'only proposed',
    breaks: (peer) => {
      peer.as('mdm').do('adopt-policy', { element: 'J2' })
      return 'J2'
    },
    repairs: (peer) => peer.as('hdo').do('adopt-policy', { element: 'J2' }),
  },
  {
    rule: 'RSK12',
    says: "The hospital's matrix contradicts itself",
    breaks: (peer) => {
      judge(peer, 'hdo', 2, 2, 'unacceptable')
      return 'J2'
    },
    repairs: (peer) => judge(peer, 'hdo', 2, 2, 'acceptable'),
  },
  {
    rule: 'RSK13',
    says: '5 cells',
    breaks: (peer) => {
      peer.as('mdm').do('adopt-policy', { element: 'J2' })
      setFields(peer.as('mdm'), 'J2', { [levelsField('severity', 'mdm')]: 6 })
      return 'J2'
    },
    repairs: (peer) => setFields(peer.as('mdm'), 'J2', { [levelsField('severity', 'mdm')]: 5 }),
  },
  {
    rule: 'RSK14',
    says: '"CVE-26-1"',
    breaks: (peer) => {
      const risk = newRisk(peer)
      smuggle(peer, risk, 'cve', 'CVE-2026-12345, CVE-26-1')
      return risk
    },
    repairs: (peer, element) => setFields(peer, element, { cve: 'CVE-2026-12345, CVE-2026-54321' }),
  },
  {
    rule: 'RSK15',
    breaks: (peer) => {
      const risk = newRisk(peer)
      smuggle(peer, risk, 'cvss', 'CVSS:3.1/AV:N/AC:L')
      return risk
    },
    repairs: (peer, element) => setFields(peer, element, { cvss: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }),
  },
  {
    rule: 'RSK16',
    breaks: newRisk,
    repairs: (peer, element) => setFields(peer, element, { affectsIntegrity: true }),
  },
  {
    rule: 'RSK17',
    says: '9.3',
    breaks: (peer) =>
      newRisk(peer, {
        severityBefore: 2,
        cvss4: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
      }),
    repairs: (peer, element) =>
      peer.do('set-text', { element, field: 'ratingReason', text: 'Nothing of it reaches the therapy.' }),
  },
  {
    rule: 'RSK18',
    breaks: (peer) => newRisk(peer, { exploitability: 'exploited', likelihoodBefore: 1 }),
    repairs: (peer, element) => setFields(peer, element, { likelihoodBefore: 3 }),
  },
  {
    rule: 'RSK19',
    breaks: (peer) => newRisk(peer, { harm: 'Overdose' }),
    repairs: (peer, element) => setFields(peer, element, { hazard: 'HZ-014' }),
  },
]
