import type { PatternRelation } from '@/catalog/patterns/pattern'
import { SIDES, type Side } from '@/lib/access/policy'
import type { Finding } from '@/lib/findings/rule'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { holdsPlaceholder } from '@/lib/gsn/kinds'
import { standing } from './choose'
import { elementOf } from './grow'
import { patternOf } from './pattern-of'

/** Whether a side approves a claim as it stands now. */
export type Approves = (claim: ElementId, side: Side) => boolean

/** [PAT12] How far a branch is that closes a part of the case by agreement, such as a capability that is not required. */
export interface Closing {
  /** The claim that both sides have to approve, such as C3. */
  readonly claim: Element
  /** The element that holds the reason, such as J1; undefined when it is missing. */
  readonly reason: Element | undefined
  /** `reasonless`: nothing to agree to yet; `awaited`: a side has not approved; `closed`: both have. */
  readonly state: 'reasonless' | 'awaited' | 'closed'
  readonly awaits: readonly Side[]
}

/**
 * [PAT12] The closing of an element whose pattern leaves a branch that both sides have to agree to; undefined where no such
 * branch is taken.
 */
export function closingOf(graph: CaseGraph, head: Element, approves: Approves): Closing | undefined {
  for (const relation of agreedBranches(graph, head)) {
    const claim = standing(graph, head, relation).map((id) => graph.elements.get(id))[0]
    if (claim === undefined) continue
    const reason = graph
      .contexts(claim.id)
      .map((id) => graph.elements.get(id))
      .find((each) => each !== undefined && each.role === relation.reason)
    const words = reason?.statement.trim() ?? ''
    if (relation.reason !== undefined && (words === '' || holdsPlaceholder(words))) {
      return { claim, reason, state: 'reasonless', awaits: [...SIDES] }
    }
    const awaits = SIDES.filter((side) => !approves(claim.id, side))
    return { claim, reason, state: awaits.length === 0 ? 'closed' : 'awaited', awaits }
  }
  return undefined
}

function agreedBranches(graph: CaseGraph, head: Element): readonly PatternRelation[] {
  if (head.role === undefined) return []
  return patternOf(graph, head)?.relations.filter(({ from, agreed }) => from === head.role && agreed === true) ?? []
}

const SIDE_WORD: Readonly<Record<Side, string>> = { mdm: 'the manufacturer', hdo: 'the hospital' }

/** `the manufacturer and the hospital`. */
export function sidesInWords(sides: readonly Side[]): string {
  return sides.map((side) => SIDE_WORD[side]).join(' and ')
}

/** [PAT12] What is decided and not agreed yet: findings that need the approvals, which the document does not hold. */
export function closingFindings(graph: CaseGraph, approves: Approves): readonly Finding[] {
  const findings: Finding[] = []
  for (const head of graph.elements.values()) {
    if (head.role === undefined || !graph.reachable.has(head.id)) continue
    const closing = closingOf(graph, head, approves)
    if (closing === undefined || closing.state !== 'awaited') continue
    const { claim, awaits } = closing
    const row = elementOf(patternOf(graph, head)!, head.role)
    findings.push({
      rule: 'PAT12',
      severity: 'amber',
      element: claim.id,
      ...(claim.capability === undefined ? {} : { capability: claim.capability }),
      message: `${claim.name} closes ${row.word} ${head.capability ?? head.name} only when both sides agree; ${sidesInWords(awaits)} ${awaits.length === 1 ? 'has' : 'have'} not approved it.`,
      nextStep: `Read ${closing.reason?.name ?? 'the reason'}, then approve ${claim.name} under Review.`,
    })
  }
  return findings
}
