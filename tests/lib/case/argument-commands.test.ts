import { describe, expect, it } from 'vitest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { createReader } from '@/lib/case/read'
import { undoChanges } from '@/lib/case/write'
import { challengeStates } from '@/lib/gsn/challenge'
import { boundsOf, isMultiplicity, labelOf } from '@/lib/gsn/multiplicity'
import type { CommandName } from '@/lib/pattern/registry'
import { expectMerged, grownCase, type Peer, peers } from '../../support/case'

function refusal(peer: Peer, name: CommandName, args: unknown): string {
  const outcome = peer.try(name, args)
  return outcome.ok ? 'done' : outcome.refusal.code
}

function twoModules(): Peer {
  const peer = grownCase('ALOF', 'AUDT')
  peer.do('set-public', { element: 'C4-AUDT', public: true })
  return peer
}

describe('challenging', () => {
  it('[ARG3] is refused with a sentence for what cannot challenge, for itself and for what is not there', () => {
    const peer = grownCase('ALOF')
    const against = (element: string) => ({ target: { element } })
    expect(refusal(peer, 'add-challenge', { ...against('C4-ALOF'), by: 'S1-ALOF' })).toBe('challenge-illegal')
    expect(refusal(peer, 'add-challenge', { ...against('C4-ALOF'), by: 'C4-ALOF' })).toBe('challenge-illegal')
    expect(refusal(peer, 'add-challenge', against('nobody'))).toBe('element-absent')
    const relation = { from: 'C1', type: 'supportedBy', to: 'C4-ALOF' }
    expect(refusal(peer, 'add-challenge', { target: { relation } })).toBe('relation-absent')
    expect(refusal(peer, 'remove-challenge', { by: 'C4-ALOF', ...against('C5-ALOF') })).toBe('relation-absent')
    expect(peer.graph.challenges).toEqual([])
  })

  it('[ARG2] puts in doubt all above it, and undo takes the doubt away', () => {
    const peer = grownCase('ALOF')
    const relation = { from: 'S1-ALOF', type: 'supportedBy', to: 'C5-ALOF' }
    const { changes } = peer.do('add-challenge', { target: { relation }, statement: 'The list is not complete' })
    expect([...challengeStates(peer.graph).keys()].sort()).toEqual(['C1', 'C2-ALOF', 'C4-ALOF', 'S1-ALOF'])
    undoChanges(peer.doc, changes, 'p')
    expect(challengeStates(peer.graph).size).toBe(0)
  })

  it('[ARG1] by two people at once, one of whom bins the target, merges to one case and comes back with it', () => {
    const [x, y] = peers(grownCase('ALOF'), 'x', 'y') as [Peer, Peer]
    x.do('add-challenge', { target: { element: 'C5-ALOF' }, statement: 'The list is not complete' })
    y.do('delete-element', { element: 'C5-ALOF' })
    expectMerged(x, y)
    expect(x.graph.challenges).toEqual([])
    y.do('restore-element', { element: 'C5-ALOF' })
    expectMerged(x, y)
    expect(challengeStates(x.graph).get('C5-ALOF')?.state).toBe('in-doubt')
  })

  it('[ARG1] is part of the canonical case, which reads back to the same graph', () => {
    const peer = twoModules()
    peer.do('add-challenge', { target: { element: 'C5-ALOF' }, kind: 'solution', statement: 'Test report 7' })
    peer.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' })
    const { bin: _, ...part } = canonicalCase(peer.doc)
    const back = graphOfPart(JSON.parse(JSON.stringify(part)))
    expect(back.challenges).toEqual(peer.graph.challenges)
    expect([...challengeStates(back)]).toEqual([...challengeStates(peer.graph)])
    expect(back.relations).toHaveLength(peer.graph.relations.length)
  })
})

describe('modules', () => {
  it('[ARG4] an away claim says what its target says, at every keystroke of a live reading', () => {
    const peer = twoModules()
    const away = peer.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' }).created[0]!
    const reader = createReader(peer.doc)
    expect(reader.graph().elements.get(away)?.statement).toBe('Security capability AUDT established')
    peer.do('set-text', { element: 'C4-AUDT', text: 'Audit controls are established' })
    expect(reader.graph().elements.get(away)?.statement).toBe('Audit controls are established')
    peer.do('delete-element', { element: 'C4-AUDT' })
    expect(reader.graph().elements.get(away)?.statement).toBe('')
    reader.destroy()
  })

  it('[ARG5] only public elements of another module are cited, once, and nothing is put below them', () => {
    const peer = twoModules()
    expect(refusal(peer, 'add-away', { under: 'C4-ALOF', target: 'C5-AUDT' })).toBe('not-public')
    expect(refusal(peer, 'add-away', { under: 'S1-AUDT', target: 'C4-AUDT' })).toBe('away-illegal')
    const away = peer.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' }).created[0]!
    expect(refusal(peer, 'add-away', { under: 'C4-ALOF', target: 'C4-AUDT' })).toBe('already-there')
    expect(refusal(peer, 'add-element', { kind: 'goal', under: away })).toBe('away-closed')
    expect(refusal(peer, 'add-evidence', { claim: away, statement: 'Report' })).toBe('away-closed')
    expect(refusal(peer, 'relate', { from: away, type: 'supportedBy', to: 'C5-ALOF' })).toBe('away-closed')
    expect(refusal(peer, 'set-text', { element: away, text: 'Something else' })).toBe('away-closed')
    expect(refusal(peer, 'mark-undeveloped', { element: away, undeveloped: true })).toBe('mark-illegal')
    expect(refusal(peer, 'set-public', { element: 'C4-AUDT', public: false })).toBe('still-cited')
  })

  it('[ARG4] no circle is drawn through another module, and two that meet leave one of them out everywhere', () => {
    const start = twoModules()
    start.do('set-public', { element: 'C4-ALOF', public: true })
    const [x, y] = peers(start, 'x', 'y') as [Peer, Peer]
    x.do('add-away', { under: 'C4-ALOF', target: 'C4-AUDT' })
    expect(refusal(x, 'add-away', { under: 'C4-AUDT', target: 'C4-ALOF' })).toBe('relation-circular')
    y.do('add-away', { under: 'C4-AUDT', target: 'C4-ALOF' })
    expectMerged(x, y)
    expect(x.graph.skipped).toMatchObject([{ reason: 'cycle' }])
  })
})

describe('pattern decoration', () => {
  it('[GSN11] reads multiplicities as GSN writes them: no label is one or more, zero is written', () => {
    expect(['3', '0..2', '1..*', 'n', '*', '19'].every(isMultiplicity)).toBe(true)
    expect(['', 'x', '2..1', '0', '0..0', '1.5', '-1', '1..', 'many', '0..99999', 3].some(isMultiplicity)).toBe(false)
    expect(['', '3', '0..2', '2..*'].map(boundsOf)).toEqual([
      { min: 1, max: 'many' },
      { min: 3, max: 3 },
      { min: 0, max: 2 },
      { min: 2, max: 'many' },
    ])
    expect([{ min: 3, max: 3 } as const, { min: 0, max: 'many' } as const].map(labelOf)).toEqual(['3', '0..*'])
  })

  it('[ARG6] stays with its relation through moves, and one diamond has one label', () => {
    const peer = grownCase('ALOF')
    const [c5, c6] = ['C5-ALOF', 'C6-ALOF'].map((to) => ({ from: 'S1-ALOF', type: 'supportedBy', to }))
    peer.do('set-multiplicity', { ...c6, multiplicity: '0..3' })
    peer.do('set-choice', { ...c5, choice: 'way' })
    peer.do('set-choice', { ...c6, choice: 'way', take: 2 })
    peer.do('move', { ...c6, under: 'S1-ALOF', before: 'C5-ALOF' })
    const decoration = (to: string) => peer.graph.relations.find((each) => each.to === to)
    expect(decoration('C6-ALOF')).toMatchObject({ multiplicity: '0..3', choice: 'way', take: 2 })
    expect(decoration('C5-ALOF')).toMatchObject({ choice: 'way', take: 2 })
    peer.do('set-choice', { ...c6, choice: null })
    expect(decoration('C6-ALOF')).not.toHaveProperty('choice')
  })

  it('[ARG6] is refused where GSN has none', () => {
    const peer = grownCase('ALOF')
    const context = { from: 'C4-ALOF', type: 'inContextOf', to: 'CTXT3-ALOF' }
    expect(refusal(peer, 'set-choice', { ...context, choice: 'way' })).toBe('decoration-illegal')
    const both = { from: 'S1-ALOF', type: 'supportedBy', to: 'C5-ALOF', multiplicity: '2', optional: true }
    expect(refusal(peer, 'set-multiplicity', both)).toBe('decoration-illegal')
    expect(refusal(peer, 'set-multiplicity', { ...both, optional: false, multiplicity: '0' })).toBe('arguments-invalid')
    expect(refusal(peer, 'set-multiplicity', { ...both, from: 'C1', multiplicity: null })).toBe('relation-absent')
  })
})
