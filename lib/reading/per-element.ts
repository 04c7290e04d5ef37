import { Dependencies, nothingRead } from '@/lib/gsn/dependencies'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import { touchedBetween } from '@/lib/gsn/touched'
import { changedCells, watchGraph } from '@/lib/gsn/watched-graph'
import { compareParts, naturalParts } from './natural-order'
import type { Reading } from './remember'

/** What stands for each of some elements of the case. */
export interface RowsOf<T extends object> {
  /** Which argued elements have rows. */
  readonly on: (element: Element) => boolean
  /** The rows of one element; what it asks of the graph is noted, and changes of that make them anew. */
  readonly rows: (graph: CaseGraph, element: Element) => readonly T[]
  /** Lower ranks come first within a capability; then names in the order of their numbers. */
  readonly rank?: (element: Element) => number
}

interface Entry<T> {
  readonly id: ElementId
  readonly capability: string
  readonly rank: number
  readonly name: string
  readonly parts: readonly string[]
  readonly rows: readonly T[]
}

/**
 * Rows kept up to date element by element, in the order of the case. A row that says the same as before stays the same
 * object, and so does the list when no row changed.
 */
export function perElement<T extends object>({ on, rows, rank = () => 0 }: RowsOf<T>): Reading<readonly T[]> {
  const entries = new Map<ElementId, Entry<T>>()
  let dependencies = new Dependencies()
  let sorted: readonly Entry<T>[] = []
  let last: CaseGraph | undefined
  let list: readonly T[] = []
  let now = nothingRead()
  let watched: CaseGraph

  function look(graph: CaseGraph, id: ElementId): Entry<T> | undefined {
    const element = graph.elements.get(id)
    const before = entries.get(id)
    if (element === undefined || !graph.reachable.has(id) || !on(element)) {
      if (before !== undefined) dependencies.note(id, nothingRead())
      return undefined
    }
    now = nothingRead()
    const found = rows(watched, element)
    dependencies.note(id, now)
    const place = { id, capability: element.capability ?? '', rank: rank(element), name: element.name }
    if (before === undefined) return { ...place, parts: naturalParts(element.name), rows: found }
    const kept = keepSame(before.rows, found)
    const stays = before.capability === place.capability && before.rank === place.rank && before.name === place.name
    if (stays && kept === before.rows) return before
    return { ...place, parts: before.name === place.name ? before.parts : naturalParts(place.name), rows: kept }
  }

  function readAnew(graph: CaseGraph): void {
    dependencies = new Dependencies()
    entries.clear()
    for (const id of graph.elements.keys()) {
      const entry = look(graph, id)
      if (entry !== undefined) entries.set(id, entry)
    }
    sorted = [...entries.values()].sort(inOrder)
    list = sorted.flatMap((entry) => entry.rows)
  }

  function readOn(graph: CaseGraph, touched: ReadonlySet<ElementId>, cells: ReadonlySet<string>): void {
    let changed = false
    for (const id of dependencies.after(touched, cells)) {
      const before = entries.get(id)
      const after = look(graph, id)
      if (before === after) continue
      changed = true
      if (before !== undefined) sorted = sorted.toSpliced(placeOf(sorted, before), 1)
      if (after === undefined) entries.delete(id)
      else {
        entries.set(id, after)
        sorted = sorted.toSpliced(placeOf(sorted, after), 0, after)
      }
    }
    if (changed) list = sorted.flatMap((entry) => entry.rows)
  }

  return {
    read(graph) {
      if (last === graph) return list
      watched = watchGraph(graph, () => now)
      const touched = last === undefined ? undefined : touchedBetween(last, graph)
      if (touched === undefined || touched.size * 4 > graph.elements.size) readAnew(graph)
      else readOn(graph, touched, new Set(last === undefined ? [] : changedCells(last, graph)))
      last = graph
      return list
    },
  }
}

function inOrder<T>(a: Entry<T>, b: Entry<T>): number {
  return (
    compareKeys(a.capability, b.capability) ||
    a.rank - b.rank ||
    compareParts(a.parts, b.parts) ||
    compareKeys(a.id, b.id)
  )
}

function placeOf<T>(sorted: readonly Entry<T>[], entry: Entry<T>): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const there = sorted[middle]
    if (there !== undefined && inOrder(there, entry) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function keepSame<T extends object>(before: readonly T[], after: readonly T[]): readonly T[] {
  const kept = after.map((row) => before.find((old) => saysTheSame(old, row)) ?? row)
  return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept
}

/** Equal one level deep, lists entry by entry. Elements and their fields are replaced when they change. */
function saysTheSame(a: object, b: object): boolean {
  const [keys, others] = [Object.keys(a), Object.keys(b)]
  return (
    keys.length === others.length &&
    keys.every((key) => {
      const [x, y] = [a[key as keyof typeof a] as unknown, b[key as keyof typeof b] as unknown]
      if (!Array.isArray(x) || !Array.isArray(y)) return Object.is(x, y)
      return x.length === y.length && x.every((each, index) => Object.is(each, y[index]))
    })
  )
}
