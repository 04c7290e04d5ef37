import { compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'

/**
 * The names that elements have in a file: their own where that is possible, made unique where two share one.
 * @param forbidden what a name of the format may not hold, as a global pattern; it becomes `_`
 */
export function freshNames(elements: readonly Element[], forbidden: RegExp): ReadonlyMap<ElementId, string> {
  const names = new Map<ElementId, string>()
  const taken = new Set<string>(['module'])
  for (const { id, name } of [...elements].sort((a, b) => compareKeys(a.id, b.id))) {
    const wanted = name.trim().replace(forbidden, '_').slice(0, 100) || id
    let own = wanted
    for (let n = 2; taken.has(own); n++) own = `${wanted}-${n}`
    taken.add(own)
    names.set(id, own)
  }
  return names
}
