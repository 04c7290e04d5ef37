import type { PagedDocument } from '@/lib/document/document'

/** A picture of what our own pictures are made of, 300 by 120. */
export const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120" viewBox="0 0 300 120" font-family="Inter, sans-serif"><title>t</title><defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto"><path d="M0 0L8 4L0 8Z" fill="#66758a"/></marker></defs><g transform="translate(10 10)"><rect width="150" height="50" rx="6" fill="#eaf6ee" stroke="#2c7d47"/><text font-size="13" fill="#1b2430"><tspan x="10" y="20">Drawn words</tspan><tspan x="10" y="37">&lt;b&gt; 漢</tspan></text></g><path d="M80 60V110H200" fill="none" stroke="#66758a" marker-end="url(#head)"/></svg>'

/** A document with one of everything. */
export function sample(change: Partial<PagedDocument> = {}): PagedDocument {
  return {
    title: 'Minutes & <more>',
    subtitle: 'Infusion pump at a hospital',
    language: 'en',
    at: '2026-11-22T08:05:00.000Z',
    author: 'Accord',
    footer: 'Workshop 3',
    attachments: [
      {
        name: 'case.json',
        mediaType: 'application/json',
        bytes: new TextEncoder().encode('{"carried":true}'),
        description: 'The case',
      },
    ],
    blocks: [
      { kind: 'heading', level: 1, text: 'Contents' },
      { kind: 'contents' },
      { kind: 'page-break' },
      { kind: 'heading', level: 1, text: 'Who was there', id: 'who' },
      {
        kind: 'paragraph',
        runs: [
          { text: 'Plain ' },
          { text: 'bold', bold: true },
          { text: ' and ' },
          { text: 'added words', added: true },
          { text: 'removed words', removed: true },
          { text: ' with a ' },
          { text: 'link', link: 'https://example.org/cases/1?a=b' },
          { text: ', a ' },
          { text: 'place', link: '#decided' },
          { text: ' and a ' },
          { text: 'trap', link: 'javascript:alert(1)' },
        ],
      },
      { kind: 'list', ordered: true, items: [[{ text: 'First' }], [{ text: 'Second' }]] },
      { kind: 'heading', level: 2, text: 'Decided', id: 'decided' },
      {
        kind: 'table',
        caption: 'Actions',
        head: ['What', 'Who'],
        widths: [3, 1],
        rows: Array.from({ length: 80 }, (_, row) => [[{ text: `Action ${row}` }], row === 3 ? [] : [{ text: 'Ada' }]]),
      },
      { kind: 'heading', level: 3, text: 'Drawn' },
      { kind: 'figure', svg: PICTURE, caption: 'The argument', alt: 'A claim with evidence' },
    ],
    ...change,
  }
}

/** A document of one paragraph. */
export function saying(text: string): PagedDocument {
  return sample({ attachments: [], blocks: [{ kind: 'paragraph', runs: [{ text }] }] })
}
