import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SIDES, type Side } from '@/lib/access/policy'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { causesInWords } from '@/lib/review/causes'
import { claimsTouchedBy, stalenessEffect } from '@/lib/review/staleness'
import { addToRecord, countByStatus, NOTHING_SAID, reviewState, staleCauses } from '@/lib/review/state'
import { add, Book, edit, graphOf, PEOPLE, type PersonName, PUMP } from './picture'

const CASE = graphOf(PUMP)

function stateOf(graph: CaseGraph, book: Book, claim: ElementId) {
  const review = reviewState(graph, book.entries).claims.get(claim)
  return `${review?.status}: ${SIDES.map((side) => `${side} ${review?.sides[side].state}`).join(', ')}`
}

function why(graph: CaseGraph, book: Book, claim: ElementId, side: Side): readonly string[] {
  const review = reviewState(graph, book.entries)
  return causesInWords(graph, claim, staleCauses(review, claim, side))
}

describe('approving a claim', () => {
  it('[REV8] is agreed only when both sides approve what stands there', () => {
    const book = new Book()
    expect(stateOf(CASE, book, 'C7')).toBe('open: mdm none, hdo none')
    book.approve('mia', CASE, 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('half: mdm approved, hdo none')
    book.approve('max', CASE, 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('half: mdm approved, hdo none')
    book.approve('hana', CASE, 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('agreed: mdm approved, hdo approved')
  })

  it('[REV5] goes out of date when the content moves on, and fits again when the content returns', () => {
    const book = new Book().approve('mia', CASE, 'C7').approve('hana', CASE, 'C7')
    const reworded = graphOf(edit(PUMP, 'C7', { statement: 'Reworded' }))
    expect(stateOf(reworded, book, 'C7')).toBe('stale: mdm stale, hdo stale')
    expect(stateOf(CASE, book, 'C7')).toBe('agreed: mdm approved, hdo approved')
    book.approve('mia', reworded, 'C7')
    expect(stateOf(reworded, book, 'C7')).toBe('stale: mdm approved, hdo stale')
    expect(stateOf(CASE, book, 'C7')).toBe('agreed: mdm approved, hdo approved')
  })

  it('[REV9] an objection stands through approvals of colleagues and edits until the objector lifts it', () => {
    const book = new Book().approve('aki', CASE, 'C7').object('hana', CASE, 'C7')
    const reworded = graphOf(edit(PUMP, 'C7', { statement: 'Reworded' }))
    expect(stateOf(CASE, book, 'C7')).toBe('challenged: mdm none, hdo objected')
    expect(stateOf(reworded, book, 'C7')).toBe('challenged: mdm none, hdo objected')
    book.approve('aki', CASE, 'C7').lift('aki', 'C7').lift('mia', 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('challenged: mdm none, hdo objected')
    book.lift('hana', 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('half: mdm none, hdo approved')
  })

  it('[REV9] who objects takes back what they approved before', () => {
    const book = new Book().approve('hana', CASE, 'C7').object('hana', CASE, 'C7').lift('hana', 'C7')
    expect(stateOf(CASE, book, 'C7')).toBe('open: mdm none, hdo none')
  })

  it('[REV8] nothing counts from a person without a side, nor from the chain of one side', () => {
    const book = new Book().approve('mia', CASE, 'C7')
    const [given] = book.entries
    const { side: _, ...assessor } = PEOPLE.hana
    const strange = [
      { ...given!, actor: assessor },
      { ...given!, chain: 'hdo' as const, actor: PEOPLE.hana },
      { ...given!, body: null },
    ]
    expect(reviewState(CASE, strange).claims.get('C7')?.status).toBe('open')
  })

  it('counts the claims of the whole case by their state', () => {
    const book = new Book().approve('mia', CASE, 'C7').approve('hana', CASE, 'C7').object('hana', CASE, 'C9')
    expect(countByStatus(reviewState(CASE, book.entries))).toEqual({
      agreed: 1,
      challenged: 1,
      half: 0,
      open: 4,
      stale: 0,
    })
  })
})

describe('saying why an approval is out of date', () => {
  const book = new Book()
  for (const claim of ['C1', 'C2', 'C3', 'C7', 'C8', 'C9']) book.approve('hana', CASE, claim)

  it('[REV6] names the wording, and the fields that moved', () => {
    expect(why(graphOf(edit(PUMP, 'C7', { statement: 'Other' })), book, 'C7', 'hdo')).toEqual(['wording changed'])
    const scored = graphOf(edit(PUMP, 'C7', { facet: 'risk', fields: { severityAfter: 3 } }))
    expect(why(scored, book, 'C7', 'hdo')).toEqual(['wording changed: Severity after treatment'])
  })

  it('[REV6] names the leaf in every claim above it', () => {
    const replaced = graphOf(edit(PUMP, 'Sn1', { fields: { sha256: 'cd'.repeat(32) } }))
    for (const claim of ['C8', 'C7', 'C2', 'C1']) {
      expect(why(replaced, book, claim, 'hdo')).toEqual(['what it rests on changed: Sn1'])
    }
    expect(why(replaced, book, 'C9', 'hdo')).toEqual([])
  })

  it('[REV6] names a context wherever it holds', () => {
    const moved = graphOf(edit(PUMP, 'CTXT1', { statement: 'Other wards' }))
    for (const claim of ['C1', 'C2', 'C3', 'C7', 'C8', 'C9']) {
      expect(why(moved, book, claim, 'hdo')).toEqual(['context changed: CTXT1'])
    }
  })

  it('[REV6] says what was added and removed, without listing what hangs below it', () => {
    const grown = graphOf(add(add(PUMP, 'S2', 'C10'), 'C10', 'Sn9'))
    expect(why(grown, book, 'C1', 'hdo')).toEqual(['what it rests on changed: C10 was added'])
    const binned = graphOf(edit(PUMP, 'C8', { deleted: true }))
    expect(why(binned, book, 'C7', 'hdo')).toEqual(['what it rests on changed: C8 was removed'])
    const cut = graphOf({ ...PUMP, relations: PUMP.relations.filter((r) => r.to !== 'Sn1') })
    expect(why(cut, book, 'C8', 'hdo')).toEqual(['what it rests on changed: Sn1 was removed'])
  })

  it('[REV6] says so when the same elements are related differently', () => {
    const under = PUMP.relations.map((r) => (r.to === 'C9' ? { ...r, from: 'C8' } : r))
    expect(why(graphOf({ ...PUMP, relations: under }), book, 'C7', 'hdo')).toEqual([
      'what it rests on changed: the same elements are related differently',
    ])
  })

  it('[REV6] stays short when much changed', () => {
    let drawn = PUMP
    for (const id of ['C7', 'C8', 'C9', 'S1', 'S2']) drawn = edit(drawn, id, { statement: 'Other' })
    expect(why(graphOf(drawn), book, 'C1', 'hdo')).toEqual(['what it rests on changed: C7, C8, C9 and 2 more'])
  })
})

describe('reducing the ledger', () => {
  const claims = ['C1', 'C2', 'C7', 'C8', 'C9']
  const word = fc.record({
    who: fc.constantFrom(...(Object.keys(PEOPLE) as PersonName[])),
    claim: fc.constantFrom(...claims),
    verdict: fc.constantFrom('approve', 'object', 'lift'),
  })

  it('[REV7] gives the same approvals in any portions', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), fc.array(fc.nat(30)), (words, cuts) => {
        const book = new Book()
        for (const { who, claim, verdict } of words) {
          if (verdict === 'approve') book.approve(who, CASE, claim)
          else if (verdict === 'object') book.object(who, CASE, claim)
          else book.lift(who, claim)
        }
        let record = NOTHING_SAID
        let from = 0
        for (const cut of [...cuts.filter((at) => at <= words.length), words.length].sort((a, b) => a - b)) {
          record = addToRecord(record, book.entries.slice(from, cut))
          from = cut
        }
        expect(record).toEqual(addToRecord(NOTHING_SAID, book.entries))
      }),
      { numRuns: 100 },
    )
  })

  it('[REV10] the announced effect of an edit is what a reading from scratch finds after it', () => {
    const book = new Book()
    for (const claim of claims) book.approve('mia', CASE, claim)
    for (const claim of ['C1', 'C7', 'C9']) book.approve('hana', CASE, claim)
    const before = reviewState(CASE, book.entries)
    const stale = (graph: CaseGraph) => {
      const review = reviewState(graph, book.entries)
      return [...review.claims.values()].flatMap(({ sides }) => SIDES.filter((side) => sides[side].state === 'stale'))
        .length
    }
    for (const { id } of PUMP.elements) {
      const after = graphOf(edit(PUMP, id, { statement: 'Other words' }))
      expect([id, stalenessEffect(before, id)]).toEqual([id, stale(after)])
    }
    expect(claimsTouchedBy(CASE, 'nowhere')).toEqual(new Set())
  })
})
