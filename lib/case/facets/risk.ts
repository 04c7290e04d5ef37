import { SIDES, type Side } from '@/lib/access/policy'
import type { FacetTable, Field } from './field'
import { AXES, type Axis, MAX_LEVELS, ofSide } from './policy'

/** Before or after treatment. */
export const STAGES = ['before', 'after'] as const
export type Stage = (typeof STAGES)[number]

/** The common scale on which both sides rate a risk together. */
export const COMMON_LEVELS = 5

const STAGE_SUFFIX = { before: 'Before', after: 'After' } as const satisfies Record<Stage, string>

/** The common rating, such as `likelihoodBefore`. */
export function ratingField(axis: Axis, stage: Stage): string {
  return `${axis}${STAGE_SUFFIX[stage]}`
}

/** A side's own rating on its own scale, where it judges otherwise, such as `severityAfterHdo`. */
export function ownRatingField(axis: Axis, stage: Stage, side: Side): string {
  return ofSide(ratingField(axis, stage), side)
}

const LEVELS = (label: string, help: string): Field => ({ label, help, type: 'number', min: 1, max: COMMON_LEVELS })
const LIKELIHOOD = '1 = very unlikely, 5 = expected'
const SEVERITY = '1 = negligible, 5 = catastrophic'

function ownRatings(side: Side): Record<string, Field> {
  const whose = side === 'mdm' ? "the manufacturer's" : "the hospital's"
  const fields: Record<string, Field> = {}
  for (const stage of STAGES) {
    for (const axis of AXES) {
      const label = `${axis === 'likelihood' ? 'Likelihood' : 'Severity'} ${stage} treatment on ${whose} scale`
      fields[ownRatingField(axis, stage, side)] = { label, type: 'number', min: 1, max: MAX_LEVELS, only: side }
    }
  }
  return fields
}

/** One threat or vulnerability, how likely and severe it is before and after treatment, and who bears what is left. */
export const RISK_FACETS = {
  risk: {
    threat: { label: 'Threat', type: 'text' },
    vulnerability: { label: 'Vulnerability', type: 'text' },
    affectsConfidentiality: { label: 'Confidentiality', type: 'boolean' },
    affectsIntegrity: { label: 'Integrity', type: 'boolean' },
    affectsAvailability: { label: 'Availability', type: 'boolean' },
    affectsAccountability: { label: 'Accountability', type: 'boolean' },
    exploitability: {
      label: 'How far exploitation has come',
      type: 'choice',
      values: [
        { value: 'theoretical', label: 'Thought of, nothing published' },
        { value: 'proof', label: 'Shown to be possible' },
        { value: 'functional', label: 'A working exploit exists' },
        { value: 'exploited', label: 'Used in attacks' },
      ],
    },
    likelihoodBefore: LEVELS('Likelihood before treatment', LIKELIHOOD),
    severityBefore: LEVELS('Severity before treatment', SEVERITY),
    treatment: {
      label: 'Treatment',
      type: 'choice',
      values: [
        { value: 'mitigate', label: 'Mitigate' },
        { value: 'transfer', label: 'Transfer' },
        { value: 'avoid', label: 'Avoid' },
        { value: 'accept', label: 'Accept' },
      ],
    },
    likelihoodAfter: LEVELS('Likelihood after treatment', LIKELIHOOD),
    severityAfter: LEVELS('Severity after treatment', SEVERITY),
    ...(Object.assign({}, ...SIDES.map(ownRatings)) as Record<string, Field>),
    ratingReason: {
      label: 'Why it is rated so',
      help: 'Where the rating needs a word: a high score with a low severity, or no improvement by a control.',
      type: 'text',
    },
    residualReasonMdm: { label: 'Why the manufacturer bears what is left', type: 'text', only: 'mdm' },
    residualReasonHdo: { label: 'Why the hospital bears what is left', type: 'text', only: 'hdo' },
    transferDisclosed: {
      label: 'What the manufacturer has disclosed',
      help: 'What the hospital has to know to bear this risk: what can happen, how it is noticed, what to do then.',
      type: 'text',
      only: 'mdm',
    },
    transferCapacity: {
      label: 'How the hospital can bear it',
      help: 'The means that the hospital has in place for this risk.',
      type: 'text',
      only: 'hdo',
    },
    transferConfirmedBy: {
      label: 'Transfer confirmed by',
      type: 'string',
      only: 'hdo',
      server: true,
      judgement: true,
      person: true,
    },
    transferConfirmedById: {
      label: 'Account that confirmed',
      type: 'string',
      only: 'hdo',
      server: true,
      judgement: true,
      person: true,
    },
    transferConfirmedAt: { label: 'Transfer confirmed at', type: 'string', only: 'hdo', server: true, judgement: true },
    transferConfirmedOf: {
      label: 'Digest of what was confirmed',
      type: 'string',
      only: 'hdo',
      server: true,
      judgement: true,
    },
    cve: {
      label: 'CVE',
      help: 'One or several: CVE-2026-1234, CVE-2026-5678',
      type: 'string',
      pattern: '^(CVE-\\d{4}-\\d{4,19}(, ?CVE-\\d{4}-\\d{4,19})*)?$',
    },
    cwe: {
      label: 'CWE',
      help: 'One or several: CWE-287, CWE-798',
      type: 'string',
      pattern: '^(CWE-\\d{1,6}(, ?CWE-\\d{1,6})*)?$',
    },
    cvss: { label: 'CVSS 3.1 vector', type: 'string', max: 400, form: 'cvss3' },
    cvss4: { label: 'CVSS 4.0 vector', type: 'string', max: 400, form: 'cvss4' },
    advisory: { label: 'Advisory', type: 'string' },
    hazard: { label: 'Safety hazard', help: 'Its number in the safety risk file', type: 'string' },
    harm: { label: 'Harm it could lead to', type: 'string' },
    hazardLink: { label: 'Where the safety risk file is', type: 'string', max: 1000 },
  },
} as const satisfies FacetTable
