import { describe, expect, it } from 'vitest'
import { decorationSvg, relationSvg } from '@/lib/drawing/line-svg'
import { effectiveGraph, type Relation } from '@/lib/gsn/graph'
import { layoutBranch } from '@/lib/layout/branch'
import { element, evenSizer } from '../../lib/layout/arguments'

const sizer = evenSizer()
const related = (from: string, to: string, more: Partial<Relation> = {}): Relation => ({
  from,
  type: 'supportedBy',
  to,
  order: to,
  ...more,
})

const elements = [
  element('C1', 'goal', { role: 'C1' }),
  element('A', 'goal'),
  element('B', 'goal'),
  element('X', 'goal', { statement: 'This is not so' }),
  element('Y', 'goal', { statement: 'Counter-claim with an argument' }),
  element('E', 'solution'),
]
const relations = [related('C1', 'A'), related('C1', 'B'), related('Y', 'E')]
const graph = effectiveGraph(elements, relations, {
  challenges: [
    { from: 'X', target: { element: 'A' }, order: '1' },
    { from: 'Y', target: { element: 'B' }, order: '2' },
    { from: 'E', target: { relation: { from: 'C1', type: 'supportedBy', to: 'A' } }, order: '3' },
  ],
})

describe('challenges in the picture', () => {
  const picture = layoutBranch(graph, 'C1', sizer)

  it('[CAN14] who challenges stands beside what it challenges, or below it with an argument of its own', () => {
    const [a, x] = [picture.boxes.get('A')!, picture.boxes.get('X')!]
    expect(x.x).toBeGreaterThan(a.x + a.w)
    expect(picture.boxes.get('Y')!.y).toBeGreaterThan(picture.boxes.get('B')!.y)
    expect(picture.boxes.has('E')).toBe(true)
  })

  it('[CAN14] a challenge is a dashed line with an open head from the challenger, and no relation of support', () => {
    const route = picture.routes.get('X>challenges>A')!
    const box = picture.boxes.get('A')!
    expect(route.points.at(-1)?.x).toBeLessThanOrEqual(box.x + box.w + 0.01)
    expect(relationSvg(route)).toContain('gsn-challenge')
    expect(relationSvg(route)).not.toContain('gsn-head"')
    expect(picture.routes.has('B>supportedBy>Y')).toBe(false)
  })

  it('[CAN14] a challenge of a relation ends on its line', () => {
    const end = picture.routes.get('E>challenges>C1:supportedBy:A')!.points.at(-1)!
    const line = picture.routes.get('C1>supportedBy>A')!.own
    const on = line.some((point, at) => {
      const next = line[at + 1]
      if (next === undefined) return false
      const inside = (a: number, b: number, c: number) => c >= Math.min(a, b) - 0.01 && c <= Math.max(a, b) + 0.01
      return inside(point.x, next.x, end.x) && inside(point.y, next.y, end.y)
    })
    expect(on).toBe(true)
  })

  it('[CAN14] a ball says how often, a hollow one none or one, a diamond how many of a choice', () => {
    const route = picture.routes.get('C1>supportedBy>A')!
    expect(decorationSvg(route, related('C1', 'A', { multiplicity: '1..*' }), 0)).toMatch(/gsn-ball".*1\.\.\*/)
    expect(decorationSvg(route, related('C1', 'A', { optional: true }), 0)).toContain('gsn-ball-hollow')
    expect(decorationSvg(route, related('C1', 'A', { choice: 'x' }), 2)).toMatch(/gsn-diamond.*1 of 2/)
  })
})
