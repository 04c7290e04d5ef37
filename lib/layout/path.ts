import type { Point } from './picture'

export const CORNER = 8

/**
 * SVG path data of a way in right angles with rounded corners.
 * @returns an empty text for fewer than two points
 */
export function pathOf(points: readonly Point[], radius: number = CORNER): string {
  const [first, ...rest] = points
  if (first === undefined || rest.length === 0) return ''
  let d = `M${round(first.x)} ${round(first.y)}`
  let from = first
  rest.forEach((corner, index) => {
    const next = rest[index + 1]
    if (next === undefined) {
      d += `L${round(corner.x)} ${round(corner.y)}`
      return
    }
    const r = Math.min(radius, distance(from, corner) / (index === 0 ? 1 : 2), distance(corner, next))
    const enter = towards(corner, from, r)
    const leave = towards(corner, next, r)
    d += `L${round(enter.x)} ${round(enter.y)}Q${round(corner.x)} ${round(corner.y)} ${round(leave.x)} ${round(leave.y)}`
    from = corner
  })
  return d
}

export function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
}

function towards(from: Point, to: Point, by: number): Point {
  const whole = distance(from, to)
  if (whole === 0) return from
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
