import type { ElementId } from './graph'

/** What one piece of work has read: elements by id, named cells, or something that only the whole case can answer. */
export interface Reads {
  readonly elements: Set<ElementId>
  readonly cells: Set<string>
  whole: boolean
}

export function nothingRead(): Reads {
  return { elements: new Set(), cells: new Set(), whole: false }
}

/** Who has read what, so that a change leads to exactly the work that has to be done again. */
export class Dependencies {
  private readonly reads = new Map<ElementId, Reads>()
  private readonly readers = new Map<ElementId | string, Set<ElementId>>()
  private readonly wholeReaders = new Set<ElementId>()

  /** Notes what the work at one element has read, in place of what it read before. */
  note(id: ElementId, reads: Reads): void {
    const before = this.reads.get(id)
    if (before !== undefined) {
      for (const cell of [...before.elements, ...before.cells]) this.readers.get(cell)?.delete(id)
    }
    reads.elements.delete(id)
    if (reads.whole) this.wholeReaders.add(id)
    else this.wholeReaders.delete(id)
    if (reads.elements.size + reads.cells.size === 0) {
      this.reads.delete(id)
      return
    }
    this.reads.set(id, reads)
    for (const cell of [...reads.elements, ...reads.cells]) {
      const readers = this.readers.get(cell)
      if (readers === undefined) this.readers.set(cell, new Set([id]))
      else readers.add(id)
    }
  }

  /** The elements whose work has to be done again after these were touched, themselves included. */
  after(touched: ReadonlySet<ElementId>, cells: ReadonlySet<string> = new Set()): Set<ElementId> {
    const again = new Set(touched)
    if (touched.size + cells.size > 0) for (const id of this.wholeReaders) again.add(id)
    for (const cell of [...touched, ...cells]) for (const reader of this.readers.get(cell) ?? []) again.add(reader)
    return again
  }
}
