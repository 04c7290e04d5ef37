import type { CanonicalElement } from '@/lib/case/canonical-case'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { narrativeLines } from '@/lib/case/narrative-text'
import { CONTROL_STATES, type ControlState } from '@/lib/control/duty'
import { controlLine } from '@/lib/control/provenance'
import { type Block, heading, paragraph, type Run } from '@/lib/document/document'
import { type Cell, tableOf } from '@/lib/document/table-of'
import { compareKeys, type ElementId, relationKey } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import { judgeRisk, verdictWords } from '@/lib/risk/acceptability'
import { SIDE_WORD, SIDES, type Side } from './charter'
import type { CasePart, Content } from './content'
import { CHANGE_WORDS, valueWords } from './difference'
import type { Duty } from './duties'
import { argued } from './duties'
import { instantWords } from './instant'
import { policyBlocks } from './paper-policy'
import { isMatrixField } from './view-risk'

function named(name: string, more = ''): Cell {
  return more === '' ? [{ text: name, bold: true }] : [{ text: name, bold: true }, { text: `\n${more}` }]
}

/** What one side does: for the controls, beyond them, and by the person who takes it on. */
export function sideBlocks(content: Content, side: Side): Block[] {
  const own = content.responsibilities.filter((duty) => duty.side === side)
  const controls = new Map(content.controls.map((control) => [control.id, control]))
  const origin = (duty: Duty) => {
    const control = controls.get(duty.control)
    return control === undefined ? '' : controlLine(control.fields)
  }
  const forControls = own
    .filter((duty) => duty.term !== true)
    .map((duty) => [
      named(duty.name, origin(duty)),
      duty.duty === duty.statement ? duty.duty : `${duty.duty}\n${duty.statement}`,
      duty.shared ? 'Shared' : 'Alone',
      duty.owner,
      duty.due,
      Object.hasOwn(CONTROL_STATES, duty.state) ? CONTROL_STATES[duty.state as ControlState] : duty.state,
    ])
  const terms = own
    .filter((duty) => duty.term === true)
    .map((duty) => [named(duty.name), duty.statement, duty.duty, duty.owner])
  const word = SIDE_WORD[side]
  return [
    heading(1, `What the ${word} will do`, `duties-${side}`),
    heading(2, 'For the controls'),
    tableOf(
      ['Control', 'Duty', 'With the other side', 'Person', 'Due', 'State'],
      forControls,
      'Nothing.',
      [5, 10, 3, 4, 3, 4],
    ),
    heading(2, 'Beyond the controls'),
    tableOf(['Term', 'Topic', 'Share', 'Person'], terms, 'Nothing.', [2, 3, 6, 2]),
    heading(2, `Who takes it on for the ${word}`),
    tableOf(['Person', 'What'], personRows(own), 'Nobody is named.', [2, 7]),
  ]
}

function personRows(own: readonly Duty[]): (readonly (string | Cell)[])[] {
  const people = [...new Set(own.map(({ owner }) => owner).filter((owner) => owner !== ''))].sort(compareKeys)
  return people.map((owner) => {
    const duties = own.filter((duty) => duty.owner === owner)
    return [
      named(owner),
      duties.flatMap((duty, i): Run[] => [
        { text: `${i === 0 ? '' : '\n'}${duty.name} `, bold: true },
        { text: `${duty.duty}${duty.due === '' ? '' : ` (due ${duty.due})`}` },
      ]),
    ]
  })
}

export function termBlocks({ terms }: Content): Block[] {
  const share = (text: string) => (text === '' ? 'Nothing is written.' : text)
  const chosen = terms
    .filter((term) => term.state === 'chosen')
    .map((term) => [named(term.name, term.title), share(term.shares.mdm), share(term.shares.hdo)])
  const dropped = terms
    .filter((term) => term.state === 'dropped')
    .map((term) => [named(term.name, term.title), term.reason === '' ? 'No reason is given.' : term.reason])
  return [
    heading(1, 'Responsibility terms', 'terms'),
    tableOf(
      ['Term', SIDE_WORD.mdm, SIDE_WORD.hdo],
      chosen,
      'No term beyond the controls is part of this version.',
      [2, 4, 4],
    ),
    ...(dropped.length === 0
      ? []
      : [heading(2, 'Dropped with a reason'), tableOf(['Term', 'Why'], dropped, '', [3, 7])]),
  ]
}

export function openBlocks({ preflight, threads, changes }: Content): Block[] {
  const open = preflight.items.map((item) => [named(item.name), item.message])
  const said = threads.map((t) => [`${t.by}, ${instantWords(t.opened)}`, t.text])
  const changed = changes.changes.map((c) => [named(c.name), `${CHANGE_WORDS[c.kind]}: ${c.label}`, c.before, c.after])
  const since =
    changes.since === null
      ? 'This is the first version: everything is new.'
      : `Since baseline ${changes.since.number} (${changes.since.digest}).`
  return [
    heading(1, 'Open points that both sides accept', 'open-points'),
    ...(preflight.reason === '' ? [] : [paragraph(`Reason given for going on: ${preflight.reason}`)]),
    tableOf(['Where', 'What is open'], open, 'Nothing is open.', [2, 7]),
    ...(said.length === 0
      ? []
      : [heading(2, 'Comments that are still open'), tableOf(['Who', 'What'], said, '', [3, 7])]),
    heading(1, 'What changed', 'changes'),
    paragraph(since),
    ...(changes.since === null
      ? []
      : [tableOf(['Where', 'What', 'Before', 'Now'], changed, 'Nothing changed.', [2, 2, 4, 4])]),
  ]
}

/** The whole argument from the top claim down, one row each; what several elements rest on is told once. */
export function argumentBlocks(part: CasePart): Block[] {
  const byId = new Map(part.elements.map((element) => [element.id, element]))
  const below = new Map<ElementId, ElementId[]>()
  for (const relation of [...part.relations].sort(
    (a, b) =>
      compareKeys(a.type, b.type) || compareKeys(a.order, b.order) || compareKeys(relationKey(a), relationKey(b)),
  )) {
    below.set(relation.from, [...(below.get(relation.from) ?? []), relation.to])
  }
  const reached = argued(part)
  const entered = new Set(part.relations.filter(({ from }) => reached.has(from)).map(({ to }) => to))
  const rows: (readonly (string | Cell)[])[] = []
  const told = new Set<ElementId>()
  const tell = (id: ElementId, level: number): void => {
    const element = byId.get(id)
    if (element === undefined || told.has(id)) return
    told.add(id)
    rows.push([`${level}`, named(element.name, KINDS[element.kind].word), elementWords(element)])
    for (const next of below.get(id) ?? []) tell(next, level + 1)
  }
  for (const { id } of part.elements) if (reached.has(id) && !entered.has(id)) tell(id, 1)
  const beside = part.elements
    .filter(({ id }) => !told.has(id))
    .map((element) => [named(element.name, KINDS[element.kind].word), elementWords(element)])
  return [
    heading(1, 'The argument', 'argument'),
    tableOf(['Level', 'Element', 'What it says'], rows, 'The case holds no argument.', [1, 3, 9]),
    ...(beside.length === 0
      ? []
      : [
          heading(2, 'In the case, but not part of the argument'),
          tableOf(['Element', 'What it says'], beside, '', [3, 9]),
        ]),
  ]
}

function elementWords(element: CanonicalElement): Cell {
  const facet = facetOf(element)
  const fields = Object.entries(fieldsOf(facet)).flatMap(([name, field]) => {
    if (isMatrixField(name)) return []
    const value = field.type === 'text' ? (element.texts[name] ?? '') : valueWords(element, name)
    return value === '' ? [] : [`${field.label}: ${value}`]
  })
  const lines = [...fields, ...narrativeLines(element.narrative ?? [])]
  const statement: Run = { text: element.statement }
  return lines.length === 0 ? [statement] : [statement, { text: `\n${lines.join(' · ')}`, italic: true }]
}

export function factBlocks({ case: part, risks, evidence, approvals }: Content): Block[] {
  const reached = argued(part)
  const policies = part.elements.filter((element) => element.facet === 'policy' && reached.has(element.id))
  const judged = (risk: CanonicalElement) => {
    const { before, after } = judgeRisk(policies, risk)
    const line = (side: Side) =>
      `${SIDE_WORD[side]}: ${verdictWords(before[side])} before treatment, ${verdictWords(after[side])} after`
    return `${risk.statement}\n${SIDES.map(line).join('\n')}`
  }
  const figure = (risk: CanonicalElement, when: 'Before' | 'After') =>
    ['likelihood', 'severity'].map((word) => String(risk.fields[`${word}${when}`] ?? '?')).join(' × ')
  const riskRows = risks.map((risk) => [
    named(risk.name),
    judged(risk),
    figure(risk, 'Before'),
    valueWords(risk, 'treatment'),
    figure(risk, 'After'),
  ])
  const evidenceRows = evidence.map((e) => [
    named(e.name, [valueWords(e, 'side'), valueWords(e, 'version')].filter((text) => text !== '').join(', ')),
    [{ text: e.statement }, { text: hashLine(valueWords(e, 'sha256')), fixedWidth: true as const }],
    valueWords(e, 'reviewBy'),
  ])
  const words = {
    approved: 'Approved',
    stale: 'Approved an earlier content',
    none: 'Not approved',
    objected: 'Objects',
  }
  const said = approvals.filter((a) => SIDES.some((side) => a[side] !== 'none'))
  return [
    heading(1, 'Risks', 'risks'),
    tableOf(['Risk', 'What', 'Before', 'Treatment', 'After'], riskRows, 'No risk is recorded.', [2, 6, 2, 2, 2]),
    ...policyBlocks(policies),
    heading(1, 'Evidence', 'evidence'),
    tableOf(
      ['Evidence', 'What, and the SHA-256 of its file', 'Review by'],
      evidenceRows,
      'No evidence is recorded.',
      [2, 7, 2],
    ),
    heading(1, 'Approvals of single claims', 'approvals'),
    tableOf(
      ['Claim', SIDE_WORD.mdm, SIDE_WORD.hdo],
      said.map((a) => [named(a.name), words[a.mdm], words[a.hdo]]),
      'No claim has been approved.',
      [2, 4, 4],
    ),
    ...(said.length === approvals.length
      ? []
      : [
          paragraph(
            `Neither side has said anything about ${approvals.length - said.length} of ${approvals.length} claims.`,
          ),
        ]),
  ]
}

function hashLine(sha256: string): string {
  return sha256 === '' ? '' : `\n${sha256}`
}
