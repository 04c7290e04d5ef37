import { SIDES, type Side } from '@/lib/access/policy'
import { SIDE_WORD } from '@/lib/agreement/charter'
import { CONTROL_STATES, controlState, dutyOf, sidesOf } from '@/lib/control/duty'
import { controlLine } from '@/lib/control/provenance'
import { type Block, heading, paragraph } from '@/lib/document/document'
import { type Cell, tableOf } from '@/lib/document/table-of'
import { judgementOf, QUESTIONS, standingOf } from '@/lib/evidence/standing'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { branchOf, elementsOf } from '@/lib/reading/branch'
import type { CapabilityRow } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import { scenarioOf } from '@/lib/reading/risk-register'
import { acceptabilityOf, accordWords, verdictWords } from '@/lib/risk/acceptability'
import type { CaseFigure, Figures } from './figures'
import { partId, type ReportInput } from './input'
import { outlineBlocks } from './outline'
import { count, fieldWords, named, said } from './words'

const DECISIONS: Readonly<Record<CapabilityRow['decision'], string>> = {
  required: 'Required.',
  'not-required': 'Not required.',
  undecided: 'Nobody has decided yet whether it is required.',
}

/** [RPT1] One capability: the decision, its diagrams, the argument in words, its risks, controls and evidence. */
export function capabilityPart(
  input: ReportInput,
  row: CapabilityRow,
  figures: Figures,
  told: Set<ElementId>,
): Block[] {
  const { graph } = input
  const head = graph.elements.get(row.head)
  if (head === undefined) return []
  const branch = elementsOf(graph, branchOf(graph, row.head))
  const of = (facet: string) => branch.filter((element) => element.facet === facet)
  const evidence = branch.filter(({ kind }) => kind === 'solution')
  const drawn = figures.branch(row.head)
  const why = (head.texts.whyRequired ?? '').trim()
  const counts = [
    count(row.risks, 'risk'),
    count(row.controls, 'control'),
    count(row.evidence, 'piece of evidence', 'pieces of evidence'),
  ]
  return [
    heading(2, `${row.capability}: ${capabilityName(row.capability)}`, partId(row.capability)),
    { kind: 'paragraph', runs: [{ text: DECISIONS[row.decision], bold: true }, { text: ` ${why}` }] },
    ...(row.decision === 'required' ? [paragraph(`${counts.join(', ')}.`)] : []),
    ...figureBlocks(input, drawn, figures),
    heading(3, `The argument for ${row.capability} in words`),
    ...outlineBlocks(input, [row.head], told, figures.begins),
    ...riskBlocks(input, of('risk'), row.capability),
    ...controlBlocks(of('control'), row.capability),
    ...evidenceBlocks(input, evidence, row.capability),
  ]
}

/** Figures, and below each where its closed branches go on. */
export function figureBlocks(input: ReportInput, drawn: readonly CaseFigure[], { begins }: Figures): Block[] {
  return drawn.flatMap(({ figure, goesOn }): Block[] => {
    const links = goesOn.flatMap((id) => {
      const number = begins.get(id)
      const name = input.graph.elements.get(id)?.name
      return number === undefined || name === undefined ? [] : [{ number, name }]
    })
    if (links.length === 0) return [figure]
    const runs = links.flatMap(({ number, name }, at) => [
      { text: `${at === 0 ? 'Goes on: ' : ', '}${name} in ` },
      { text: `figure ${number}`, link: `#figure-${number}` },
    ])
    return [figure, { kind: 'paragraph', runs: [...runs, { text: '.' }] }]
  })
}

function riskBlocks(input: ReportInput, risks: readonly Element[], capability: string): Block[] {
  if (risks.length === 0) return []
  const rows = risks.map((risk) => {
    const { before, after, accord } = acceptabilityOf(input.graph, risk)
    const figure = (stage: 'Before' | 'After') =>
      `${risk.fields[`likelihood${stage}`] ?? '?'} × ${risk.fields[`severity${stage}`] ?? '?'}`
    const both = (verdicts: typeof before) =>
      SIDES.map((side) => `${SIDE_WORD[side]}: ${verdictWords(verdicts[side])}`).join('\n')
    return [
      named(risk.name, risk.statement),
      said(story(input, risk)),
      `${figure('Before')}\n${both(before)}`,
      fieldWords(risk, 'treatment'),
      [{ text: `${figure('After')}\n${both(after)}\n` }, { text: accordWords(accord), bold: true as const }],
    ]
  })
  return [
    heading(3, `Risks of ${capability} under both policies`),
    tableOf(
      ['Risk', 'How it comes about', 'Before treatment', 'Treatment', 'After treatment'],
      rows,
      '',
      [4, 6, 4, 2.8, 4],
    ),
  ]
}

/** How a risk comes about, from threat to consequence. */
function story({ graph }: ReportInput, risk: Element): string {
  const scenario = scenarioOf(graph, risk)
  const parts = [
    ['Threat', risk.texts.threat],
    ['Vulnerability', risk.texts.vulnerability],
    ['Cause', scenario?.texts.cause],
    ['Scenario', scenario?.texts.scenario],
    ['Consequence', scenario?.texts.consequence],
    ['CVE', String(risk.fields.cve ?? '')],
    ['CVSS', String(risk.fields.cvss ?? '')],
  ] as const
  return parts.flatMap(([label, text]) => ((text ?? '').trim() === '' ? [] : [`${label}: ${text?.trim()}`])).join('\n')
}

export function controlBlocks(controls: readonly Element[], capability: string): Block[] {
  if (controls.length === 0) return []
  const duty = (control: Element, side: Side): Cell => {
    const { words, owner, due } = dutyOf(control, side)
    const owes = sidesOf(control).includes(side)
    if (!owes && words === '') return [{ text: 'No part', italic: true }]
    const more = [owner, due === '' ? '' : `due ${due}`].filter((each) => each !== '').join(', ')
    return said([words, more === '' || !owes ? '' : `(${more})`].filter((each) => each !== '').join('\n'))
  }
  const rows = controls.map((control) => [
    named(control.name, `${control.statement}\n${controlLine(control.fields)}`),
    duty(control, 'mdm'),
    duty(control, 'hdo'),
    CONTROL_STATES[controlState(control)],
  ])
  return [
    heading(3, `Controls of ${capability} and who does what`),
    tableOf(['Control', 'Manufacturer', 'Hospital', 'State'], rows, '', [6, 5, 5, 3]),
  ]
}

const STANDING = {
  expired: 'Review overdue',
  future: 'Not yet effective',
  'review-soon': 'Review soon',
  current: 'Current',
}

export function evidenceBlocks(input: ReportInput, evidence: readonly Element[], capability: string): Block[] {
  if (evidence.length === 0) return []
  const today = input.at.slice(0, 10)
  const rows = evidence.map((element) => {
    const facts = ['evidenceKind', 'version', 'effective', 'reviewBy', 'confidentiality', 'reference']
      .map((name) => [name, fieldWords(element, name)] as const)
      .flatMap(([name, words]) => (words === '' ? [] : [name === 'reviewBy' ? `review by ${words}` : words]))
    const sha256 = String(element.fields.sha256 ?? '')
    const what: Cell = [
      { text: element.statement },
      ...(facts.length === 0 ? [] : [{ text: `\n${facts.join(' · ')}` }]),
      ...(sha256 === '' ? [] : [{ text: `\nSHA-256 ${sha256}`, fixedWidth: true as const }]),
    ]
    return [
      named(element.name, fieldWords(element, 'side')),
      what,
      STANDING[standingOf(element, today)],
      judgementWords(element, 'mdm'),
      judgementWords(element, 'hdo'),
    ]
  })
  return [
    heading(3, `Evidence of ${capability} and what each side thinks of it`),
    tableOf(
      ['Evidence', 'What it is', 'Holds', "Manufacturer's judgement", "Hospital's judgement"],
      rows,
      '',
      [3, 7, 2.4, 3.8, 3.4],
    ),
  ]
}

function judgementWords(evidence: Element, side: Side): Cell {
  const { answers, words } = judgementOf(evidence, side)
  const answered = QUESTIONS.filter((question) => answers[question] !== '')
  const line = answered.map((question) => (answers[question] === 'yes' ? question : `not ${question}`)).join(', ')
  const all = [line === '' ? '' : line.charAt(0).toUpperCase() + line.slice(1), words].filter((each) => each !== '')
  return said(all.join('\n'), 'None yet')
}
