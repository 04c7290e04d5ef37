import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createReader, readCase, readCaseAfresh } from '@/lib/case/read'
import { nodesOf } from '@/lib/case/ydoc'
import type { CaseGraph } from '@/lib/gsn/graph'
import { touchedBetween } from '@/lib/gsn/touched'
import { grownCase, merge, type Peer, peers } from '../support/case'
import { EDITS, edit } from '../support/random-edits'

/** Everything a graph tells, as plain values in the order it tells them. */
function told(graph: CaseGraph) {
  const lists = (id: string) => ({
    supports: graph.supports(id),
    contexts: graph.contexts(id),
    supporterOf: graph.supporterOf(id),
    contextOf: graph.contextOf(id),
    aways: graph.awaysOf(id),
  })
  return {
    elements: [...graph.elements].map(([id, element]) => ({ element, ...lists(id) })),
    bin: [...graph.bin.values()],
    relations: graph.relations,
    skipped: graph.skipped,
    decorated: graph.decorated,
    challenges: graph.challenges,
    patterns: [...graph.patterns],
    rootId: graph.rootId,
    reachable: [...graph.reachable].sort(),
  }
}

describe('a live reading', () => {
  it('[LIVE1] is after any edits and merges what reading the document anew gives (seed 41)', () => {
    let edits = 0
    fc.assert(
      fc.property(fc.array(EDITS, { minLength: 15, maxLength: 40 }), fc.nat(9), (steps, meet) => {
        const [one, other] = peers(grownCase('ALOF'), 'a', 'b') as [Peer, Peer]
        const reader = createReader(one.doc)
        let before = reader.graph()
        let known = told(before)
        for (const [index, step] of steps.entries()) {
          if (edit(index % 3 === 0 ? other : one, step)) edits++
          if (index % 10 === meet) merge(one, other)
          const now = reader.graph()
          const fresh = told(readCaseAfresh(one.doc))
          expect(told(now), JSON.stringify(step)).toEqual(fresh)
          expectTouched(touchedBetween(before, now), known, fresh)
          before = now
          known = fresh
        }
        reader.destroy()
      }),
      { seed: 41, numRuns: 15 },
    )
    expect(edits).toBeGreaterThan(150)
  })

  it('[LIVE2] is never older than the document, not even in the middle of a change or in an observer', () => {
    const peer = grownCase('ALOF')
    const reader = createReader(peer.doc)
    const name = (graph: CaseGraph) => graph.elements.get('C4-ALOF')?.name
    peer.doc.transact(() => {
      nodesOf(peer.doc).get('C4-ALOF')?.set('name', 'within')
      expect(name(readCase(peer.doc))).toBe('within')
    })
    const seen: unknown[] = []
    nodesOf(peer.doc).observeDeep(() => {
      seen.push(name(readCase(peer.doc)))
      if (seen.length > 1) return
      peer.doc.transact(() => nodesOf(peer.doc).get('C4-ALOF')?.set('name', 'by an observer'))
      seen.push(name(readCase(peer.doc)))
    })
    nodesOf(peer.doc).get('C4-ALOF')?.set('name', 'after')
    expect(seen.slice(0, 2)).toEqual(['after', 'by an observer'])
    expect(name(reader.graph())).toBe('by an observer')
    reader.destroy()
    nodesOf(peer.doc).get('C4-ALOF')?.set('name', 'alone')
    expect(name(readCase(peer.doc))).toBe('alone')
  })

  it('[LIVE3] shares with the one before whatever an edit leaves alone', () => {
    const peer = grownCase('ALOF')
    const reader = createReader(peer.doc)
    const before = reader.graph()
    peer.do('add-risk', { capability: 'ALOF' })
    const after = reader.graph()
    for (const [id, element] of before.elements) expect(after.elements.get(id)).toBe(element)
    expect(touchedBetween(before, after).size).toBeLessThan(10)
    peer.do('set-text', { element: 'C4-ALOF', text: 'Automatic logoff is there' })
    expect([...touchedBetween(after, reader.graph())]).toEqual(['C4-ALOF'])
    expect(reader.graph().relations).toBe(after.relations)
    expect([...touchedBetween(before, reader.graph())]).toContain('C6-ALOF')
    reader.destroy()
  })
})

type Told = ReturnType<typeof told>

/** Whatever is different about an element is told. */
function expectTouched(touched: ReadonlySet<string>, before: Told, after: Told): void {
  const at = (all: Told) => new Map(all.elements.map((each) => [each.element.id, JSON.stringify(each)]))
  const [old, now] = [at(before), at(after)]
  for (const id of new Set([...old.keys(), ...now.keys()])) {
    if (old.get(id) !== now.get(id)) expect(touched.has(id), `${id} was touched`).toBe(true)
    if (before.reachable.includes(id) !== after.reachable.includes(id)) expect(touched.has(id)).toBe(true)
  }
}
