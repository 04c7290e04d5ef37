import { leftOutWords } from '@/lib/access/audience'
import { type Block, heading, type PagedDocument, paragraph, plain } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import { premarketDocuments } from '@/lib/reading/premarket'
import { PREMARKET, PREMARKET_STATES, PRODUCES } from '@/lib/table/premarket'
import { readingBlocks } from './end-parts'
import type { ReportInput } from './input'
import { named } from './words'

/** [PRE1] The documents of a premarket submission alone: what a case has for each, and what is missing, part by part. */
export function premarketReport(input: ReportInput): PagedDocument {
  const { title, at, graph, seq, digest } = input
  const left = leftOutWords(input.left)
  const around = { found: new Map(), today: at.slice(0, 10) }
  const keys = ['name', 'title', 'section', 'state', 'share']
  const blocks: Block[] = [
    paragraph(PREMARKET.about),
    ...(left.length === 0 ? [] : [{ kind: 'list', ordered: false, items: left.map(plain) } as const]),
    ...readingBlocks({ graph }, PREMARKET, keys, [2.6, 7, 4, 3, 2], around),
    ...premarketDocuments(graph).flatMap((row): Block[] => [
      heading(2, `${row.id}: ${row.title}`, row.id),
      paragraph(`${PREMARKET_STATES[row.state]}. ${PRODUCES[row.produces]}. ${row.how}`),
      tableOf(
        ['Where', 'What', 'State'],
        row.parts.map(({ name, what, filled }) => [named(name), what, filled ? 'Filled' : 'Still to fill']),
        'Nothing in the case fills it.',
        [3, 7, 3],
      ),
    ]),
  ]
  return {
    title,
    subtitle: PREMARKET.title,
    language: 'en',
    at,
    author: 'Accord',
    footer: `${title}, change ${seq}, ${digest.slice(0, 16)}`,
    blocks,
  }
}
