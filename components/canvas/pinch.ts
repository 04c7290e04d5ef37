import type { Point } from '@/lib/layout/picture'

export interface Pinch {
  /** How much farther apart the fingers are. */
  readonly by: number
  /** The middle between them. */
  readonly at: Point
  /** How far the middle has moved. */
  readonly pan: Point
}

/** What two fingers did between two moments; fingers that are not there both times do nothing. */
export function pinchOf(before: ReadonlyMap<number, Point>, after: ReadonlyMap<number, Point>): Pinch {
  const pairs = [...after].flatMap(([id, to]) => {
    const from = before.get(id)
    return from === undefined ? [] : [{ from, to }]
  })
  const [a, b] = pairs
  if (a === undefined || b === undefined) return { by: 1, at: a?.to ?? { x: 0, y: 0 }, pan: { x: 0, y: 0 } }
  const was = Math.hypot(a.from.x - b.from.x, a.from.y - b.from.y)
  const is = Math.hypot(a.to.x - b.to.x, a.to.y - b.to.y)
  const at = { x: (a.to.x + b.to.x) / 2, y: (a.to.y + b.to.y) / 2 }
  const pan = { x: at.x - (a.from.x + b.from.x) / 2, y: at.y - (a.from.y + b.from.y) / 2 }
  return { by: was < 1 ? 1 : is / was, at, pan }
}
