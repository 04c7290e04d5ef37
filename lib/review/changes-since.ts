import { type Change, differenceOf } from '@/lib/agreement/difference'
import { JUDGEMENT_FIELDS } from '@/lib/case/fields'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { contextOfClaim, supportOfClaim } from './digests'

/**
 * [REV25] What an approval is about and says something else now, in the terms of the case: the claim itself, all it rests on
 * and all that holds for it. Empty exactly when nothing of it moved. Names and narratives are not approved, so they are not
 * told.
 * @param then the case as it was approved
 */
export function changesSince(then: CaseGraph, now: CaseGraph, claim: ElementId): readonly Change[] {
  const about = new Set([claim, ...scope(then, claim), ...scope(now, claim)])
  return differenceOf(part(then, about), part(now, about)).filter(({ label }) => label !== 'Name')
}

function scope(graph: CaseGraph, claim: ElementId): readonly ElementId[] {
  return graph.elements.has(claim) ? [...supportOfClaim(graph, claim), ...contextOfClaim(graph, claim)] : []
}

function part(graph: CaseGraph, about: ReadonlySet<ElementId>): Parameters<typeof differenceOf>[0] {
  return {
    elements: [...graph.elements.values()].filter(({ id }) => about.has(id)).map(approved),
    relations: graph.relations.filter(({ from, to }) => about.has(from) && about.has(to)),
    challenges: graph.challenges.filter(({ from, target }) =>
      [from, ...('element' in target ? [target.element] : [target.relation.from])].some((id) => about.has(id)),
    ),
  }
}

/** An element as far as approvals look at it: what somebody answers to it or judges of it is review. */
function approved(element: Element): Element {
  const fields = Object.entries(element.fields).filter(([name]) => !JUDGEMENT_FIELDS.has(name))
  const texts = Object.entries(element.texts).filter(([name]) => !JUDGEMENT_FIELDS.has(name))
  return { ...element, fields: Object.fromEntries(fields), texts: Object.fromEntries(texts) }
}
