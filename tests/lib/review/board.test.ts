import { describe, expect, it } from 'vitest'
import type { CaseGraph } from '@/lib/gsn/graph'
import { addToApprovals, NO_APPROVALS } from '@/lib/review/approvals'
import { boardRows, causeGroups, causeInWords, filterRows } from '@/lib/review/board'
import { changesSince } from '@/lib/review/changes-since'
import { claimDigests } from '@/lib/review/digests'
import { reviewState } from '@/lib/review/state'
import { decideMany } from '@/lib/review/verdict'
import { add, Book, type Drawn, edit, graphOf, PUMP } from './picture'

const CASE = graphOf(PUMP)
const CLAIMS = ['C1', 'C2', 'C3', 'C7', 'C8', 'C9']
const mia = {
  personId: 'mia',
  name: 'mia',
  email: 'mia',
  participation: { side: 'mdm', rights: ['read', 'approve'] },
} as const

const reworded = (drawn: Drawn, ...ids: string[]) =>
  ids.reduce((now, id) => edit(now, id, { statement: `${id} says something else` }), drawn)

function groups(graph: CaseGraph, book: Book) {
  const review = reviewState(graph, book.entries)
  return causeGroups(review, 'hdo').map(
    (group) => `${causeInWords(graph, group)}: ${group.only.join(' ')} / ${group.also.join(' ')}`,
  )
}

describe('the board of approvals', () => {
  const book = new Book()
  for (const claim of CLAIMS) book.approve('hana', CASE, claim)

  it('[REV24] puts all that one change made stale under one cause, the claim itself with what rests on it', () => {
    expect(groups(CASE, book)).toEqual([])
    expect(groups(graphOf(reworded(PUMP, 'CTXT1')), book)).toEqual(['CTXT1 changed: C1 C2 C3 C7 C8 C9 / '])
    expect(groups(graphOf(reworded(PUMP, 'C8')), book)).toEqual(['C8 changed: C1 C2 C7 C8 / '])
  })

  it('[REV24] keeps apart what something else concerns as well', () => {
    expect(groups(graphOf(reworded(PUMP, 'CTXT1', 'Sn2')), book)).toEqual([
      'CTXT1 changed: C8 / C1 C2 C3 C7 C9',
      'Sn2 changed:  / C1 C2 C3 C7 C9',
    ])
    expect(groups(graphOf(add(PUMP, 'C8', 'Sn9')), book)).toEqual(['Sn9 was added: C1 C2 C7 C8 / '])
  })

  it('[REV24] those who approved different wordings have different changes to read', () => {
    const once = graphOf(reworded(PUMP, 'CTXT1'))
    const both = new Book()
    for (const claim of CLAIMS) both.approve('hana', claim === 'C3' ? once : CASE, claim)
    const twice = graphOf(edit(PUMP, 'CTXT1', { statement: 'A third wording' }))
    expect(groups(twice, both)).toEqual(['CTXT1 changed: C1 C2 C7 C8 C9 / ', 'CTXT1 changed: C3 / '])
  })

  it('[REV24] shows what is argued by side, state, cause, capability and words', () => {
    const changed = graphOf(reworded(PUMP, 'Sn1'))
    const review = reviewState(changed, book.entries)
    const rows = boardRows(review)
    const shown = (filter: Parameters<typeof filterRows>[2]) => filterRows(rows, review, filter).map(({ id }) => id)
    expect(shown({})).toEqual(CLAIMS)
    expect(shown({ side: 'hdo', state: 'stale' })).toEqual(['C1', 'C2', 'C7', 'C8'])
    expect(shown({ side: 'mdm', state: 'stale' })).toEqual([])
    expect(shown({ state: 'none' })).toEqual(CLAIMS)
    expect(shown({ words: 'c9 SAYS' })).toEqual(['C9'])
    expect(shown({ capability: 'ALOF' })).toEqual([])
    const [cause] = causeGroups(review, 'hdo')
    expect(shown({ cause: cause?.key ?? '' })).toEqual(['C1', 'C2', 'C7', 'C8'])
    const loose = graphOf({ ...PUMP, relations: PUMP.relations.filter(({ to }) => to !== 'C3') })
    expect(boardRows(reviewState(loose, book.entries)).map(({ id }) => id)).not.toContain('C3')
  })

  it('[REV23] approves many at once, each as it was seen, and names those that cannot be', () => {
    const seen = claimDigests(CASE)
    const now = graphOf(reworded(PUMP, 'Sn1'))
    const claims = [...CLAIMS, 'C9', 'gone', 'S1'].map((claim) => ({
      claim,
      digests: seen.get(claim) ?? seen.get('C1')!,
    }))
    const standing = new Book().approve('mia', now, 'C3').object('mia', now, 'C9')
    const approvals = addToApprovals(NO_APPROVALS, standing.entries)
    const many = decideMany({ graph: now, seq: 3, approvals }, mia, { claims })
    expect(many.entries.map(({ body }) => (body as { claim: string }).claim)).toEqual([])
    expect(many.unchanged).toBe(1)
    expect(many.refused.map(({ claim, code }) => `${claim} ${code}`)).toEqual([
      'C1 changed',
      'C2 changed',
      'C7 changed',
      'C8 changed',
      'C9 conflict',
      'gone element-not-found',
      'S1 invalid',
    ])
    const fresh = claimDigests(now)
    const again = CLAIMS.map((claim) => ({ claim, digests: fresh.get(claim)! }))
    expect(decideMany({ graph: now, seq: 3, approvals }, mia, { claims: again }).entries).toHaveLength(4)
  })

  it('[REV25] tells what changed since an approval: the words, the leaves, the contexts, and nothing beside it', () => {
    const told = (drawn: Drawn, claim: string) =>
      changesSince(CASE, graphOf(drawn), claim).map(({ kind, name, label }) => `${kind} ${name} ${label}`)
    expect(told(reworded(PUMP, 'C7', 'CTXT1', 'Sn1', 'C3'), 'C7')).toEqual([
      'reworded C7 Statement',
      'reworded CTXT1 Statement',
      'reworded Sn1 Statement',
    ])
    expect(told(edit(PUMP, 'C7', { name: 'C7-ALOF-1' }), 'C7')).toEqual([])
    expect(told(add(PUMP, 'C8', 'Sn9'), 'C7').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'related C8',
      'added Sn9',
    ])
    expect(told(reworded(PUMP, 'CTXT5'), 'C3')).toEqual([])
    const [first] = changesSince(CASE, graphOf(reworded(PUMP, 'C7')), 'C7')
    expect(first).toMatchObject({ before: 'C7 says this', after: 'C7 says something else' })
  })
})
