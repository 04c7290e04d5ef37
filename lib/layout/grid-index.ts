import type { Rect } from './picture'

/** Side of an index cell, in px at zoom 1. */
const CELL = 600

/** [LAY8] Finds what lies in a window without going through everything: the canvas mounts only that. */
export interface GridIndex<T> {
  within(window: Rect): Set<T>
}

/** @param entries  things with the rectangle they cover */
export function gridIndex<T>(entries: Iterable<readonly [T, Rect]>): GridIndex<T> {
  const cells = new Map<number, (readonly [T, Rect])[]>()
  for (const entry of entries) {
    eachKey(entry[1], (key) => {
      const list = cells.get(key)
      if (list === undefined) cells.set(key, [entry])
      else list.push(entry)
    })
  }
  return {
    within(window) {
      const found = new Set<T>()
      eachKey(window, (key) => {
        const list = cells.get(key)
        if (list !== undefined) for (const [thing, rect] of list) if (overlaps(rect, window)) found.add(thing)
      })
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

/** Rows of a picture are fewer than this; where they are not, a cell holds more than it needs to. */
const ROWS = 1 << 14

/** The cells that a rectangle lies in. */
export function gridKeys(rect: Rect): number[] {
  const keys: number[] = []
  eachKey(rect, (key) => keys.push(key))
  return keys
}

function eachKey(rect: Rect, use: (key: number) => void): void {
  const right = Math.floor((rect.x + rect.w) / CELL)
  const top = Math.floor(rect.y / CELL)
  const bottom = Math.floor((rect.y + rect.h) / CELL)
  for (let column = Math.floor(rect.x / CELL); column <= right; column++) {
    for (let row = top; row <= bottom; row++) use(column * ROWS + row)
  }
}
