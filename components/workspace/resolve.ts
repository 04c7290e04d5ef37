import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { Place } from './selection'

const byName = new WeakMap<CaseGraph, ReadonlyMap<string, ElementId>>()

/** The element that a link means: by id, else by the name on the diagram; undefined when the case has neither. */
export function resolveElement(graph: CaseGraph, key: string | undefined): ElementId | undefined {
  if (key === undefined) return undefined
  if (graph.elements.has(key) || graph.bin.has(key)) return key
  let names = byName.get(graph)
  if (names === undefined) {
    names = new Map([...graph.elements.values()].map((element) => [element.name, element.id]))
    byName.set(graph, names)
  }
  return names.get(key)
}

/** What to write into the address for an element: its name where only it has that name, else its id. */
export function linkKey(graph: CaseGraph, id: ElementId): string {
  const name = graph.elements.get(id)?.name
  return name !== undefined && /^[\w-]{1,64}$/.test(name) && resolveElement(graph, name) === id ? name : id
}

/**
 * The place to go to when an element is selected. An element inside a capability opens that branch; the capability's
 * own claim is shown in the overview unless another branch is open; an element of the whole case leads to the overview.
 */
export function placeFor(graph: CaseGraph, id: ElementId | undefined, at: Place): Partial<Place> {
  if (id === undefined) return { element: undefined }
  const element = graph.elements.get(id)
  const change = { element: linkKey(graph, id) }
  if (element === undefined) return change
  if (element.capability === undefined) return graph.reachable.has(id) ? { ...change, open: undefined } : change
  if (element.role === 'C2' && at.open === undefined) return change
  return { ...change, open: element.capability }
}
