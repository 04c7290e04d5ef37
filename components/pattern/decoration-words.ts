import type { Relation } from '@/lib/gsn/graph'

/** How often a branch stands, as the panel asks for it. */
export type Often = 'once' | 'optional' | 'many' | 'counted'

/** What a relation says now. */
export function oftenOf({ multiplicity, optional }: Pick<Relation, 'multiplicity' | 'optional'>): Often {
  if (optional === true) return 'optional'
  if (multiplicity === undefined) return 'once'
  return multiplicity === '' ? 'many' : 'counted'
}

/** "none or one; one of 'how it is protected'"; the empty string for a relation without decoration. */
export function relationWords(relation: Relation): string {
  const { multiplicity, choice, take = 1 } = relation
  const often = { once: '', optional: 'none or one', many: 'one or more', counted: multiplicity ?? '' }[
    oftenOf(relation)
  ]
  const chosen = choice === undefined ? '' : `${take === 1 ? 'one' : take} of "${choice}"`
  return [often, chosen].filter((words) => words !== '').join('; ')
}
