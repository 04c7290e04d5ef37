import { facetOf } from '@/lib/case/fields'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { standingOf } from '@/lib/evidence/standing'
import { compareKeys, type ElementId } from '@/lib/gsn/graph'
import type { Alerts } from '@/lib/review/alerts'
import { type Component, claimDigests, differingComponents } from '@/lib/review/digests'
import type { Side } from './charter'
import type { CasePart } from './content'
import { type Change, differenceOf } from './difference'
import { argued, type Duty, dutiesOf } from './duties'

/** A claim that both sides signed and that no longer says, rests on, or stands in what they signed. */
export interface ReopenedClaim {
  readonly element: ElementId
  readonly name: string
  readonly statement: string
  readonly why: readonly Component[]
}

/** A duty that an amendment would add, change or end. */
export interface DutyChange {
  readonly kind: 'new' | 'changed' | 'ended'
  readonly duty: Duty
  /** What it was; absent for a new one. */
  readonly before?: Duty
}

export interface ExpiredEvidence {
  readonly element: ElementId
  readonly name: string
  readonly statement: string
  readonly side: Side | ''
  /** YYYY-MM-DD. */
  readonly reviewBy: string
}

/** A risk that was not known, or a vulnerability that was not named, when the baseline was signed. */
export interface NewVulnerability {
  readonly element: ElementId
  readonly name: string
  readonly statement: string
  /** CVE numbers named since then; empty when the whole risk is new and names none. */
  readonly cve: readonly string[]
  readonly wholeRisk: boolean
}

/** A claim that both sides signed and that an advisory speaks against since. */
export interface ChallengedClaim {
  readonly element: ElementId
  readonly name: string
  readonly statement: string
  readonly document: string
  readonly vulnerabilities: readonly string[]
  readonly at: string
}

/** [MON8] The claims of a baseline that advisories were held against after it came into force, and not taken back. */
export function challengedSince(frozen: CasePart, alerts: Alerts, since: string): readonly ChallengedClaim[] {
  const stands = new Map(frozen.elements.map((element) => [element.id, element]))
  const found: ChallengedClaim[] = []
  for (const { claims, document, title, at, withdrawn } of alerts.values()) {
    if (withdrawn !== undefined || at < since) continue
    for (const { claim, vulnerabilities } of claims) {
      const element = stands.get(claim)
      if (element === undefined) continue
      const { name, statement } = element
      found.push({ element: claim, name, statement, document: document || title, vulnerabilities, at })
    }
  }
  return found.sort((a, b) => compareKeys(a.name, b.name) || compareKeys(a.at, b.at))
}

export interface SinceBaseline {
  readonly changes: readonly Change[]
  readonly reopened: readonly ReopenedClaim[]
  readonly duties: readonly DutyChange[]
  readonly expired: readonly ExpiredEvidence[]
  readonly vulnerabilities: readonly NewVulnerability[]
}

/**
 * [SIN1] What has happened since a baseline was signed, in the terms of the case: everything empty exactly when the case says
 * the same and no evidence has run out.
 * @param frozen the case as it was signed
 * @param live   the case as it is
 * @param today  YYYY-MM-DD
 */
export function sinceBaseline(frozen: CasePart, live: CasePart, today: string): SinceBaseline {
  return {
    changes: differenceOf(frozen, live),
    reopened: reopenedClaims(frozen, live),
    duties: dutyChanges(dutiesOf(frozen), dutiesOf(live)),
    expired: expiredEvidence(live, today),
    vulnerabilities: newVulnerabilities(frozen, live),
  }
}

/** Claims that were argued in the baseline and that say, rest on, or stand in something else now; those that are gone too. */
function reopenedClaims(frozen: CasePart, live: CasePart): ReopenedClaim[] {
  const [was, is] = [graphOfPart(frozen), graphOfPart(live)]
  const [before, after] = [claimDigests(was), claimDigests(is)]
  const reached = argued(frozen)
  const reopened: ReopenedClaim[] = []
  for (const [id, digests] of before) {
    if (!reached.has(id)) continue
    const now = after.get(id)
    const why = now === undefined ? (['statement', 'support', 'context'] as const) : differingComponents(digests, now)
    const element = is.elements.get(id) ?? was.elements.get(id)
    if (why.length === 0 || element === undefined) continue
    reopened.push({ element: id, name: element.name, statement: element.statement, why })
  }
  return reopened.sort((a, b) => compareKeys(a.name, b.name))
}

/** [SIN2] What each side would owe otherwise: by control or term and side. A control's progress is no other duty. */
export function dutyChanges(before: readonly Duty[], after: readonly Duty[]): readonly DutyChange[] {
  const was = new Map(before.map((duty) => [dutyKey(duty), duty]))
  const is = new Map(after.map((duty) => [dutyKey(duty), duty]))
  const changes: DutyChange[] = []
  for (const [key, duty] of is) {
    const earlier = was.get(key)
    if (earlier === undefined) changes.push({ kind: 'new', duty })
    else if (dutyWords(earlier) !== dutyWords(duty)) changes.push({ kind: 'changed', duty, before: earlier })
  }
  for (const [key, duty] of was) if (!is.has(key)) changes.push({ kind: 'ended', duty, before: duty })
  return changes
}

/** What makes a duty the same duty. */
export function dutyKey({ control, side }: Duty): string {
  return `${side} ${control}`
}

function dutyWords({ duty, statement, owner, due, shared }: Duty): string {
  return JSON.stringify([duty, statement, owner, due, shared])
}

function expiredEvidence(live: CasePart, today: string): ExpiredEvidence[] {
  const reached = argued(live)
  return live.elements
    .filter((e) => reached.has(e.id) && facetOf(e) === 'evidence' && standingOf(e, today) === 'expired')
    .map((e) => {
      const { side, reviewBy } = e.fields
      const whose: Side | '' = side === 'mdm' || side === 'hdo' ? side : ''
      return { element: e.id, name: e.name, statement: e.statement, side: whose, reviewBy: String(reviewBy ?? '') }
    })
    .sort((a, b) => compareKeys(a.reviewBy, b.reviewBy) || compareKeys(a.name, b.name))
}

function newVulnerabilities(frozen: CasePart, live: CasePart): NewVulnerability[] {
  const before = new Map(frozen.elements.map((e) => [e.id, e]))
  const reached = argued(live)
  const found: NewVulnerability[] = []
  for (const risk of live.elements) {
    if (facetOf(risk) !== 'risk' || !reached.has(risk.id)) continue
    const was = before.get(risk.id)
    const known = new Set(cveNumbers(was?.fields.cve))
    const cve = cveNumbers(risk.fields.cve).filter((number) => !known.has(number))
    const wholeRisk = was === undefined
    if (!wholeRisk && cve.length === 0) continue
    const statement = risk.texts.vulnerability || risk.texts.threat || risk.statement
    found.push({ element: risk.id, name: risk.name, statement, cve, wholeRisk })
  }
  return found.sort((a, b) => compareKeys(a.name, b.name))
}

function cveNumbers(value: unknown): string[] {
  return typeof value === 'string' ? value.split(',').flatMap((each) => each.trim() || []) : []
}
