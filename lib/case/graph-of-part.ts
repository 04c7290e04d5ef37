import type { Pattern } from '@/catalog/patterns/pattern'
import type { Challenge } from '@/lib/gsn/challenge-edges'
import { type CaseGraph, type Element, effectiveGraph, type Relation, type SkippedRelation } from '@/lib/gsn/graph'
import { parseTarget } from './ydoc'

/** A case as its canonical JSON holds it; a version of the first shape has no challenges and no patterns. */
export interface StoredPart {
  readonly elements: readonly Element[]
  readonly relations: readonly Relation[]
  readonly skipped?: readonly SkippedRelation[]
  readonly challenges?: readonly Challenge[]
  readonly patterns?: readonly Pattern[]
}

/** The graph of a case that is read from its canonical JSON instead of its document. */
export function graphOfPart({
  elements,
  relations,
  skipped = [],
  challenges = [],
  patterns = [],
}: StoredPart): CaseGraph {
  const plain: Relation[] = []
  const against: Challenge[] = []
  for (const { reason: _, type, to, ...rest } of skipped) {
    const target = type === 'challenges' ? parseTarget(to) : undefined
    if (target !== undefined) against.push({ from: rest.from, order: rest.order, target })
    else if (type !== 'challenges') plain.push({ ...rest, type, to })
  }
  return effectiveGraph(elements, [...relations, ...plain], {
    challenges: [...challenges, ...against],
    patterns: new Map(patterns.map((pattern) => [pattern.id, pattern])),
  })
}
