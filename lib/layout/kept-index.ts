import { type GridIndex, gridKeys, overlaps } from './grid-index'
import type { Rect } from './picture'

/** Small on purpose: a large case has tens of thousands. */
interface Entry<T> {
  thing: T
  /** The one cell it lies in, or all of them. */
  cells: number | readonly number[]
  round: number
}

/**
 * [LAY8] An index that follows a picture: after an edit only what was placed anew is entered again. Things have keys, and
 * a thing that is the same object as before covers the same rectangles.
 */
export class KeptIndex<T> implements GridIndex<T> {
  private readonly entries = new Map<string, Entry<T>>()
  private readonly cells = new Map<number, Entry<T>[]>()
  private round = 0
  /** How many things were entered or moved so far, for the test that watches over it. */
  entered = 0

  /** @param rectsOf  what a thing covers */
  constructor(private readonly rectsOf: (thing: T) => readonly Rect[]) {}

  within(window: Rect): Set<T> {
    const found = new Set<T>()
    for (const key of gridKeys(window)) {
      for (const { thing } of this.cells.get(key) ?? []) {
        if (!found.has(thing) && this.rectsOf(thing).some((rect) => overlaps(rect, window))) found.add(thing)
      }
    }
    return found
  }

  /** Enters one thing, or moves it. */
  put(key: string, thing: T): void {
    const known = this.entries.get(key)
    const cells = cellsOf(this.rectsOf(thing))
    this.entered++
    if (known === undefined) {
      const entry = { thing, cells, round: this.round }
      this.entries.set(key, entry)
      this.enter(entry)
      return
    }
    known.thing = thing
    known.round = this.round
    if (sameCells(known.cells, cells)) return
    this.leave(known)
    known.cells = cells
    this.enter(known)
  }

  /** Brings the index to what there is now. */
  follow(things: Iterable<readonly [string, T]>): void {
    this.round++
    let size = 0
    for (const [key, thing] of things) {
      size++
      const known = this.entries.get(key)
      if (known?.thing === thing) known.round = this.round
      else this.put(key, thing)
    }
    if (this.entries.size === size) return
    for (const [key, entry] of this.entries) {
      if (entry.round === this.round) continue
      this.leave(entry)
      this.entries.delete(key)
    }
  }

  private enter(entry: Entry<T>): void {
    for (const key of listed(entry.cells)) {
      const cell = this.cells.get(key)
      if (cell === undefined) this.cells.set(key, [entry])
      else cell.push(entry)
    }
  }

  private leave(entry: Entry<T>): void {
    for (const key of listed(entry.cells)) {
      const cell = this.cells.get(key)
      if (cell === undefined) continue
      const at = cell.indexOf(entry)
      if (at >= 0) cell.splice(at, 1)
      if (cell.length === 0) this.cells.delete(key)
    }
  }
}

function cellsOf(rects: readonly Rect[]): number | readonly number[] {
  const keys = rects.flatMap(gridKeys)
  const [first] = keys
  if (first !== undefined && keys.every((key) => key === first)) return first
  return rects.length === 1 ? keys : [...new Set(keys)]
}

function listed(cells: number | readonly number[]): readonly number[] {
  return typeof cells === 'number' ? [cells] : cells
}

function sameCells(a: number | readonly number[], b: number | readonly number[]): boolean {
  if (typeof a === 'number' || typeof b === 'number') return a === b
  return a.length === b.length && a.every((key, at) => key === b[at])
}
