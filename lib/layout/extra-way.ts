import { around, type GridIndex } from './grid-index'
import { type Box, centerY, type Point, type Rect, sideOf } from './picture'

/** How far a line keeps from a box that it passes. */
const CLEAR = 10
/** Ways tried for one relation at most: a bound on the time, far above what pictures need. */
const MOST_TRIES = 60
/** What crossing one box costs, in px of detour. */
const CROSSING = 10_000

/**
 * [LAY13] The way of a relation between two elements that both stand somewhere else: out at one side, along a free lane and in
 * at a side, in right angles and, where one is found, behind no box.
 * @param search  false takes the first way: for pictures with so many shared elements that nobody follows a single line
 */
export function extraWay(from: Box, to: Box, boxes: GridIndex<Box>, lane: number, search = true): Point[] {
  let best: Point[] = []
  let least = Number.POSITIVE_INFINITY
  let tries = 0
  const attempt = (points: Point[]) => {
    tries++
    const crossed = crossings(points, boxes, from, to)
    const cost = crossed * CROSSING + lengthOf(points) + 8 * points.length
    if (cost < least) {
      least = cost
      best = points
    }
    return crossed
  }
  // A little off the middle, so that it does not lie on the relation that is already there.
  const off = Math.min(18, to.h / 5)
  for (const out of ['right', 'left'] as const) {
    const start = sideOf(from, out)
    for (const into of ['left', 'right'] as const) {
      const end = sideOf(to, into, centerY(to) + off)
      const exits = lanesX(out === 'right' ? from.x + from.w + lane : from.x - lane, start, end, boxes)
      const entries = lanesX(into === 'left' ? to.x - CLEAR - 4 : to.x + to.w + CLEAR + 4, end, end, boxes)
      for (const xa of exits) {
        if (tries > MOST_TRIES || (tries > 0 && (!search || least < CROSSING))) return simple(best)
        const direct = [start, { x: xa, y: start.y }, { x: xa, y: end.y }, end]
        if ((into === 'left') === end.x >= xa) attempt(direct)
        for (const xc of entries) {
          for (const y of lanesY(xa, xc, start.y, end.y, boxes, to)) {
            attempt([start, { x: xa, y: start.y }, { x: xa, y }, { x: xc, y }, { x: xc, y: end.y }, end])
          }
        }
      }
    }
  }
  return simple(best)
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
