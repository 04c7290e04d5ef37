import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CaseGraph, withContent } from '@/lib/gsn/graph'
import { LayoutMemo, layoutBranch } from '@/lib/layout/branch'
import type { Picture } from '@/lib/layout/picture'
import { withNewWords } from '@/lib/layout/relayout'
import { arbitraryGraph, branchOf, element, evenSizer, graphOf } from './arguments'

const sizer = evenSizer()

const reworded = (graph: CaseGraph, id: string, statement: string): CaseGraph =>
  withContent(graph, [{ ...graph.elements.get(id)!, statement }])

/** In which order lines are drawn says nothing. */
const plain = (picture: Picture) => ({
  ...picture,
  boxes: [...picture.boxes].sort(([a], [b]) => (a < b ? -1 : 1)),
  routes: [...picture.routes].sort(([a], [b]) => (a < b ? -1 : 1)),
  trunks: [...picture.trunks].sort((a, b) => (a.from < b.from ? -1 : 1)),
})

describe('arranging again after an edit', () => {
  it('[LAY10] new words of the same size leave every box but one, all lines and the order of things the same objects', () => {
    const graph = branchOf(5, 3)
    const before = layoutBranch(graph, 'C2', sizer)
    const after = withNewWords(before, graph, reworded(graph, 'C8-2-1', 'C8-2-1 is changed'), sizer)
    expect(after?.boxes.get('C8-2-1')?.lines).toEqual(['C8-2-1 is changed'])
    expect([...after!.boxes].filter(([id, box]) => before.boxes.get(id) !== box).map(([id]) => id)).toEqual(['C8-2-1'])
    expect(after?.routes).toBe(before.routes)
    expect(after?.places).toBe(before.places)
  })

  it('[LAY10] whoever writes a line more, marks or moves something gets a new arrangement', () => {
    const graph = branchOf(2, 2)
    const picture = layoutBranch(graph, 'C2', sizer)
    const one = graph.elements.get('C8-1-1')!
    expect(withNewWords(picture, graph, reworded(graph, 'C8-1-1', 'word '.repeat(20)), sizer)).toBeUndefined()
    expect(withNewWords(picture, graph, withContent(graph, [{ ...one, undeveloped: true }]), sizer)).toBeUndefined()
    expect(withNewWords(picture, graph, withContent(graph, [{ ...one, facet: 'risk' }]), sizer)).toBeUndefined()
    expect(withNewWords(picture, graph, branchOf(2, 2), sizer)).toBeUndefined()
    expect(withNewWords(picture, graph, graph, sizer)).toBe(picture)
  })

  it('[LAY10] what is remembered from the arrangement before never changes the picture (seed 20261122)', () => {
    const edits = fc.array(fc.record({ at: fc.nat(), words: fc.nat(40), risk: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(arbitraryGraph(120), edits, (start, list) => {
        const memo = new LayoutMemo()
        let graph = start
        layoutBranch(graph, 'e0', sizer, { memo })
        const ids = [...graph.elements.keys()]
        for (const { at, words, risk } of list) {
          const id = ids[at % ids.length]!
          const facet = risk ? 'risk' : graph.elements.get(id)!.facet
          graph = withContent(graph, [{ ...graph.elements.get(id)!, facet, statement: 'word '.repeat(words) }])
          expect(plain(layoutBranch(graph, 'e0', sizer, { memo }))).toEqual(plain(layoutBranch(graph, 'e0', sizer)))
        }
      }),
      { seed: 20261122, numRuns: 25 },
    )
  })

  it('[LAY10] a longer statement sizes its own block and those above it anew, not its 200 neighbours', () => {
    const graph = branchOf(100, 2)
    const memo = new LayoutMemo()
    layoutBranch(graph, 'C2', sizer, { memo })
    const before = new Map([...memo.blocks].map(([id, kept]) => [id, kept.block]))
    layoutBranch(reworded(graph, 'C8-50-1', 'word '.repeat(30)), 'C2', sizer, { memo })
    const anew = [...memo.blocks].filter(([id, kept]) => before.get(id) !== kept.block).map(([id]) => id)
    expect(anew.sort()).toEqual(['C2', 'C6', 'C7-50', 'C8-50-1', 'S1', 'S2-50'])
  })
})

describe('elements that people moved', () => {
  const graph = branchOf(3, 1)
  const still = layoutBranch(graph, 'C2', sizer)
  const offsets = new Map([['C7-2', { dx: 40, dy: 300 }]])
  const moved = layoutBranch(graph, 'C2', sizer, { offsets })

  it('[LAY11] a moved element takes along what hangs on it, and nothing else moves', () => {
    for (const [id, box] of still.boxes) {
      const along = ['C7-2', 'X5-2', 'S2-2', 'C8-2-1', 'Sn-2-1'].includes(id)
      expect(moved.boxes.get(id), id).toEqual(along ? { ...box, x: box.x + 40, y: box.y + 300 } : box)
    }
  })

  it('[LAY11] its relation gets a way of its own in right angles that ends at it', () => {
    const route = moved.routes.get('C6>supportedBy>C7-2')!
    const box = moved.boxes.get('C7-2')!
    expect(route.points.at(-1)).toEqual({ x: box.x + box.w / 2, y: box.y })
    for (const [index, point] of route.points.entries()) {
      const next = route.points[index + 1]
      if (next !== undefined)
        expect(Math.min(Math.abs(point.x - next.x), Math.abs(point.y - next.y))).toBeLessThan(0.01)
    }
  })

  it('[LAY11] the picture grows to where somebody put an element, also to the left and upwards', () => {
    const out = layoutBranch(graph, 'C2', sizer, { offsets: new Map([['C7-1', { dx: -2000, dy: -900 }]]) })
    const box = out.boxes.get('C7-1')!
    expect(out.left).toBeLessThan(box.x)
    expect(out.top).toBeLessThan(box.y)
    expect(out.left + out.width).toBeGreaterThan(still.boxes.get('C7-3')!.x)
  })
})

describe('closed branches', () => {
  it('[LAY12] a closed branch leaves the picture, and its element says how many that are', () => {
    const picture = layoutBranch(branchOf(2, 2), 'C2', sizer, { closed: new Set(['C7-1']) })
    expect(picture.boxes.has('S2-1')).toBe(false)
    expect(picture.boxes.has('X5-1')).toBe(true)
    expect(picture.folded.get('C7-1')).toBe(5)
    expect(picture.boxes.has('S2-2')).toBe(true)
  })

  it('[LAY12] what another element also rests on stays, and is not counted as hidden', () => {
    const graph = graphOf(
      [
        element('C1', 'goal', { role: 'C1' }),
        element('A', 'goal'),
        element('B', 'goal'),
        element('X', 'solution'),
        element('Y', 'solution'),
      ],
      [
        ['C1', 'A'],
        ['C1', 'B'],
        ['A', 'X'],
        ['A', 'Y'],
        ['B', 'X'],
      ],
    )
    const picture = layoutBranch(graph, 'C1', sizer, { closed: new Set(['A']) })
    expect(picture.boxes.has('X')).toBe(true)
    expect(picture.folded.get('A')).toBe(1)
  })
})
