import type { CaseGraph } from '@/lib/gsn/graph'
import { liveOf } from '@/lib/gsn/touched'

/** Something that is read from a graph, and can read on from the graph it read last. */
export interface Reading<T> {
  read(graph: CaseGraph): T
}

/**
 * Makes a function of a graph of a reading that reads on: graphs of one live document share one reading, so that after an
 * edit only what it touched is read again; a graph that stands alone is read from the start. One graph, one answer.
 */
export function remembered<T>(make: () => Reading<T>): (graph: CaseGraph) => T {
  const readings = new WeakMap<object, Reading<T>>()
  const answers = new WeakMap<CaseGraph, { readonly value: T }>()
  return (graph) => {
    const known = answers.get(graph)
    if (known !== undefined) return known.value
    const live = liveOf(graph)
    let reading = live === undefined ? undefined : readings.get(live)
    if (reading === undefined) {
      reading = make()
      if (live !== undefined) readings.set(live, reading)
    }
    const value = reading.read(graph)
    answers.set(graph, { value })
    return value
  }
}
