import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import { checkGraph, type Finding, finding } from '@/lib/gsn/findings'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { checkPattern } from './conformance'

/**
 * Everything that is illegal, missing, stale, contradictory or unowned, worst first, then by capability and name.
 * @param today the day by which dates are judged, YYYY-MM-DD; without it dates are not judged
 */
export function allFindings(graph: CaseGraph, today?: string): Finding[] {
  const conformance = checkPattern(graph, SECURITY_CAPABILITY)
  // What the pattern asks for says more than "rests on nothing": one of the two is enough.
  const named = new Set(conformance.map((each) => each.element))
  const findings = [
    ...checkGraph(graph).filter((each) => each.rule !== 'GSN6' || !named.has(each.element)),
    ...conformance,
  ]
  for (const element of graph.elements.values()) {
    if (!graph.reachable.has(element.id)) continue
    for (const check of CHECKS) findings.push(...check(graph, element, today))
  }
  const rank = { red: 0, amber: 1, grey: 2 } as const
  const name = (f: Finding) => graph.elements.get(f.element)?.name ?? f.element
  return findings.sort(
    (a, b) =>
      rank[a.severity] - rank[b.severity] ||
      order(a.capability ?? '', b.capability ?? '') ||
      order(name(a), name(b)) ||
      order(a.rule, b.rule),
  )
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Check = (graph: CaseGraph, element: Element, today: string | undefined) => Finding[]

const CHECKS: readonly Check[] = [responsibility, sharedEvidence, duties, riskFigures, evidenceOwner, evidenceAge, due]

function responsibility(_graph: CaseGraph, element: Element): Finding[] {
  if (element.facet !== 'control' || element.fields.responsible !== undefined) return []
  const message = `Nobody is responsible for ${element.name}.`
  return [
    finding(element, 'CTL1', 'red', message, 'Say whether the manufacturer, the hospital or both are responsible.'),
  ]
}

/** A shared control is green only with evidence from both. */
function sharedEvidence(graph: CaseGraph, element: Element): Finding[] {
  if (element.facet !== 'control' || element.fields.responsible !== 'shared') return []
  const sides = new Set(graph.supports(element.id).map((id) => graph.elements.get(id)?.fields.side))
  if (!sides.has('mdm') && !sides.has('hdo')) return []
  const missing = sides.has('mdm') ? (sides.has('hdo') ? undefined : 'the hospital') : 'the manufacturer'
  if (missing === undefined) return []
  const message = `${element.name} is shared, but ${missing} has given no evidence.`
  return [finding(element, 'CTL2', 'amber', message, `Add evidence from ${missing}.`)]
}

function duties(_graph: CaseGraph, element: Element): Finding[] {
  if (element.facet !== 'control') return []
  const { responsible } = element.fields
  const lacking = [
    (responsible === 'mdm' || responsible === 'shared') && element.texts.dutyMdm === undefined && 'the manufacturer',
    (responsible === 'hdo' || responsible === 'shared') && element.texts.dutyHdo === undefined && 'the hospital',
  ].filter((side) => side !== false)
  if (lacking.length === 0) return []
  const message = `${element.name} does not say what ${lacking.join(' and ')} does.`
  return [finding(element, 'CTL3', 'amber', message, 'Write the duty in words.')]
}

function riskFigures(_graph: CaseGraph, element: Element): Finding[] {
  if (element.facet !== 'risk') return []
  const { likelihoodBefore, severityBefore, likelihoodAfter, severityAfter, treatment } = element.fields
  const findings: Finding[] = []
  if (likelihoodBefore === undefined || severityBefore === undefined) {
    const message = `${element.name} is not rated before treatment.`
    findings.push(finding(element, 'RSK1', 'amber', message, 'Set likelihood and severity before treatment.'))
  }
  if (treatment === undefined || likelihoodAfter === undefined || severityAfter === undefined) {
    const message = `${element.name} has no treatment with a rating after it.`
    findings.push(finding(element, 'RSK2', 'amber', message, 'Choose a treatment and rate what is left.'))
  }
  return findings
}

function evidenceOwner(_graph: CaseGraph, element: Element): Finding[] {
  if (element.facet !== 'evidence' || element.fields.side !== undefined) return []
  const message = `${element.name} does not say whose evidence it is.`
  return [finding(element, 'EVD1', 'grey', message, 'Choose the side that gives it.')]
}

function evidenceAge(_graph: CaseGraph, element: Element, today: string | undefined): Finding[] {
  const { reviewBy } = element.fields
  if (element.facet !== 'evidence' || today === undefined || typeof reviewBy !== 'string') return []
  if (reviewBy >= today) return []
  const message = `${element.name} was to be reviewed by ${reviewBy}.`
  return [finding(element, 'EVD2', 'amber', message, 'Review it and set a new date, or replace it.')]
}

function due(_graph: CaseGraph, element: Element, today: string | undefined): Finding[] {
  const { due: date, state } = element.fields
  if (element.facet !== 'control' || today === undefined || typeof date !== 'string') return []
  if (date >= today || state === 'implemented' || state === 'verified') return []
  const message = `${element.name} was due on ${date} and is not implemented.`
  return [finding(element, 'CTL4', 'amber', message, 'Implement it, or agree on a new date.')]
}
