import { type CaseGraph, compareKeys, type ElementId } from '@/lib/gsn/graph'
import type { CaseIndex } from './case-index'

const NONE: readonly ElementId[] = []

interface Kept {
  readonly keysOf: Map<ElementId, readonly string[]>
  readonly ids: Map<string, readonly ElementId[]>
}

/** The indexes that rules ask for, kept up to date by moving only what was touched. */
export class CaseIndexes {
  private readonly kept = new Map<CaseIndex, Kept>()

  constructor(private graph: CaseGraph) {}

  /** The elements under a key in the order of their ids; an index is built when it is first asked for. */
  find(index: CaseIndex, key: string): readonly ElementId[] {
    let kept = this.kept.get(index)
    if (kept === undefined) {
      kept = build(this.graph, index)
      this.kept.set(index, kept)
    }
    return kept.ids.get(key) ?? NONE
  }

  /** Moves what was touched. @returns the names (cellName) of all keys under which other elements stand now */
  update(graph: CaseGraph, touched: ReadonlySet<ElementId>): ReadonlySet<string> {
    this.graph = graph
    const changed = new Set<string>()
    for (const [index, { keysOf, ids }] of this.kept) {
      for (const id of touched) {
        const before = keysOf.get(id) ?? []
        const element = graph.elements.get(id)
        const after = element === undefined ? [] : index.keys(element, graph.reachable.has(id))
        for (const key of before) {
          if (after.includes(key)) continue
          ids.set(key, without(ids.get(key) ?? NONE, id))
          changed.add(cellName(index, key))
        }
        for (const key of after) {
          if (before.includes(key)) continue
          ids.set(key, including(ids.get(key) ?? NONE, id))
          changed.add(cellName(index, key))
        }
        if (after.length === 0) keysOf.delete(id)
        else keysOf.set(id, after)
      }
    }
    return changed
  }
}

/** What a check has read when it asked an index for a key. */
export function cellName(index: CaseIndex, key: string): string {
  return `${index.name}\n${key}`
}

function build(graph: CaseGraph, index: CaseIndex): Kept {
  const keysOf = new Map<ElementId, readonly string[]>()
  const lists = new Map<string, ElementId[]>()
  for (const element of graph.elements.values()) {
    const keys = index.keys(element, graph.reachable.has(element.id))
    if (keys.length > 0) keysOf.set(element.id, keys)
    for (const key of keys) {
      const list = lists.get(key)
      if (list === undefined) lists.set(key, [element.id])
      else list.push(element.id)
    }
  }
  for (const list of lists.values()) list.sort(compareKeys)
  return { keysOf, ids: lists }
}

function without(ids: readonly ElementId[], id: ElementId): readonly ElementId[] {
  return ids.toSpliced(placeOf(ids, id), 1)
}

function including(ids: readonly ElementId[], id: ElementId): readonly ElementId[] {
  return ids.toSpliced(placeOf(ids, id), 0, id)
}

/** Where the id stands, or would stand. */
function placeOf(ids: readonly ElementId[], id: ElementId): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareKeys(ids[middle] ?? '', id) < 0) low = middle + 1
    else high = middle
  }
  return low
}
