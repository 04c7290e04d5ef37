import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { canonicalCase } from '@/lib/case/canonical-case'
import { narrativeOf, textOf } from '@/lib/case/ydoc'
import { must } from '@/lib/gsn/outcome'
import { restoreInto } from '@/lib/history/restore'
import { PAUSE_MINUTES, workingSessions } from '@/lib/history/sessions'
import { grownCase, Peer } from '../../support/case'
import { EDITS, edit } from '../../support/random-edits'

const copyOf = (peer: Peer) => {
  const past = new Y.Doc()
  Y.applyUpdate(past, Y.encodeStateAsUpdate(peer.doc))
  return past
}
/** What a state says, apart from the bin. */
const said = (doc: Y.Doc) => {
  const { elements, relations, challenges } = canonicalCase(doc)
  return { elements, relations, challenges }
}
const at = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 8, minutes)).toISOString()

describe('working sessions', () => {
  it('[HIS1] a pause ends one; everybody in it is named, the busiest first', () => {
    const rows = [
      { seq: 1, at: at(0), personId: 'ann', side: 'mdm' as const },
      { seq: 2, at: at(10), personId: 'hal', side: 'hdo' as const },
      { seq: 3, at: at(11), personId: 'hal', side: 'hdo' as const },
      { seq: 4, at: at(12 + PAUSE_MINUTES), personId: 'ann', side: 'mdm' as const },
    ]
    expect(workingSessions(rows)).toEqual([
      {
        from: 1,
        to: 3,
        start: at(0),
        end: at(11),
        people: [
          { personId: 'hal', side: 'hdo', changes: 2 },
          { personId: 'ann', side: 'mdm', changes: 1 },
        ],
      },
      { from: 4, to: 4, start: at(42), end: at(42), people: [{ personId: 'ann', side: 'mdm', changes: 1 }] },
    ])
  })

  it('[HIS1] every change is in exactly one session, whatever the clock did', () => {
    const rows = fc.array(fc.record({ minutes: fc.integer({ min: -500, max: 500 }), who: fc.constantFrom('a', 'b') }))
    fc.assert(
      fc.property(rows, (made) => {
        const changes = made.map(({ minutes, who }, index) => ({ seq: index + 1, at: at(minutes), personId: who }))
        const sessions = workingSessions(changes)
        let next = 1
        for (const session of sessions) {
          expect(session.from).toBe(next)
          const total = session.people.reduce((sum, each) => sum + each.changes, 0)
          expect(total).toBe(session.to - session.from + 1)
          next = session.to + 1
        }
        expect(next).toBe(changes.length + 1)
      }),
    )
  })
})

describe('putting a past state back', () => {
  it('[HIS4] says the same as the past state after any edits, and loses nothing made since', () => {
    fc.assert(
      fc.property(fc.array(EDITS, { maxLength: 12 }), fc.array(EDITS, { maxLength: 12 }), (before, after) => {
        const peer = grownCase('ALOF')
        for (const step of before) edit(peer, step)
        const past = copyOf(peer)
        for (const step of after) edit(peer, step)
        const ids = [...peer.graph.elements.keys(), ...peer.graph.bin.keys()]
        // No side-only field is touched by these edits that a person without a side could not put back.
        const { left } = must(restoreInto(peer.doc, past, undefined, { by: 'p' }))
        if (left.length > 0) return
        expect(said(peer.doc)).toEqual(said(past))
        const still = new Set([...peer.graph.elements.keys(), ...peer.graph.bin.keys()])
        for (const id of ids) expect(still.has(id)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('[HIS4] puts one element back and leaves all others as they are', () => {
    const peer = grownCase('ALOF')
    const [c4, c5] = [peer.id('C4-ALOF'), peer.id('C5-ALOF')]
    textOf(peer.doc, c4, 'statement').insert(0, 'First ')
    const paragraph = new Y.XmlElement('paragraph')
    narrativeOf(peer.doc, c4).insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText('as told')])
    const past = copyOf(peer)
    textOf(peer.doc, c4, 'statement').insert(0, 'Second ')
    narrativeOf(peer.doc, c4).delete(0, 1)
    textOf(peer.doc, c5, 'statement').insert(0, 'Other ')
    must(restoreInto(peer.doc, past, c4, { by: 'p' }))
    expect(peer.graph.elements.get(c4)?.statement).toMatch(/^First/)
    expect(narrativeOf(peer.doc, c4).toString()).toContain('as told')
    expect(peer.graph.elements.get(c5)?.statement).toMatch(/^Other/)
  })

  it('[HIS4] never writes what only the other side writes, and names it', () => {
    const hdo = new Peer('hdo', 'hdo')
    hdo.do('grow-case')
    hdo.do('decide-capability', { capability: 'ALOF', decision: 'required' })
    const policy = hdo.id('J2')
    const past = copyOf(hdo)
    textOf(hdo.doc, policy, 'policyHdo').insert(0, 'Our own criteria')
    const { left } = must(restoreInto(hdo.doc, past, policy, { by: 'ann', side: 'mdm' }))
    expect(left).toEqual([`J2: The hospital's policy`])
    expect(textOf(hdo.doc, policy, 'policyHdo').toString()).toBe('Our own criteria')
    expect(must(restoreInto(hdo.doc, past, policy, { by: 'hal', side: 'hdo' })).left).toEqual([])
    expect(textOf(hdo.doc, policy, 'policyHdo').toString()).toBe('')
  })

  it('[HIS4] refuses an element that the past state did not have', () => {
    const peer = grownCase()
    expect(restoreInto(peer.doc, new Y.Doc(), 'C1', { by: 'p' })).toMatchObject({ ok: false })
  })
})
