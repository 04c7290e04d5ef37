import { describe, expect, it } from 'vitest'
import { layoutBranch } from '@/lib/layout/branch'
import type { Picture, Point } from '@/lib/layout/picture'
import { branchOf, evenSizer, graphOf } from './arguments'

const sizer = evenSizer()

/** Boxes that a line runs behind, its own ends left out. */
function behind({ boxes }: Picture, points: readonly Point[], ends: readonly string[]): string[] {
  const found: string[] = []
  for (const box of boxes.values()) {
    if (ends.includes(box.id)) continue
    for (const [index, point] of points.entries()) {
      const next = points[index + 1]
      if (next === undefined) continue
      const [left, right] = [Math.min(point.x, next.x), Math.max(point.x, next.x)]
      const [top, bottom] = [Math.min(point.y, next.y), Math.max(point.y, next.y)]
      if (left < box.x + box.w - 1 && right > box.x + 1 && top < box.y + box.h - 1 && bottom > box.y + 1)
        found.push(box.id)
    }
  }
  return found
}

describe('evidence that several claims share', () => {
  const plain = branchOf(6, 4)
  const pairs = plain.relations.map(({ from, to }) => [from, to] as const)
  const shared = [
    ['C8-1-3', 'Sn-1-1'],
    ['C8-2-1', 'Sn-1-1'],
    ['C8-6-4', 'Sn-1-2'],
    ['C8-1-1', 'Sn-6-4'],
    ['C8-3-2', 'Sn-5-3'],
    ['C8-4-4', 'Sn-3-1'],
  ] as const
  const picture = layoutBranch(graphOf([...plain.elements.values()], [...pairs, ...shared]), 'C2', sizer)

  it.each(shared)('[LAY13] the way from %s to %s goes in right angles and behind no box', (from, to) => {
    const { points } = picture.routes.get(`${from}>supportedBy>${to}`)!
    for (const [index, point] of points.entries()) {
      const next = points[index + 1]
      if (next !== undefined)
        expect(Math.min(Math.abs(point.x - next.x), Math.abs(point.y - next.y))).toBeLessThan(0.01)
    }
    expect(behind(picture, points, [from, to])).toEqual([])
  })
})
