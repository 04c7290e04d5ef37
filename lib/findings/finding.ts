import { canonicalJson } from '@/lib/gsn/canonical'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Finding, Hit, Rule } from './rule'

/** What a rule's hit tells, with the capability of the element where it shows. */
export function asFinding(
  graph: CaseGraph,
  rule: Rule,
  { element, message, nextStep, severity, sides, act }: Hit,
): Finding {
  const capability = graph.elements.get(element)?.capability
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    element,
    ...(capability === undefined ? {} : { capability }),
    message,
    nextStep,
    ...(sides === undefined ? {} : { sides }),
    ...(act === undefined ? {} : { act }),
  }
}

export function sameFinding(a: Finding, b: Finding): boolean {
  return (
    a.rule === b.rule &&
    a.severity === b.severity &&
    a.element === b.element &&
    a.capability === b.capability &&
    a.message === b.message &&
    a.nextStep === b.nextStep &&
    a.sides?.join() === b.sides?.join() &&
    (a.act === b.act || (a.act !== undefined && b.act !== undefined && canonicalJson(a.act) === canonicalJson(b.act)))
  )
}
