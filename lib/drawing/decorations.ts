import { type CaseGraph, type Relation, relationKey } from '@/lib/gsn/graph'
import type { Route } from '@/lib/layout/picture'
import { decorationSvg, relationSvg } from './line-svg'

interface Decorated {
  readonly relation: Relation
  /** How many branches its choice has; 0 when another relation of the choice shows that. */
  readonly branches: number
}

const known = new WeakMap<readonly Relation[], ReadonlyMap<string, Decorated>>()

/** [CAN14] The relations that a pattern says something about, by key: one relation of each choice shows its diamond. */
function decorated({ relations }: Pick<CaseGraph, 'relations'>): ReadonlyMap<string, Decorated> {
  let map = known.get(relations)
  if (map === undefined) {
    const found = new Map<string, Decorated>()
    const choices = new Map<string, number>()
    const of = ({ from, choice }: Relation) => `${from} ${choice}`
    for (const each of relations) {
      if (each.choice !== undefined) choices.set(of(each), (choices.get(of(each)) ?? 0) + 1)
    }
    for (const relation of relations) {
      const { multiplicity, optional, choice } = relation
      if (multiplicity === undefined && optional !== true && choice === undefined) continue
      const branches = choice === undefined ? 0 : (choices.get(of(relation)) ?? 0)
      choices.delete(of(relation))
      found.set(relationKey(relation), { relation, branches })
    }
    map = found
    known.set(relations, found)
  }
  return map
}

/** One line with its head and what the pattern says about it. */
export function lineSvg(graph: Pick<CaseGraph, 'relations'>, route: Route): string {
  const own = decorated(graph).get(route.key)
  return own === undefined ? relationSvg(route) : relationSvg(route) + decorationSvg(route, own.relation, own.branches)
}
