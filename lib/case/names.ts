import type { CaseGraph, ElementId } from '@/lib/gsn/graph'

/** Every name in use, the bin's included: a name is never given twice [GSN4]. */
export function namesInUse(graph: CaseGraph): Set<string> {
  const names = new Set<string>()
  for (const element of graph.elements.values()) names.add(element.name)
  for (const element of graph.bin.values()) names.add(element.name)
  return names
}

/** The next free name of a series: `C7-ALOF-` gives `C7-ALOF-3` when 1 and 2 were ever used. */
export function nextName(graph: CaseGraph, prefix: string): string {
  const names = namesInUse(graph)
  let highest = 0
  for (const name of names) {
    if (!name.startsWith(prefix)) continue
    const rest = name.slice(prefix.length)
    if (/^\d{1,9}$/.test(rest)) highest = Math.max(highest, Number(rest))
  }
  return `${prefix}${highest + 1}`
}

/** An order key after every given one; keys compare as strings. */
export function orderAfter(graph: CaseGraph, from: ElementId): string {
  let last = 0
  for (const relation of graph.relations) {
    if (relation.from !== from) continue
    const number = Number.parseInt(relation.order, 36)
    if (Number.isSafeInteger(number)) last = Math.max(last, number)
  }
  return orderKey(last + ORDER_STEP)
}

/** The gap left between siblings, so that ten moves find room before the rest has to be renumbered. */
export const ORDER_STEP = 1296
const WIDTH = 8

/** Fixed width in base 36, so that text order is number order. */
export function orderKey(position: number): string {
  return position.toString(36).padStart(WIDTH, '0')
}

/** A key between two (either may be missing); equal keys are lawful: ties are broken by the relation's own key. */
export function orderBetween(before: string | undefined, after: string | undefined): string {
  const low = before === undefined ? 0 : Number.parseInt(before, 36)
  const high = after === undefined ? low + 2 * ORDER_STEP : Number.parseInt(after, 36)
  return orderKey(Math.max(0, Math.floor(((Number.isFinite(low) ? low : 0) + (Number.isFinite(high) ? high : 0)) / 2)))
}
