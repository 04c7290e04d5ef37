import { compareKeys, type Relation, relationKey } from './graph'

/** The relations in key order, without some and with others. */
export function replaced(
  relations: readonly Relation[],
  lost: readonly Relation[],
  gained: readonly Relation[],
): Relation[] {
  const next = [...relations]
  for (const relation of lost) next.splice(placeIn(next, relation), 1)
  for (const relation of gained) next.splice(placeIn(next, relation), 0, relation)
  return next
}

function placeIn(sorted: readonly Relation[], relation: Relation): number {
  const key = relationKey(relation)
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const there = sorted[middle]
    if (there !== undefined && compareKeys(relationKey(there), key) < 0) low = middle + 1
    else high = middle
  }
  return low
}
