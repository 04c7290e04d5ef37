import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseGraph } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { gridIndex } from '@/lib/layout/grid-index'
import type { Box, Picture, Point } from '@/lib/layout/picture'
import { arbitraryGraph, branchOf, element, evenSizer, graphOf } from './arguments'

const SEED = 20261121

/** The pairs of boxes that lie on each other. */
function collisions(picture: Picture): string[] {
  const index = gridIndex([...picture.boxes.values()].map((box) => [box, box] as const))
  const hits: string[] = []
  for (const box of picture.boxes.values()) {
    for (const other of index.within(box))
      if (other.id < box.id && sharesArea(box, other)) hits.push(`${box.id} on ${other.id}`)
  }
  return hits
}

function sharesArea(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h
}

function touches(box: Box | undefined, point: Point | undefined): boolean {
  if (box === undefined || point === undefined) return false
  const slack = 1.01
  const inside = (value: number, from: number, size: number) => value >= from - slack && value <= from + size + slack
  return inside(point.x, box.x, box.w) && inside(point.y, box.y, box.h)
}

function expectSound(graph: CaseGraph, picture: Picture) {
  expect(collisions(picture)).toEqual([])
  const within = graph.relations.filter(({ from, to }) => picture.boxes.has(from) && picture.boxes.has(to))
  expect([...picture.routes.keys()].sort()).toEqual(within.map(({ from, type, to }) => `${from}>${type}>${to}`).sort())
  for (const route of picture.routes.values()) {
    expect(touches(picture.boxes.get(route.from), route.points[0]), `${route.key} starts`).toBe(true)
    expect(touches(picture.boxes.get(route.to), route.points.at(-1)), `${route.key} ends`).toBe(true)
    expect(touches(picture.boxes.get(route.to), route.own.at(-1)), `${route.key} ends`).toBe(true)
    for (const [index, point] of route.points.entries()) {
      const next = route.points[index + 1]
      if (next === undefined) continue
      const square = Math.abs(point.x - next.x) <= 1 || Math.abs(point.y - next.y) <= 1
      expect(square, `${route.key} runs in right angles`).toBe(true)
    }
  }
}

describe('the argument of one capability', () => {
  it(`[LAY4] no two elements lie on each other, in any argument up to 400 elements (seed ${SEED})`, () => {
    let largest = 0
    fc.assert(
      fc.property(arbitraryGraph(400), (graph) => {
        const picture = layoutBranch(graph, 'e0', evenSizer())
        largest = Math.max(largest, picture.boxes.size)
        expect([...picture.boxes.keys()].sort()).toEqual([...graph.reachable].sort())
        expectSound(graph, picture)
      }),
      { seed: SEED, numRuns: 60 },
    )
    expect(largest).toBeGreaterThan(200)
  })

  it('[LAY4] 1,500 elements stand without overlap and in a shape that fits a screen', () => {
    const graph = branchOf(100, 6)
    const picture = layoutBranch(graph, 'C2', evenSizer())
    expect(picture.boxes.size).toBeGreaterThan(1_500)
    expectSound(graph, picture)
    expect(picture.width / picture.height).toBeGreaterThan(0.8)
    expect(picture.width / picture.height).toBeLessThan(3.5)
  })

  it('[LAY5] every relation, also to a shared element, has a way from its element to the other', () => {
    const graph = graphOf(
      [
        element('C', 'goal'),
        element('S', 'strategy'),
        element('A', 'goal'),
        element('B', 'goal'),
        element('Sn', 'solution'),
      ],
      [
        ['C', 'S'],
        ['S', 'A'],
        ['S', 'B'],
        ['A', 'Sn'],
        ['B', 'Sn'],
      ],
    )
    const picture = layoutBranch(graph, 'C', evenSizer())
    expectSound(graph, picture)
    expect(picture.boxes.size).toBe(5)
    expect(picture.routes.size).toBe(5)
  })

  it('[LAY2] an added sibling leaves the order of the others', () => {
    const risks = ['C7-1', 'C7-2', 'C7-3', 'C7-4', 'C7-5', 'C7-6']
    const pictureOf = (ids: readonly string[]) =>
      layoutBranch(
        graphOf(
          [element('C6', 'goal'), ...ids.map((id) => element(id, 'goal'))],
          ids.map((id) => ['C6', id] as const),
        ),
        'C6',
        evenSizer(),
      )
    const reading = (picture: Picture) =>
      [...picture.boxes.values()]
        .filter((box) => box.id !== 'C6' && box.id !== 'new')
        .sort((a, b) => a.y - b.y || a.x - b.x)
        .map((box) => box.id)
    expect(reading(pictureOf(risks))).toEqual(risks)
    for (let at = 0; at <= risks.length; at++) expect(reading(pictureOf(risks.toSpliced(at, 0, 'new')))).toEqual(risks)
  })

  it('[LAY3] one more risk keeps the number of columns', () => {
    const sizer = evenSizer()
    const before = layoutBranch(branchOf(11, 3), 'C2', sizer)
    const after = layoutBranch(branchOf(12, 3), 'C2', sizer, { previous: before.columns })
    expect(after.columns.get('C6')).toBe(before.columns.get('C6'))
  })

  it('[LAY6] equal cases give equal pictures, and no root gives an empty one', () => {
    expect(layoutBranch(branchOf(3, 2), 'C2', evenSizer())).toEqual(layoutBranch(branchOf(3, 2), 'C2', evenSizer()))
    expect(layoutBranch(branchOf(3, 2), 'nobody', evenSizer()).boxes.size).toBe(0)
  })

  it('[LAY4] evidence stands beside its control, controls below each other, a context of a risk at its right', () => {
    const { boxes } = layoutBranch(branchOf(1, 2), 'C2', evenSizer())
    const at = (id: string) => boxes.get(id)!
    expect(at('Sn-1-1').x).toBe(at('C8-1-1').x + 208 + 44)
    expect(at('C8-1-2').x).toBe(at('C8-1-1').x)
    expect(at('C8-1-1').x).toBe(at('S2-1').x + 36)
    expect(at('X5-1').x).toBe(at('C7-1').x + 208 + 28)
  })

  it('[LAY4] a figure without lists puts all support below', () => {
    const { boxes } = layoutBranch(branchOf(1, 2), 'C2', evenSizer(), { lists: false })
    expect(boxes.get('Sn-1-1')!.y).toBeGreaterThan(boxes.get('C8-1-1')!.y + boxes.get('C8-1-1')!.h)
  })
})
