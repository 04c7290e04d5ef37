import { type GridIndex, gridKeys, overlaps } from './grid-index'
import type { Rect } from './picture'

interface Entry<T> {
  thing: T
  rects: readonly Rect[]
  keys: readonly number[]
  round: number
}

/**
 * [LAY8] An index that follows a picture: after an edit only what was placed anew is entered again. Things have keys, and
 * a thing that is the same object as before covers the same rectangles.
 */
export class KeptIndex<T> implements GridIndex<T> {
  private readonly entries = new Map<string, Entry<T>>()
  private readonly cells = new Map<number, Set<Entry<T>>>()
  private round = 0
  /** How many things were entered or moved so far, for the test that watches over it. */
  entered = 0

  within(window: Rect): Set<T> {
    const found = new Set<T>()
    for (const key of gridKeys(window)) {
      for (const { thing, rects } of this.cells.get(key) ?? []) {
        if (rects.some((rect) => overlaps(rect, window))) found.add(thing)
      }
    }
    return found
  }

  /** Enters one thing, or moves it. */
  put(key: string, thing: T, ...rects: readonly Rect[]): void {
    const known = this.entries.get(key)
    this.entered++
    const keys = rects.length === 1 ? gridKeys(rects[0]!) : [...new Set(rects.flatMap(gridKeys))]
    if (known === undefined) {
      const entry = { thing, rects, keys, round: this.round }
      this.entries.set(key, entry)
      this.enter(entry)
      return
    }
    known.thing = thing
    known.rects = rects
    known.round = this.round
    if (known.keys.length === keys.length && known.keys.every((each, at) => each === keys[at])) return
    this.leave(known)
    known.keys = keys
    this.enter(known)
  }

  /** Brings the index to what a map holds now. @param rectsOf  what a thing covers */
  follow(things: Iterable<readonly [string, T]>, rectsOf: (thing: T) => readonly Rect[]): void {
    this.round++
    let size = 0
    for (const [key, thing] of things) {
      size++
      const known = this.entries.get(key)
      if (known?.thing === thing) known.round = this.round
      else this.put(key, thing, ...rectsOf(thing))
    }
    if (this.entries.size === size) return
    for (const [key, entry] of this.entries) {
      if (entry.round === this.round) continue
      this.leave(entry)
      this.entries.delete(key)
    }
  }

  private enter(entry: Entry<T>): void {
    for (const key of entry.keys) {
      const cell = this.cells.get(key)
      if (cell === undefined) this.cells.set(key, new Set([entry]))
      else cell.add(entry)
    }
  }

  private leave(entry: Entry<T>): void {
    for (const key of entry.keys) this.cells.get(key)?.delete(entry)
  }
}
