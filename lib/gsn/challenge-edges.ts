import type { Element, ElementId, Relation, SkippedRelation } from './graph'
import { KINDS, type RelationType } from './kinds'

/** What a challenge is directed at: an element, or a relation between two. */
export type ChallengeTarget =
  | { readonly element: ElementId }
  | { readonly relation: { readonly from: ElementId; readonly type: RelationType; readonly to: ElementId } }

/** [GSN14] One challenge: a claim or evidence that speaks against something. GSN v3, 1:6. */
export interface Challenge {
  /** The challenging claim or evidence. */
  readonly from: ElementId
  readonly target: ChallengeTarget
  readonly order: string
}

/** The name of a target inside a relation's key: an element's id, or `from:type:to`. */
export function targetName(target: ChallengeTarget): string {
  if ('element' in target) return target.element
  const { from, type, to } = target.relation
  return `${from}:${type}:${to}`
}

/** The key of a challenge among the relations of the document. */
export function challengeKey({ from, target }: Pick<Challenge, 'from' | 'target'>): string {
  return `${from}>challenges>${targetName(target)}`
}

/**
 * The challenges that count. One that misses an end, comes from what cannot challenge, or is directed at itself is added
 * to `skipped`; one whose ends are in the bin, or whose relation does not stand at present, sleeps.
 */
export function effectiveChallenges(
  challenges: Iterable<Challenge>,
  alive: ReadonlyMap<ElementId, Element>,
  bin: ReadonlyMap<ElementId, Element>,
  relations: readonly Relation[],
  skipped: SkippedRelation[],
): readonly Challenge[] {
  const effective: Challenge[] = []
  const all = [...challenges]
  if (all.length === 0) return effective
  const standing = new Set(relations.map(({ from, type, to }) => targetName({ relation: { from, type, to } })))
  for (const challenge of all.sort((a, b) => (challengeKey(a) < challengeKey(b) ? -1 : 1))) {
    const { from, target, order } = challenge
    const ends = 'element' in target ? [from, target.element] : [from, target.relation.from, target.relation.to]
    const source = alive.get(from)
    const skip = (reason: SkippedRelation['reason']) =>
      void skipped.push({ from, type: 'challenges', to: targetName(target), order, reason })
    if (ends.some((id) => !alive.has(id) && !bin.has(id))) skip('dangling')
    else if (source === undefined || ends.some((id) => !alive.has(id))) continue
    else if (!KINDS[source.kind].challenges || ends.indexOf(from, 1) > 0) skip('illegal')
    else if ('element' in target || standing.has(targetName(target))) effective.push(challenge)
  }
  return effective
}
