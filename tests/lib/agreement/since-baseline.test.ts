import { describe, expect, it } from 'vitest'
import { casePart } from '@/lib/agreement/content'
import { dateEvent, datesAhead } from '@/lib/agreement/dates-ahead'
import { dutiesOf } from '@/lib/agreement/duties'
import type { Baseline, Proposal } from '@/lib/agreement/proposal'
import { challengedSince, sinceBaseline } from '@/lib/agreement/since-baseline'
import { canonicalCase } from '@/lib/case/canonical-case'
import { facetOf } from '@/lib/case/fields'
import type { RaisedAlert } from '@/lib/review/alerts'
import { grownCase, type Peer } from '../../support/case'

const TODAY = '2026-11-22'
const part = (peer: Peer) => casePart(canonicalCase(peer.doc))

/** ALOF with a risk, a control of the manufacturer and evidence for it. */
function signedCase(): Peer {
  const peer = grownCase('ALOF')
  peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } })
  peer.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { title: 'Session lock', responsible: 'mdm' } })
  peer.do('add-evidence', { claim: peer.id('C8-ALOF-1-1'), values: { evidenceKind: 'test', side: 'mdm' } })
  return peer
}

/** A case as it was signed, then edited by somebody. */
function since(edit: (peer: Peer) => void, today = TODAY) {
  const peer = signedCase()
  const frozen = part(peer)
  edit(peer)
  return sinceBaseline(frozen, part(peer), today)
}

function controlOf(peer: Peer): string {
  for (const element of peer.graph.elements.values()) if (facetOf(element) === 'control') return element.id
  throw new Error('The grown case has no control')
}

function riskOf(peer: Peer): string {
  for (const element of peer.graph.elements.values()) if (facetOf(element) === 'risk') return element.id
  throw new Error('The grown case has no risk')
}

describe('what has happened since the baseline', () => {
  it('[SIN1] is nothing when nothing was said since and nothing has run out', () => {
    expect(since(() => undefined)).toEqual({ changes: [], reopened: [], duties: [], expired: [], vulnerabilities: [] })
  })

  it('[SIN1] reopens the claim that was reworded and every claim that rests on it, and says why', () => {
    const { reopened } = since((peer) =>
      peer.do('set-text', { element: controlOf(peer), field: 'statement', text: 'Locked after two minutes' }),
    )
    const why = new Map(reopened.map((claim) => [claim.name, claim.why]))
    expect([...why.values()].filter((each) => each.includes('statement'))).toHaveLength(1)
    expect(why.get('C1')).toEqual(['support'])
  })

  it('[SIN1] names a new risk with its CVE numbers, and a new number at a risk that was known', () => {
    const { vulnerabilities } = since((peer) => {
      peer.do('set-field', { element: riskOf(peer), field: 'cve', value: 'CVE-2026-1234, CVE-2026-5678' })
      peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A stolen badge' } })
    })
    expect(vulnerabilities.map(({ wholeRisk, cve }) => ({ wholeRisk, cve: cve.length }))).toEqual([
      { wholeRisk: false, cve: 2 },
      { wholeRisk: true, cve: 0 },
    ])
  })

  it('[SIN1] names evidence whose review date has passed, on the day after it', () => {
    const edit = (peer: Peer) => {
      const evidence = [...peer.graph.elements.values()].find(
        (e) => facetOf(e) === 'evidence' && peer.graph.reachable.has(e.id),
      )
      if (evidence === undefined) throw new Error('The grown case has no evidence')
      peer.do('set-field', { element: evidence.id, field: 'reviewBy', value: TODAY })
    }
    expect(since(edit, TODAY).expired).toEqual([])
    expect(since(edit, '2026-11-23').expired).toHaveLength(1)
  })

  it('[SIN2] tells new, changed and ended duties by side, and takes progress for no change of duty', () => {
    const duties = (edit: (peer: Peer) => void) => since(edit).duties.map(({ kind, duty }) => `${kind} ${duty.side}`)
    expect(
      duties((peer) => peer.do('set-field', { element: controlOf(peer), field: 'responsible', value: 'shared' })),
    ).toContain('new hdo')
    expect(
      duties((peer) => {
        peer.do('set-field', { element: controlOf(peer), field: 'dueMdm', value: '2027-01-31' })
      }),
    ).toEqual(['changed mdm'])
    expect(duties((peer) => peer.do('delete-element', { element: controlOf(peer) }))).toEqual(['ended mdm'])
    expect(
      duties((peer) =>
        peer.as('mdm').do('set-field', { element: controlOf(peer), field: 'stateMdm', value: 'started' }),
      ),
    ).toEqual([])
  })
})

const OPEN = { number: 1, title: 'Spring', expires: '2026-12-21T12:00:00.000Z' } as Proposal

describe('the dates ahead', () => {
  it('[CAL2] are the last day to sign, duties that are not done, and evidence to be reviewed, soonest first', () => {
    const peer = signedCase()
    peer.do('set-field', { element: controlOf(peer), field: 'dueMdm', value: '2026-12-01' })
    const frozen = part(peer)
    const at = { duties: dutiesOf(frozen), evidence: frozen.elements }
    const dates = datesAhead({ proposals: [], baselines: [], open: OPEN }, at)
    expect(dates.map(({ kind, at: when }) => `${when.slice(0, 10)} ${kind}`)).toEqual([
      '2026-12-01 duty',
      '2026-12-21 proposal-expires',
    ])
    const done = at.duties.map((duty) => ({ ...duty, state: 'verified' }))
    expect(datesAhead({ proposals: [], baselines: [] }, { duties: done, evidence: [] })).toEqual([])
  })

  it('[CAL2] tell when what both have signed takes effect, and when an agreement ends', () => {
    const from = '2027-01-01T00:00:00.000Z'
    const signed = { ...OPEN, state: 'fully-signed', effect: { kind: 'date', from } } as Proposal
    const ending = {
      number: 1,
      terminations: [{ side: 'mdm', ends: '2027-03-01T00:00:00.000Z' }],
    } as unknown as Baseline
    const dates = datesAhead({ proposals: [], baselines: [], open: signed, inForce: ending }, undefined)
    expect(dates.map(({ kind, at }) => `${at.slice(0, 10)} ${kind}`)).toEqual([
      '2027-01-01 in-force-from',
      '2027-03-01 in-force-until',
    ])
    const effect = { kind: 'condition', text: 'Network', until: from } as const
    const [condition] = datesAhead({ proposals: [], baselines: [], open: { ...signed, effect } }, undefined)
    expect(condition).toMatchObject({ kind: 'condition-until', what: 'Version 1: Network' })
  })

  it('[CAL2] keep their id in the calendar, whatever else changes', () => {
    const date = {
      kind: 'duty',
      at: '2026-12-01',
      what: 'Lock it 🔒'.repeat(100),
      name: 'C8-ALOF-1-1',
      side: 'mdm',
      person: 'Lee',
      key: 'duty-e1-mdm',
    } as const
    const of = { caseId: 'case-1', title: 'Pump', url: 'http://localhost/cases/case-1' }
    const event = dateEvent(date, of)
    expect(event.uid).toBe('duty-e1-mdm@case-1.accord')
    expect(dateEvent({ ...date, at: '2027-01-01', what: 'Other words' }, of).uid).toBe(event.uid)
    expect(event.summary).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
    expect(event.description).toContain('Person: Lee')
  })
})

describe('claims of a baseline that advisories speak against', () => {
  it('[MON8] are told while the advisory stands, and only those that were signed', () => {
    const claims = [
      { claim: 'C1', vulnerabilities: ['CVE-2026-1'], thread: 't' },
      { claim: 'gone', vulnerabilities: ['CVE-2026-1'], thread: 'u' },
    ]
    const by = { id: 'mia', name: 'Mia' }
    const alert = (id: string, at: string, more: object = {}) =>
      [id, { alert: id, at, by, document: 'ADV-1', title: 'Pump', claims, ...more }] as const
    const signed = part(grownCase())
    const told = (...alerts: (readonly [string, RaisedAlert])[]) =>
      challengedSince(signed, new Map(alerts), '2026-02-01')
    expect(told(alert('a', '2026-02-01T09:00:00.000Z'))).toMatchObject([
      { element: 'C1', document: 'ADV-1', vulnerabilities: ['CVE-2026-1'] },
    ])
    expect(told(alert('a', '2026-01-31T09:00:00.000Z'))).toEqual([])
    expect(
      told(alert('a', '2026-02-03T09:00:00.000Z', { withdrawn: { at: '2026-02-04T09:00:00.000Z', by, note: 'No.' } })),
    ).toEqual([])
  })
})
