import { orderKey } from '@/lib/case/names'
import { isKey } from '@/lib/case/ydoc'
import type { Challenge, ChallengeTarget } from '@/lib/gsn/challenge-edges'
import { type CaseGraph, type Element, effectiveGraph, type Relation, relationKey } from '@/lib/gsn/graph'
import type { ArgumentFile, FileChallenge } from './argument-file'

/**
 * [EXC1] The argument of a file as a graph: what is checked and converted without a case. Relations that do not count are
 * in `skipped`, as in a case.
 */
export function graphOfFile(file: ArgumentFile): CaseGraph {
  const ids = idsOf(file)
  const idOf = (name: string) => ids.get(name) ?? name
  const elements = file.elements.map(({ id, kind, name, statement, undeveloped, away, public: cited }): Element => {
    const place = away === undefined || !ids.has(away) ? {} : { away: idOf(away) }
    const mark = cited === true ? { public: true } : {}
    const rest = { deleted: false, fields: {}, texts: {} }
    return { id: idOf(id), kind, name, statement, undeveloped, ...mark, ...place, ...rest }
  })
  // What a file says twice stands once, as in a case.
  const relations = new Map<string, Relation>()
  for (const [index, { from, type, to }] of file.relations.entries()) {
    const relation = { from: idOf(from), type, to: idOf(to), order: orderKey(index) }
    if (!relations.has(relationKey(relation))) relations.set(relationKey(relation), relation)
  }
  const challenges = file.challenges.map(({ from, target }, index): Challenge => {
    return { from: idOf(from), target: targetOf(target, idOf), order: orderKey(index) }
  })
  return effectiveGraph(elements, relations.values(), { challenges })
}

/** Ids for the elements of a file: its own where they are possible ids, else made of them; each only once. */
export function idsOf({ elements }: Pick<ArgumentFile, 'elements'>): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  const possible = (id: string): boolean => isKey(id)
  const taken = new Set<string>(elements.map(({ id }) => id).filter(possible))
  for (const { id } of elements) {
    if (possible(id)) {
      ids.set(id, id)
      continue
    }
    const base = id.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 56) || 'element'
    let own = base
    for (let n = 2; taken.has(own); n++) own = `${base}-${n}`
    taken.add(own)
    ids.set(id, own)
  }
  return ids
}

/** A challenge's target with the ids that its elements were given. */
export function targetOf(target: FileChallenge['target'], idOf: (name: string) => string): ChallengeTarget {
  if ('element' in target) return { element: idOf(target.element) }
  const { from, type, to } = target.relation
  return { relation: { from: idOf(from), type, to: idOf(to) } }
}
