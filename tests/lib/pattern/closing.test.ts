import { describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { closingFindings, closingOf } from '@/lib/pattern/closing'
import { expectMerged, grownCase, type Peer, peers } from '../../support/case'

function closed(...approving: string[]) {
  const peer = grownCase('ALOF')
  peer.do('decide-capability', { capability: 'AUDT', decision: 'not-required', justification: 'Nothing is logged.' })
  const head = peer.graph.elements.get('C2-AUDT')!
  const approves = (claim: string, side: string) => claim === 'C3-AUDT' && approving.includes(side)
  return { peer, closing: closingOf(peer.graph, head, approves), findings: closingFindings(peer.graph, approves) }
}

describe('a capability that is not required', () => {
  it('[PAT12] is open until both sides have approved it, and says who has not', () => {
    expect(closed().closing).toMatchObject({ state: 'awaited', awaits: ['mdm', 'hdo'] })
    expect(closed('mdm').closing).toMatchObject({ state: 'awaited', awaits: ['hdo'] })
    expect(closed('mdm').findings).toMatchObject([{ rule: 'PAT12', element: 'C3-AUDT', capability: 'AUDT' }])
    expect(closed('mdm').findings[0]?.message).toContain('the hospital has not approved it')
    expect(closed('mdm', 'hdo').closing).toMatchObject({ state: 'closed', awaits: [] })
    expect(closed('mdm', 'hdo').findings).toEqual([])
  })

  it('[PAT12] cannot be agreed to while its reason is empty or still a placeholder', () => {
    const { peer } = closed()
    peer.do('set-text', { element: 'J1-AUDT', text: '{why}' })
    expect(closingOf(peer.graph, peer.graph.elements.get('C2-AUDT')!, () => true)?.state).toBe('reasonless')
  })

  it('[PAT12] is none while the capability is required or undecided', () => {
    const { peer } = closed()
    for (const id of ['C2-ALOF', 'C2-AUTH', 'C1']) {
      expect(
        closingOf(peer.graph, peer.graph.elements.get(id)!, () => true),
        id,
      ).toBeUndefined()
    }
  })

  it('[PAT13] loses nothing when it is decided back, also when others wrote in the parked branch meanwhile', () => {
    const start = grownCase('ALOF')
    const risk = start.do('add-risk', { capability: 'ALOF', values: { threat: 'Unattended screen' } }).created[0]!
    start.do('add-control', { risk, values: { title: 'Session lock', responsible: 'mdm' } })
    const before = canonicalCase(start.doc)
    const [x, y] = peers(start, 'x', 'y') as [Peer, Peer]
    x.do('decide-capability', { capability: 'ALOF', decision: 'not-required', justification: 'Always attended.' })
    y.do('set-text', { element: risk, field: 'threat', text: 'Unattended screen at night' })
    y.do('set-field', { element: risk, field: 'severityBefore', value: 3 })
    expectMerged(x, y)
    expect(x.graph.reachable.has(risk)).toBe(false)
    x.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    const after = canonicalCase(x.doc)
    const own = new Set(before.elements.map(({ id }) => id))
    const kept = after.elements.filter(({ id }) => own.has(id))
    expect(kept.filter(({ id }) => id !== risk)).toEqual(before.elements.filter(({ id }) => id !== risk))
    expect(kept.find(({ id }) => id === risk)).toMatchObject({
      texts: { threat: 'Unattended screen at night' },
      fields: { severityBefore: 3 },
    })
    const keys = (relations: typeof before.relations) => relations.map(({ from, type, to }) => `${from} ${type} ${to}`)
    expect(keys(after.relations.filter(({ from, to }) => own.has(from) && own.has(to)))).toEqual(keys(before.relations))
    expect(x.graph.elements.get('J1-ALOF')?.statement).toBe('Always attended.')
  })

  it('[PAT13] loses no reason when it is decided not required a second time', () => {
    const peer = grownCase()
    const decide = (decision: string, justification?: string) =>
      peer.do('decide-capability', { capability: 'ALOF', decision, justification })
    decide('not-required', 'Always attended.')
    decide('required')
    decide('not-required')
    expect(peer.graph.elements.get('J1-ALOF')?.statement).toBe('Always attended.')
  })

  it('[PAT14] decided by two people at once grows one branch of each', () => {
    const [x, y] = peers(grownCase(), 'x', 'y') as [Peer, Peer]
    for (const peer of [x, y]) peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    expectMerged(x, y)
    const count = (role: string) => [...x.graph.elements.values()].filter((each) => each.role === role).length
    expect(['C4', 'S1', 'C5', 'C6'].map(count)).toEqual([1, 1, 1, 1])
  })
})
