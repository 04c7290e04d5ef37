import { SIDES, type Side } from '@/lib/access/policy'
import type { Axis } from '@/lib/case/facets/policy'
import { COMMON_LEVELS, ownRatingField, ratingField, STAGES, type Stage } from '@/lib/case/facets/risk'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { choosePolicy, policyElements, type SidePolicy } from './policy'
import { VERDICT_WORDS, type Verdict } from './verdict'

/** Where a risk stands in one side's matrix, and what the side's policy says about that. */
export interface SideVerdict {
  readonly side: Side
  /** The policy that judged; absent when the case has none. */
  readonly policy: ElementId | undefined
  /** Level on the side's own scale, counted from 1; undefined while not rated. */
  readonly likelihood: number | undefined
  readonly severity: number | undefined
  /** The side's words for the two levels; '' while not rated. */
  readonly likelihoodWord: string
  readonly severityWord: string
  /** Where the two levels come from: the side's own rating, or the common one carried over to its scale. */
  readonly likelihoodIsOwn: boolean
  readonly severityIsOwn: boolean
  /** Undefined while not rated, or where the side has not decided the cell. */
  readonly verdict: Verdict | undefined
  /** The matrix is only proposed: this says what it would say, and is no verdict of the side. */
  readonly provisional: boolean
}

/** Whether the two sides see what is left alike. `open`: at least one of them has given no verdict of its own. */
export type Accord = 'both-accept' | 'neither-accepts' | 'only-mdm' | 'only-hdo' | 'open'

export interface Acceptability {
  readonly before: Readonly<Record<Side, SideVerdict>>
  readonly after: Readonly<Record<Side, SideVerdict>>
  /** About what is left after treatment. */
  readonly accord: Accord
}

/**
 * Carries a level of the common scale (1 to 5) over to a scale of `levels` steps: the ends meet, what lies between keeps
 * its share, halves go to the worse step. A side for whose scale that does not fit rates the risk itself.
 */
export function toScale(common: number, levels: number): number {
  const place = 1 + ((common - 1) * (levels - 1)) / (COMMON_LEVELS - 1)
  return Math.min(levels, Math.max(1, Math.floor(place + 0.5)))
}

function levelOf(risk: Element, axis: Axis, stage: Stage, policy: SidePolicy): { level?: number; own: boolean } {
  const own = risk.fields[ownRatingField(axis, stage, policy.side)]
  const levels = policy[axis].length
  // A rating beyond the scale, left from when it was longer, is the worst there is.
  if (typeof own === 'number') return { level: Math.min(levels, Math.max(1, own)), own: true }
  const common = risk.fields[ratingField(axis, stage)]
  return typeof common === 'number' ? { level: toScale(common, levels), own: false } : { own: false }
}

/** [POL4] What one policy says about one risk. A pure function of the two. */
export function verdictOf(policy: SidePolicy, risk: Element, stage: Stage): SideVerdict {
  const likelihood = levelOf(risk, 'likelihood', stage, policy)
  const severity = levelOf(risk, 'severity', stage, policy)
  const word = (axis: Axis, level: number | undefined) =>
    level === undefined ? '' : (policy[axis][level - 1]?.word ?? '')
  return {
    side: policy.side,
    policy: policy.element,
    likelihood: likelihood.level,
    severity: severity.level,
    likelihoodWord: word('likelihood', likelihood.level),
    severityWord: word('severity', severity.level),
    likelihoodIsOwn: likelihood.own,
    severityIsOwn: severity.own,
    verdict: policy.cells[(likelihood.level ?? 0) - 1]?.[(severity.level ?? 0) - 1],
    provisional: !policy.adopted,
  }
}

/** Whether a side can live with what is left, where it has said so by a policy of its own. */
function accepts({ verdict, provisional }: SideVerdict): boolean | undefined {
  return verdict === undefined || provisional ? undefined : verdict !== 'unacceptable'
}

/** [POL6] Disagreement is told as exactly that: neither verdict outweighs the other. */
export function accordOf(after: Readonly<Record<Side, SideVerdict>>): Accord {
  const [mdm, hdo] = [accepts(after.mdm), accepts(after.hdo)]
  if (mdm === undefined || hdo === undefined) return 'open'
  if (mdm === hdo) return mdm ? 'both-accept' : 'neither-accepts'
  return mdm ? 'only-mdm' : 'only-hdo'
}

/**
 * Both sides' verdicts on a risk.
 * @param policies the case's policy elements in the order of their ids
 */
export function judgeRisk(policies: readonly Element[], risk: Element): Acceptability {
  const bySide = SIDES.map((side) => [side, choosePolicy(policies, risk.capability, side)] as const)
  const [before, after] = STAGES.map(
    (stage) =>
      Object.fromEntries(bySide.map(([side, policy]) => [side, verdictOf(policy, risk, stage)])) as Record<
        Side,
        SideVerdict
      >,
  ) as [Record<Side, SideVerdict>, Record<Side, SideVerdict>]
  return { before, after, accord: accordOf(after) }
}

/** Both sides' verdicts on a risk of this case. */
export function acceptabilityOf(graph: CaseGraph, risk: Element): Acceptability {
  return judgeRisk(policyElements(graph), risk)
}

const ACCORD_WORDS: Readonly<Record<Accord, string>> = {
  'both-accept': 'Acceptable to both sides',
  'neither-accepts': 'Not acceptable to either side',
  'only-mdm': 'Acceptable to the manufacturer, not to the hospital',
  'only-hdo': 'Acceptable to the hospital, not to the manufacturer',
  open: 'Not judged by both sides yet',
}

/** What the two verdicts come to, such as "Acceptable to the manufacturer, not to the hospital". */
export function accordWords(accord: Accord): string {
  return ACCORD_WORDS[accord]
}

/** One side's verdict in words, for tables: its word, and that it is only proposed where it is. */
export function verdictWords(verdict: SideVerdict): string {
  if (verdict.likelihood === undefined || verdict.severity === undefined) return 'Not rated'
  if (verdict.verdict === undefined) return 'Not decided in the matrix'
  const word = VERDICT_WORDS[verdict.verdict]
  return verdict.provisional ? `${word} by the proposed matrix` : word
}
