import { SIDES } from '@/lib/access/policy'
import { SIDE_WORD } from '@/lib/agreement/charter'
import { instantWords } from '@/lib/agreement/instant'
import { type Block, heading, paragraph, type Run, type Table } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import type { Finding } from '@/lib/findings/rule'
import { threadsInOrder } from '@/lib/review/threads'
import { DOCUMENTS } from '@/lib/table/documents'
import { countFound } from '@/lib/table/found'
import { MATRIX } from '@/lib/table/matrix'
import { PREMARKET } from '@/lib/table/premarket'
import { RESPONSIBILITIES } from '@/lib/table/responsibilities'
import type { Around, Table as Reading } from '@/lib/table/table'
import { readTerms } from '@/lib/term/read'
import type { ReportInput } from './input'
import { named } from './words'

/** [RPT1] What is read across the case: traces, duties, terms, documents, findings, comments. */
export function endParts(input: ReportInput, findings: readonly Finding[]): Block[] {
  const { graph, capability } = input
  const around: Around = { found: countFound(findings), today: input.at.slice(0, 10) }
  const reading = <R extends Reading>(table: R, keys: readonly string[], widths: readonly number[]) =>
    readingBlocks(input, table, keys, widths, around)
  return [
    heading(1, 'Traceability matrix', 'matrix'),
    paragraph(MATRIX.about),
    ...reading(
      MATRIX,
      ['name', 'threatOrVulnerability', 'cause', 'control', 'evidence', 'responsible'],
      [4, 5, 5, 5, 5, 4.2],
    ),
    heading(1, 'Responsibilities', 'responsibilities'),
    ...reading(
      RESPONSIBILITIES,
      ['name', 'statement', 'responsible', 'dutyMdm', 'dutyHdo', 'due', 'state'],
      [4, 5, 4, 5, 5, 3, 3.8],
    ),
    ...(capability === undefined ? termBlocks(input) : []),
    ...(capability === undefined
      ? [
          heading(1, 'Supporting documents', 'documents'),
          paragraph(DOCUMENTS.about),
          ...reading(DOCUMENTS, ['name', 'title', 'state', 'filledBy', 'open'], [3, 5, 3, 6, 4]),
          heading(1, 'Premarket documentation', 'premarket'),
          paragraph(PREMARKET.about),
          ...reading(
            PREMARKET,
            ['name', 'title', 'section', 'how', 'state', 'share', 'open'],
            [2.8, 5, 3.4, 6, 3, 2.2, 4.5],
          ),
        ]
      : []),
    ...findingBlocks(input, findings),
    ...threadBlocks(input, (id) => capability === undefined || graph.elements.get(id)?.capability === capability),
  ]
}

/** More letters than this in one cell of a list of names bury the page. */
const LONG_LIST = 400

/** Some columns of a reading as a table of the document: the same words as on screen and in spreadsheets. */
export function readingBlocks(
  { graph, capability }: Pick<ReportInput, 'graph' | 'capability'>,
  table: Reading,
  keys: readonly string[],
  widths: readonly number[],
  around: Around,
): Block[] {
  const columns = keys.flatMap((key) => table.columns.find((column) => column.key === key) ?? [])
  const own = columns.map(({ key }) => widths[keys.indexOf(key)] ?? 1)
  const rows = table.rows(graph, around).filter((row) => {
    const of = row.elements.map((id) => graph.elements.get(id)?.capability)
    return capability === undefined || of.includes(capability)
  })
  if (rows.length === 0) return [paragraph(table.empty)]
  const block: Table = {
    kind: 'table',
    head: columns.map(({ label }) => label),
    rows: rows.map((row) =>
      columns.map((column): readonly Run[] => {
        const gap = column.gap?.(row)
        const text = column.text(row)
        const shown =
          (column.key === 'open' || column.key === 'filledBy') && text.length > LONG_LIST ? shortened(text) : text
        return gap === undefined
          ? shown === ''
            ? []
            : [{ text: shown }]
          : [{ text: shown === '' ? gap : shown, bold: true }]
      }),
    ),
    widths: own,
  }
  return [block]
}

function shortened(list: string): string {
  const all = list.split(', ')
  const kept: string[] = []
  for (let length = 0; kept.length < all.length && length < LONG_LIST; kept.push(all[kept.length] ?? '')) {
    length += (all[kept.length]?.length ?? 0) + 2
  }
  return kept.length === all.length ? list : `${kept.join(', ')} and ${all.length - kept.length} more`
}

function termBlocks({ graph }: ReportInput): Block[] {
  const terms = readTerms(graph)
  const chosen = terms.filter(({ dropped }) => !dropped)
  const dropped = terms.filter((term) => term.dropped)
  return [
    heading(2, 'Terms beyond the controls', 'terms'),
    tableOf(
      ['Term', SIDE_WORD.mdm, SIDE_WORD.hdo],
      chosen.map((term) => [
        named(term.name, term.title),
        term.mdm || 'Nothing is written.',
        term.hdo || 'Nothing is written.',
      ]),
      'No term beyond the controls has been chosen.',
      [3, 5, 5],
    ),
    ...(dropped.length === 0
      ? []
      : [
          tableOf(
            ['Dropped term', 'Why'],
            dropped.map((term) => [named(term.name, term.title), term.reason]),
            '',
            [3, 7],
          ),
        ]),
  ]
}

const SEVERITY = { red: 'Must be solved', amber: 'Needs a reason', grey: 'Advice' } as const

function findingBlocks({ graph }: ReportInput, findings: readonly Finding[]): Block[] {
  const rows = findings.map(({ element, severity, message, nextStep, rule }) => [
    named(graph.elements.get(element)?.name ?? '', rule),
    SEVERITY[severity],
    message,
    nextStep,
  ])
  return [
    heading(1, 'Open findings', 'findings'),
    tableOf(['Where', 'Weight', 'What is open', 'Next step'], rows, 'Nothing is open.', [3, 2, 6, 5]),
  ]
}

function threadBlocks({ graph, review, audience }: ReportInput, belongs: (element: string) => boolean): Block[] {
  if (audience === 'outside') return []
  const open = threadsInOrder(review.threads).filter(
    ({ resolved, element }) => resolved === undefined && belongs(element),
  )
  const rows = open.map(({ element, text, by, at, replies, audience: whose }) => [
    named(
      graph.elements.get(element)?.name ?? '',
      whose === 'all' ? '' : `Only ${SIDES.includes(whose) ? SIDE_WORD[whose] : whose}`,
    ),
    [
      { text: `${by.name}, ${instantWords(at)}: `, bold: true as const },
      { text },
      ...replies
        .filter(({ removed }) => removed === undefined)
        .flatMap((reply): Run[] => [
          { text: `\n${reply.by.name}, ${instantWords(reply.at)}: `, bold: true },
          { text: reply.text },
        ]),
    ],
  ])
  return [
    heading(1, 'Open comments', 'comments'),
    tableOf(['Where', 'What was said'], rows, 'No comment is open.', [3, 9]),
  ]
}
