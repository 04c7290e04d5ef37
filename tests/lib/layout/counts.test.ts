import { describe, expect, it } from 'vitest'
import { withContent } from '@/lib/gsn/graph'
import { LayoutMemo, layoutBranch } from '@/lib/layout/branch'
import { extraWay, TRIES_OF_A_PICTURE } from '@/lib/layout/extra-way'
import { KeptIndex } from '@/lib/layout/kept-index'
import { Overlay } from '@/lib/layout/overlay'
import type { Box } from '@/lib/layout/picture'
import { withNewWords } from '@/lib/layout/relayout'
import type { Sizer } from '@/lib/layout/shapes'
import { branchOf, evenSizer, graphOf } from './arguments'

describe('what one edit costs in a large argument', () => {
  it('[LAY10] new words of the same size look at one element, not at 1,500', () => {
    const graph = branchOf(250, 2)
    const sizes = counted(evenSizer())
    const picture = layoutBranch(graph, 'C2', sizes.sizer)
    const one = graph.elements.get('C8-9-1')!
    const next = withContent(graph, [{ ...one, statement: 'C8-9-1 is changed' }])
    sizes.restart()
    withNewWords(picture, graph, next, sizes.sizer)
    expect(sizes.asked()).toBe(2)
  })

  it('[LAY10] a line more asks for the sizes of what stands above it and beside it, and enters only what moved', () => {
    const graph = branchOf(250, 2)
    const memo = new LayoutMemo()
    const sizer = evenSizer()
    layoutBranch(graph, 'C2', sizer, { memo })
    const one = graph.elements.get('C8-250-1')!
    const next = withContent(graph, [{ ...one, statement: 'word '.repeat(30) }])
    const before = memo.placed
    layoutBranch(next, 'C2', sizer, { memo })
    expect(memo.sizing?.fresh.length).toBeLessThan(8)
    expect(memo.placed?.changed.length).toBeLessThan(30)
    expect(memo.placed?.fresh.length).toBeLessThan(300)
    expect(memo.placed).not.toBe(before)
  })

  it('[LAY8] an index that follows a picture finds what a new one finds, and enters only what is new', () => {
    const boxes = new Map<string, Box>()
    const box = (id: string, x: number, y: number): Box => ({
      id,
      shape: 'rectangle',
      x,
      y,
      w: 200,
      h: 80,
      lines: [],
      clipped: false,
    })
    for (let n = 0; n < 400; n++) boxes.set(`e${n}`, box(`e${n}`, (n % 20) * 240, Math.floor(n / 20) * 120))
    const kept = new KeptIndex<Box>((each) => [each])
    kept.follow(boxes)
    const entered = kept.entered
    const next = new Map(boxes)
    next.delete('e7')
    next.set('e9', box('e9', 5000, 5000))
    next.set('new', box('new', 30, 30))
    kept.follow(next)
    expect(kept.entered - entered).toBe(2)
    const anew = new KeptIndex<Box>((each) => [each])
    anew.follow(next)
    for (const window of [
      { x: 0, y: 0, w: 700, h: 700 },
      { x: 1600, y: 0, w: 800, h: 100 },
      { x: 4900, y: 4900, w: 300, h: 300 },
      { x: -900, y: -900, w: 9000, h: 9000 },
    ]) {
      expect([...kept.within(window)].map(({ id }) => id).sort()).toEqual(
        [...anew.within(window)].map(({ id }) => id).sort(),
      )
    }
  })

  it('[LAY13] the search for free ways of a picture is bounded, however many elements are shared', () => {
    const plain = branchOf(20, 4)
    const pairs = plain.relations.map(({ from, to }) => [from, to] as const)
    const shared = Array.from({ length: 60 }, (_, n) => [`C8-${(n % 20) + 1}-1`, `Sn-${((n + 7) % 20) + 1}-2`] as const)
    const memo = new LayoutMemo()
    layoutBranch(graphOf([...plain.elements.values()], [...pairs, ...shared]), 'C2', evenSizer(), { memo })
    const tries = [...(memo.drawn?.searched.values() ?? [])].reduce((sum, way) => sum + way.tries, 0)
    expect(tries).toBeGreaterThan(0)
    expect(tries).toBeLessThanOrEqual(TRIES_OF_A_PICTURE)
  })

  it('[LAY13] one way asks the index a bounded number of times, also between walls of boxes', () => {
    const wall = (id: string, x: number, y: number): Box => ({
      id,
      shape: 'rectangle',
      x,
      y,
      w: 200,
      h: 4000,
      lines: [],
      clipped: false,
    })
    const index = new KeptIndex<Box>((each) => [each])
    let asked = 0
    index.follow(Array.from({ length: 12 }, (_, n): [string, Box] => [`w${n}`, wall(`w${n}`, 300 + n * 210, -2000)]))
    const counting = {
      within(window: Parameters<typeof index.within>[0]) {
        asked++
        return index.within(window)
      },
    }
    const { tries } = extraWay({ ...wall('a', 0, 0), h: 80 }, { ...wall('b', 3000, 400), h: 80 }, counting, 22)
    expect(tries).toBeLessThanOrEqual(40)
    expect(asked).toBeLessThan(400)
  })

  it('[LAY10] new words over a picture keep its order, and many of them become a map of their own', () => {
    let map: ReadonlyMap<string, number> = new Map(Array.from({ length: 100 }, (_, n) => [`k${n}`, n]))
    const keys = [...map.keys()]
    for (let n = 0; n < 60; n++) map = Overlay.over(map, new Map([[`k${n}`, -n - 1]]))
    expect([...map.keys()]).toEqual(keys)
    expect([...map.values()].slice(58, 62)).toEqual([-59, -60, 60, 61])
    expect([...map].every(([key, value]) => map.get(key) === value)).toBe(true)
    expect(map.size).toBe(100)
    expect(map.has('k3') && !map.has('x')).toBe(true)
  })
})

function counted(sizer: Sizer) {
  let count = 0
  return {
    sizer: ((element) => {
      count++
      return sizer(element)
    }) as Sizer,
    asked: () => count,
    restart: () => {
      count = 0
    },
  }
}
