import type { Pattern, PatternScope } from '@/catalog/patterns/pattern'
import { SECURITY_CAPABILITY } from '@/catalog/patterns/security-capability'
import type { Side } from '@/lib/access/policy'
import { sidesOf } from '@/lib/control/duty'
import type { CaseFindings } from '@/lib/findings/create-findings'
import type { Act, Finding, Severity } from '@/lib/findings/rule'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import type { ReviewState } from '@/lib/review/state'
import { capabilityStates } from './capabilities'
import { capabilityStateOf } from './capability-state'
import { inItsWords, inTheirNumber } from './plural'

/** One thing to do next, in words, with everything that it is about. */
export interface NextStep {
  readonly key: string
  /** "AUDT: 2 risks have no control" */
  readonly sentence: string
  /** How to go about it. */
  readonly nextStep: string
  readonly severity: Severity
  /** '' for the case as a whole. */
  readonly capability: string
  /** What it is about; never empty. */
  readonly elements: readonly ElementId[]
  /** Where one click does it. */
  readonly act?: Act
}

interface WhatNextOptions {
  readonly most?: number
  readonly pattern?: Pattern
  /** Only the steps of this capability; '' for those of the case as a whole. All of them without it. */
  readonly capability?: string | undefined
}

const RANK = { red: 0, amber: 1, grey: 2 } as const
const SCOPES: readonly PatternScope[] = ['case', 'capability', 'risk', 'control', 'evidence']

/**
 * [STA3] The handful of next steps of one side: first what must be solved, then what stands higher in the pattern, because
 * more rests on it (the device before the capabilities, capabilities before their risks, risks before controls, controls
 * before evidence), then what there is most of. What is only the other side's turn is left out; what waits for an approval
 * comes last, where nothing else is open.
 * @param side the side whose turn is asked for; without one, both sides'
 */
export function whatNext(
  graph: CaseGraph,
  side: Side | undefined,
  findings: Pick<CaseFindings, 'all' | 'byCapability'>,
  review?: Pick<ReviewState, 'claims'>,
  { most = 6, pattern = SECURITY_CAPABILITY, capability }: WhatNextOptions = {},
): NextStep[] {
  const groups = new Map<string, { readonly scope: number; readonly found: Finding[] }>()
  for (const finding of findings.all) {
    const element = graph.elements.get(finding.element)
    if (element === undefined) continue
    if (capability !== undefined && capability !== (finding.capability ?? '')) continue
    const { key, turns } = placeOf(finding, element)
    if (side !== undefined && !turns.includes(side)) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { scope: scopeOf(pattern, element), found: [finding] })
    else group.found.push(finding)
  }
  const steps = [...groups]
    .sort(
      ([a, { scope: one, found: as }], [b, { scope: other, found: bs }]) =>
        RANK[as[0]?.severity ?? 'grey'] - RANK[bs[0]?.severity ?? 'grey'] ||
        one - other ||
        bs.length - as.length ||
        compareKeys(a, b),
    )
    .slice(0, most)
    .map(([key, { found }]) => asStep(graph, pattern, key, found))
  const waiting = approvals(graph, side, findings, review).filter(
    (step) => capability === undefined || capability === step.capability,
  )
  return [...steps, ...waiting].sort((a, b) => RANK[a.severity] - RANK[b.severity]).slice(0, most)
}

/** [STA4] Whose turn a finding is: as it says itself, else of the sides that its control or its evidence names. */
export function turnsOf({ sides }: Pick<Finding, 'sides'>, element: Element): readonly Side[] {
  if (sides !== undefined && sides.length > 0) return sides
  const named = element.facet === 'control' ? sidesOf(element) : []
  if (named.length > 0) return named
  const { side } = element.fields
  return element.facet === 'evidence' && (side === 'mdm' || side === 'hdo') ? [side] : BOTH
}

const BOTH: readonly Side[] = ['mdm', 'hdo']

interface Place {
  readonly element: Element
  readonly key: string
  readonly turns: readonly Side[]
}

const places = new WeakMap<Finding, Place>()

/** Worked out once for each finding and element: a case has thousands, and an edit changes a few. */
function placeOf(finding: Finding, element: Element): Place {
  const known = places.get(finding)
  if (known?.element === element) return known
  const place = { element, key: keyOf(finding, element), turns: turnsOf(finding, element) }
  places.set(finding, place)
  return place
}

/** Findings of one rule that say the same of different elements, by capability; decisions of all capabilities together. */
function keyOf(finding: Finding, element: Element): string {
  const where = element.facet === 'decision' ? '' : (finding.capability ?? '')
  return [where, finding.rule, finding.severity, element.role ?? element.kind, said(finding, element)].join('\n')
}

/** The words of a finding without what differs from element to element: its name, its capability, numbers and dates. */
function said({ message, capability }: Finding, { name }: Element): string {
  const unnamed = message.replaceAll(name, '')
  return (capability === undefined ? unnamed : unnamed.replaceAll(capability, '')).replaceAll(/\d+/g, '#')
}

function scopeOf(pattern: Pattern, element: Element): number {
  const scope = pattern.elements.find(({ role }) => role === element.role)?.scope
  const index = scope === undefined ? -1 : SCOPES.indexOf(scope)
  return index < 0 ? SCOPES.length : index
}

function asStep(graph: CaseGraph, pattern: Pattern, key: string, found: readonly Finding[]): NextStep {
  const [first] = found as [Finding]
  const elements = [...new Set(found.map(({ element }) => element))]
  const element = graph.elements.get(first.element)
  const where = element?.facet === 'decision' && elements.length > 1 ? '' : (first.capability ?? '')
  const words =
    element === undefined
      ? first.message
      : elements.length === 1
        ? singleWords(graph, pattern, element, first)
        : severalWords(graph, pattern, element, first, elements.length)
  return {
    key,
    sentence: where === '' ? words : `${where}: ${words}`,
    nextStep: first.nextStep.replaceAll(
      element?.name ?? '\n',
      elements.length === 1 ? (element?.name ?? '') : 'each of them',
    ),
    severity: first.severity,
    capability: where,
    elements,
    ...(found.length === 1 && first.act !== undefined ? { act: first.act } : {}),
  }
}

/** "The risk (C7-ALOF-2) has no control." A strategy is spoken of as the risk whose strategy it is. */
function singleWords(graph: CaseGraph, pattern: Pattern, element: Element, { message }: Finding): string {
  const subject = subjectOf(graph, element)
  return inItsWords(message, wordOf(pattern, subject), element.name, subject.name)
}

function subjectOf(graph: CaseGraph, element: Element): Element {
  if (element.kind !== 'strategy') return element
  const above = graph.supporterOf(element.id).map((id) => graph.elements.get(id))
  return above.find((each) => each?.facet !== undefined) ?? element
}

function wordOf(pattern: Pattern, { role }: Element): string | undefined {
  return pattern.elements.find((each) => each.role === role)?.word
}

/** "2 risks have no control." */
function severalWords(
  graph: CaseGraph,
  pattern: Pattern,
  element: Element,
  { message }: Finding,
  count: number,
): string {
  const subject = subjectOf(graph, element)
  return inTheirNumber(count, wordOf(pattern, subject), subject.kind, message, element.name)
}

/** Claims of settled branches that still wait for the approval of this side. */
function approvals(
  graph: CaseGraph,
  side: Side | undefined,
  { byCapability }: Pick<CaseFindings, 'byCapability'>,
  review: Pick<ReviewState, 'claims'> | undefined,
): NextStep[] {
  if (review === undefined || side === undefined) return []
  const counts = new Map(byCapability.map((group) => [group.capability, group.counts]))
  return capabilityStates(graph).flatMap((row): NextStep[] => {
    const state = capabilityStateOf(row, counts.get(row.capability), review)
    if (state !== 'argued' && state !== 'awaited' && state !== 'not-required') return []
    const waiting = row.claims.filter((claim) => review.claims.get(claim)?.sides[side].state !== 'approved')
    if (waiting.length === 0) return []
    const claims = waiting.length === 1 ? '1 claim waits' : `${waiting.length} claims wait`
    return [
      {
        key: `approve\n${row.capability}`,
        sentence: `${row.capability}: ${claims} for the approval of your side.`,
        nextStep: 'Read each claim and approve it, or object with a reason.',
        // What both have to agree to before it is closed weighs more than an approval that is still to come.
        severity: state === 'awaited' ? 'amber' : 'grey',
        capability: row.capability,
        elements: waiting,
      },
    ]
  })
}
