import type { Rect } from './picture'

/** Side of an index cell, in px at zoom 1. */
const CELL = 600

/** [LAY8] Finds what lies in a window without going through everything: the canvas mounts only that. */
export interface GridIndex<T> {
  within(window: Rect): Set<T>
}

/** @param entries  things with the rectangle they cover */
export function gridIndex<T>(entries: Iterable<readonly [T, Rect]>): GridIndex<T> {
  const cells = new Map<string, [T, Rect][]>()
  for (const entry of entries) {
    for (const key of keysOf(entry[1])) {
      const list = cells.get(key)
      if (list === undefined) cells.set(key, [[...entry]])
      else list.push([...entry])
    }
  }
  return {
    within(window) {
      const found = new Set<T>()
      for (const key of keysOf(window)) {
        for (const [thing, rect] of cells.get(key) ?? []) if (overlaps(rect, window)) found.add(thing)
      }
      return found
    },
  }
}

/** Whether two rectangles share more than an edge; a line's rectangle may be flat. */
export function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h
}

/** The smallest rectangle around some points. */
export function around(points: Iterable<{ readonly x: number; readonly y: number }>): Rect {
  let left = Number.POSITIVE_INFINITY
  let top = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  let bottom = Number.NEGATIVE_INFINITY
  for (const { x, y } of points) {
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return left > right ? { x: 0, y: 0, w: 0, h: 0 } : { x: left, y: top, w: right - left, h: bottom - top }
}

function* keysOf(rect: Rect): Iterable<string> {
  const right = Math.floor((rect.x + rect.w) / CELL)
  const bottom = Math.floor((rect.y + rect.h) / CELL)
  for (let column = Math.floor(rect.x / CELL); column <= right; column++) {
    for (let row = Math.floor(rect.y / CELL); row <= bottom; row++) yield `${column}/${row}`
  }
}
