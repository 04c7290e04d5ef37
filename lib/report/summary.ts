import { AUDIENCE_WORDS, leftOutWords } from '@/lib/access/audience'
import { SIDES } from '@/lib/access/policy'
import { SIDE_WORD } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import { type Block, heading, paragraph, plain } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import type { Finding } from '@/lib/findings/rule'
import { capabilityStates } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import { evidenceList } from '@/lib/reading/evidence-list'
import { responsibilities } from '@/lib/reading/responsibilities'
import { riskRegister } from '@/lib/reading/risk-register'
import { CLAIM_STATUSES, countByStatus } from '@/lib/review/state'
import { acceptabilityOf } from '@/lib/risk/acceptability'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { partId, type ReportInput } from './input'
import { count, fieldWords, named } from './words'

/** [RPT1] The title page: what device, whose, which state, for whom, and what is left out. */
export function frontBlocks(input: ReportInput): Block[] {
  const { organisations, seq, digest, at, by, audience, graph, capability } = input
  const device = [...graph.elements.values()].find(({ facet }) => facet === 'device')
  const facts =
    device === undefined ? [] : (['manufacturer', 'product', 'model', 'version', 'hardwareVersion'] as const)
  const rows: [string, string][] = [
    ...(device === undefined ? [] : facts.map((name): [string, string] => [DEVICE[name], fieldWords(device, name)])),
    ...SIDES.map((side): [string, string] => [`${SIDE_WORD[side]} in this case`, organisations[side]]),
    ['Part', capability === undefined ? 'The whole case' : `${capability}: ${capabilityName(capability)}`],
    ['Agreement', agreementWords(input)],
    ['State of the case', `Change number ${seq}`],
    ['Written', `${instantWords(at)}${audience === 'outside' ? '' : ` for ${by}`}`],
    ['For', `${AUDIENCE_WORDS[audience].label}. ${AUDIENCE_WORDS[audience].means}`],
  ]
  const left = leftOutWords(input.left)
  return [
    tableOf(
      ['About', 'This file'],
      [
        ...rows.filter(([, words]) => words !== '').map(([label, words]) => [named(label), words]),
        [named('Digest (SHA-256)'), [{ text: digest, fixedWidth: true as const }]],
      ],
      '',
      [3, 8],
    ),
    ...(left.length === 0
      ? []
      : [
          heading(2, 'Left out of this file', 'left-out'),
          { kind: 'list', ordered: false, items: left.map(plain) } as const,
        ]),
  ]
}

const DEVICE = {
  manufacturer: 'Manufacturer of the device',
  product: 'Device',
  model: 'Model',
  version: 'Version',
  hardwareVersion: 'Hardware version',
} as const

function agreementWords({ entries }: ReportInput): string {
  const { inForce, open, pending } = reduceAgreement(
    entries.filter(({ chain }) => chain === 'shared') as unknown as readonly LedgerEntry[],
  )
  const stands =
    inForce === undefined
      ? 'No agreement is in force.'
      : `Baseline ${inForce.number} is in force since ${instantWords(inForce.since)}.`
  const waits = pending === undefined ? '' : ' A signed version waits for its date or condition.'
  return `${stands}${waits}${open === undefined ? '' : ' A version is proposed and not signed by both sides yet.'}`
}

const SEVERITIES = {
  red: 'must be solved before a proposal',
  amber: 'need a reason to go on',
  grey: 'are advice',
} as const

/** [RPT1] What a reader who does not know the notation needs to know, before anything is drawn. */
export function summaryBlocks(input: ReportInput, findings: readonly Finding[]): Block[] {
  const { graph, review, capability } = input
  const rows = capabilityStates(graph).filter((row) => capability === undefined || row.capability === capability)
  const within = <T extends { readonly capability: string }>(all: readonly T[]) =>
    all.filter((each) => capability === undefined || each.capability === capability)
  const decided = (word: string) => rows.filter(({ decision }) => decision === word).length
  const risks = within(riskRegister(graph)).flatMap(({ risk }) => graph.elements.get(risk) ?? [])
  const accords = risks.map((risk) => acceptabilityOf(graph, risk).accord)
  const accord = (word: string) => accords.filter((each) => each === word).length
  const duties = within(responsibilities(graph))
  const done = duties.filter(({ state }) => state === 'implemented' || state === 'verified').length
  const open = duties.filter(({ responsible }) => responsible === '').length
  const claims = new Set(
    capability === undefined
      ? graph.reachable
      : [...graph.reachable].filter((id) => graph.elements.get(id)?.capability === capability),
  )
  const states = countByStatus(review, claims)
  const found = (severity: keyof typeof SEVERITIES) => findings.filter((each) => each.severity === severity).length
  return [
    heading(1, 'Summary', 'summary'),
    paragraph(
      'A security assurance case says why a medical device is secure enough where it is used, and what the manufacturer and the hospital each do for that. It rests on security capabilities: for each that is required, the two sides name the risks, choose controls against them and show by evidence that the controls work.',
    ),
    {
      kind: 'list',
      ordered: false,
      items: [
        `${count(rows.length, 'capability', 'capabilities')}: ${decided('required')} required, ${decided('not-required')} not required, ${decided('undecided')} not decided.`,
        `${count(risks.length, 'risk')}: what is left after treatment is acceptable to both sides for ${accord('both-accept')}, to one side only for ${accord('only-mdm') + accord('only-hdo')}, to neither for ${accord('neither-accepts')}; ${accord('open')} not judged by both.`,
        `${count(duties.length, 'control')}: ${done} implemented or verified, ${open} without a responsible side.`,
        `${count(within(evidenceList(graph)).length, 'piece of evidence', 'pieces of evidence')}.`,
        `Claims: ${(Object.keys(states) as (keyof typeof states)[])
          .reverse()
          .map((state) => `${states[state]} ${CLAIM_STATUSES[state].word.toLowerCase()}`)
          .join(', ')}.`,
        `Open findings: ${(['red', 'amber', 'grey'] as const).map((severity) => `${found(severity)} ${SEVERITIES[severity]}`).join(', ')}.`,
      ].map(plain),
    },
    heading(2, 'The capabilities', 'capability-list'),
    tableOf(
      ['Capability', 'Decision', 'Risks', 'Controls', 'Evidence', 'Claims agreed'],
      rows.map((row) => [
        [
          { text: row.capability, bold: true as const, link: `#${partId(row.capability)}` },
          { text: ` ${capabilityName(row.capability)}` },
        ],
        row.decision === 'required' ? 'Required' : row.decision === 'not-required' ? 'Not required' : 'Not decided',
        String(row.risks),
        String(row.controls),
        String(row.evidence),
        `${row.claims.filter((id) => review.claims.get(id)?.status === 'agreed').length} of ${row.claims.length}`,
      ]),
      'The case has no capabilities of the pattern.',
      [7, 3, 2, 2.4, 2.6, 3],
    ),
    heading(2, 'How to read the diagrams', 'reading'),
    paragraph(
      'Rectangles are claims, parallelograms say how one argues, circles are evidence; rounded shapes at the side are context, and ovals are assumptions (A) and justifications (J). Filled arrows lead to what a claim rests on, hollow ones to its context, dashed ones are challenges. A diamond under a shape means that nothing supports it yet, a triangle that it still holds a placeholder. A round badge says how far the two sides agree: a check when both do, half when one does, a dash when none does, an exclamation mark for an objection, a clock when something changed since. A plus with a number says how many elements go on in another figure.',
    ),
  ]
}
