import type { Reads } from './dependencies'
import type { CaseGraph, ElementId } from './graph'

/** Small things that concern the whole case, each a cell of its own: who has read one is asked again when it changes. */
const CELLS = ['rootId', 'decorated'] as const

/** The cells in which two graphs differ. */
export function changedCells(before: CaseGraph, after: CaseGraph): string[] {
  return CELLS.filter((name) => before[name] !== after[name])
}

const SOURCES = new WeakMap<CaseGraph, CaseGraph>()

/** The graph behind a watched one; a graph that is not watched is its own. */
export function sourceOf(graph: CaseGraph): CaseGraph {
  return SOURCES.get(graph) ?? graph
}

/**
 * The same graph, which notes in `reads()` what is asked of it. Asking for one element's content or relations notes that
 * element; lists of everything, and whatever the graph learns to tell one day, note the whole case.
 */
export function watchGraph(graph: CaseGraph, reads: () => Reads): CaseGraph {
  const at: Note = (id) => reads().elements.add(id)
  const whole = () => {
    reads().whole = true
  }
  const properties: PropertyDescriptorMap = {}
  for (const [name, value] of Object.entries(graph) as [keyof CaseGraph, unknown][]) {
    properties[name] = watchedProperty(name, value)
  }
  function watchedProperty(name: keyof CaseGraph, value: unknown): PropertyDescriptor {
    if (name === 'elements' || name === 'bin') return { enumerable: true, value: watchMap(graph[name], at, whole) }
    if (name === 'reachable') return { enumerable: true, value: watchSet(graph.reachable, at, whole) }
    if (typeof value === 'function') return { enumerable: true, value: noting(at, value as (id: ElementId) => unknown) }
    const note = (CELLS as readonly string[]).includes(name) ? () => reads().cells.add(name) : whole
    return { enumerable: true, get: noting(note, () => graph[name]) }
  }
  const watched: CaseGraph = Object.defineProperties({} as CaseGraph, properties)
  SOURCES.set(watched, graph)
  return watched
}

type Note = (id: ElementId) => unknown

/** The function, preceded by a note. */
function noting<A extends readonly unknown[], R>(note: (...args: A) => unknown, then: (...args: A) => R) {
  return (...args: A): R => {
    note(...args)
    return then(...args)
  }
}

function watchMap<V>(map: ReadonlyMap<ElementId, V>, at: Note, whole: () => void): ReadonlyMap<ElementId, V> {
  return {
    get: noting(at, (id) => map.get(id)),
    has: noting(at, (id) => map.has(id)),
    get size() {
      whole()
      return map.size
    },
    forEach(each) {
      whole()
      map.forEach(each)
    },
    entries: noting(whole, () => map.entries()),
    keys: noting(whole, () => map.keys()),
    values: noting(whole, () => map.values()),
    [Symbol.iterator]: noting(whole, () => map[Symbol.iterator]()),
  }
}

function watchSet(set: ReadonlySet<ElementId>, at: Note, whole: () => void): ReadonlySet<ElementId> {
  return {
    has: noting(at, (id) => set.has(id)),
    get size() {
      whole()
      return set.size
    },
    forEach(each) {
      whole()
      set.forEach(each)
    },
    entries: noting(whole, () => set.entries()),
    keys: noting(whole, () => set.keys()),
    values: noting(whole, () => set.values()),
    [Symbol.iterator]: noting(whole, () => set[Symbol.iterator]()),
  }
}
