import { around, type GridIndex } from './grid-index'
import { type Box, centerY, type Point, type Rect, sideOf } from './picture'

/** How far a line keeps from a box that it passes. */
const CLEAR = 10
/** Ways tried for one relation at most, and for all of one picture: bounds on the time, far above what pictures need. */
const MOST_TRIES = 40
export const TRIES_OF_A_PICTURE = 320
/** What crossing one box costs, in px of detour. */
const CROSSING = 10_000
/** Elements farther apart than this are never seen together at a size at which a single line can be followed. */
const FAR = 6000

/** Whether it is worth looking for a free way: both ends can be seen at once. */
export function isNear(from: Box, to: Box): boolean {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y) <= FAR
}

/** The way without a look at what stands between: out at the right, along a lane above the other element, in at its left. */
export function plainWay(from: Box, to: Box, lane: number): Point[] {
  const start = sideOf(from, 'right')
  const end = sideOf(to, 'left', centerY(to) + besideMiddle(to))
  const xa = from.x + from.w + lane
  if (end.x >= xa) return simple([start, { x: xa, y: start.y }, { x: xa, y: end.y }, end])
  const xc = to.x - CLEAR - 4
  const y = Math.round(to.y - CLEAR)
  return simple([start, { x: xa, y: start.y }, { x: xa, y }, { x: xc, y }, { x: xc, y: end.y }, end])
}

/** A little off the middle, so that it does not lie on the relation that is already there. */
function besideMiddle(to: Box): number {
  return Math.min(18, to.h / 5)
}

/**
 * [LAY13] The way of a relation between two elements that both stand somewhere else: out at one side, along a free lane and in
 * at a side, in right angles and, where one is found, behind no box.
 * @param left  ways that may still be tried in this picture
 * @returns the way, and how many were tried
 */
export function extraWay(
  from: Box,
  to: Box,
  boxes: GridIndex<Box>,
  lane: number,
  left = TRIES_OF_A_PICTURE,
): { points: Point[]; tries: number } {
  const most = Math.min(MOST_TRIES, left)
  let best: Point[] = []
  let least = Number.POSITIVE_INFINITY
  let tries = 0
  const attempt = (points: Point[]) => {
    tries++
    const bare = lengthOf(points) + 8 * points.length
    // A longer way is not better, whatever it crosses.
    if (bare >= least) return
    const cost = crossings(points, boxes, from, to) * CROSSING + bare
    if (cost < least) {
      least = cost
      best = points
    }
  }
  const off = besideMiddle(to)
  for (const out of ['right', 'left'] as const) {
    const start = sideOf(from, out)
    for (const into of ['left', 'right'] as const) {
      const end = sideOf(to, into, centerY(to) + off)
      const exits = lanesX(out === 'right' ? from.x + from.w + lane : from.x - lane, start, end, boxes)
      const entries = lanesX(into === 'left' ? to.x - CLEAR - 4 : to.x + to.w + CLEAR + 4, end, end, boxes)
      for (const xa of exits) {
        if (tries >= most || (tries > 0 && least < CROSSING)) return { points: simple(best), tries }
        const direct = [start, { x: xa, y: start.y }, { x: xa, y: end.y }, end]
        if ((into === 'left') === end.x >= xa) attempt(direct)
        for (const xc of entries) {
          if (tries >= most) break
          for (const y of lanesY(xa, xc, start.y, end.y, boxes, to)) {
            // The lanes that follow lead farther away from the end.
            if (tries >= most || least < CROSSING) break
            attempt([start, { x: xa, y: start.y }, { x: xa, y }, { x: xc, y }, { x: xc, y: end.y }, end])
          }
        }
      }
    }
  }
  return { points: simple(best), tries }
}

/** The wanted lane, and lanes beside what stands in its way. */
function lanesX(wanted: number, a: Point, b: Point, boxes: GridIndex<Box>): number[] {
  const lanes = new Set([wanted])
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
  for (const box of boxes.within({ x: wanted - 2, y: top, w: 4, h: bottom - top })) {
    lanes.add(box.x - CLEAR)
    lanes.add(box.x + box.w + CLEAR)
    if (lanes.size > 6) break
  }
  return [...lanes]
}

/** Heights of free lanes: above and below what stands between, the nearest to the end first. */
function lanesY(xa: number, xc: number, from: number, to: number, boxes: GridIndex<Box>, end: Box): number[] {
  const lanes = [end.y - CLEAR, end.y + end.h + CLEAR]
  const [top, bottom] = [Math.min(from, to, end.y) - 60, Math.max(from, to, end.y + end.h) + 60]
  for (const box of boxes.within({ x: Math.min(xa, xc), y: top, w: Math.abs(xa - xc), h: bottom - top })) {
    lanes.push(box.y - CLEAR, box.y + box.h + CLEAR)
  }
  return [...new Set(lanes.map(Math.round))].sort((a, b) => Math.abs(a - to) - Math.abs(b - to)).slice(0, 12)
}

function crossings(points: readonly Point[], boxes: GridIndex<Box>, from: Box, to: Box): number {
  const crossed = new Set<Box>()
  points.forEach((point, index) => {
    const next = points[index + 1]
    if (next === undefined) return
    for (const box of boxes.within(inside(around([point, next])))) crossed.add(box)
  })
  // It may touch its own ends, but not run through them.
  for (const end of [from, to]) if (crossed.has(end) && !through(points, end)) crossed.delete(end)
  return crossed.size
}

function through(points: readonly Point[], { x, y, w, h }: Box): boolean {
  const core: Rect = { x: x + 3, y: y + 3, w: w - 6, h: h - 6 }
  return points.slice(1, -2).some((point, index) => {
    const next = points[index + 2]
    if (next === undefined) return false
    const line = around([point, next])
    return (
      line.x < core.x + core.w &&
      core.x < line.x + line.w + 0.01 &&
      line.y < core.y + core.h &&
      core.y < line.y + line.h + 0.01
    )
  })
}

/** A touch at an edge is no crossing. */
function inside({ x, y, w, h }: Rect): Rect {
  return { x: x + 0.5, y: y + 0.5, w: Math.max(0, w - 1), h: Math.max(0, h - 1) }
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => {
    const next = points[index + 1]
    return next === undefined ? sum : sum + Math.abs(point.x - next.x) + Math.abs(point.y - next.y)
  }, 0)
}

/** Without corners that are none. */
function simple(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [last, next] = [points[index - 1], points[index + 1]]
    if (last === undefined || next === undefined) return true
    const straight = (last.x === point.x && point.x === next.x) || (last.y === point.y && point.y === next.y)
    return !straight
  })
}
