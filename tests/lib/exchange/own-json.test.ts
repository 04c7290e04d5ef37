import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Side } from '@/lib/access/policy'
import { canonicalCase } from '@/lib/case/canonical-case'
import { FACETS } from '@/lib/case/fields'
import { narrativeOf, nodesOf } from '@/lib/case/ydoc'
import { readCaseFile } from '@/lib/exchange/case-file'
import { writeCaseJson } from '@/lib/exchange/case-json'
import { narrativeParts } from '@/lib/exchange/read-narrative'
import { takeCase } from '@/lib/exchange/take-case'
import { canonicalJson } from '@/lib/gsn/canonical'
import { must } from '@/lib/gsn/outcome'
import { grownCase, Peer } from '../../support/case'
import { EDITS, edit } from '../../support/random-edits'

const RUNS = Number(process.env.RUNS ?? 30)
const at = { at: '2026-11-22T10:00:00.000Z', by: 'p' }

function bring(text: string, side: Side | undefined, into = new Peer('q', side), source?: string) {
  const file = must(readCaseFile(text, side))
  let made = 0
  const context = { ids: () => `made${++made}`, ...at, ...(side === undefined ? {} : { side }) }
  return { file, into, outcome: takeCase(into.doc, file, source === undefined ? {} : { source }, context) }
}

/** What of a case somebody of this side could have said: told by the table of fields, not by the reader. */
function sayable(text: string, side: Side | undefined): string {
  const fields = new Map(
    Object.values(FACETS as unknown as Record<string, Record<string, { only?: Side; server?: boolean }>>).flatMap(
      (facet) => Object.entries(facet),
    ),
  )
  const mine = ([name]: [string, unknown]) => {
    const field = fields.get(name)
    return field?.server !== true && (field?.only === undefined || field.only === side)
  }
  const keep = (record: object) => Object.fromEntries(Object.entries(record).filter(mine))
  const value = JSON.parse(text)
  for (const element of [...value.elements, ...value.bin]) {
    element.fields = keep(element.fields)
    element.texts = keep(element.texts)
  }
  return canonicalJson(value)
}

const NARRATIVE = [
  { type: 'heading', attrs: { level: 2 }, content: [{ text: 'Why' }] },
  {
    type: 'paragraph',
    content: [
      { text: 'It ' },
      { text: 'locks', marks: { bold: {} } },
      { text: ' after ', marks: { link: { href: 'https://example.org', target: '_blank' } } },
      { type: 'hardBreak' },
      { text: 'five minutes' },
    ],
  },
  {
    type: 'table',
    content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1, rowspan: 1 }, content: [] }] }],
  },
]

function furnished(): Peer {
  const peer = grownCase('ALOF', 'AUDT')
  const mdm = peer.as('mdm')
  mdm.do('add-risk', { capability: 'ALOF', values: { threat: 'Sessions <script>', cve: 'CVE-2026-0001' } })
  mdm.do('add-control', { risk: peer.id('C7-ALOF-1'), values: { ref: 'AC-11', title: 'Lock', responsible: 'shared' } })
  mdm.do('set-field', { element: peer.id('C8-ALOF-1-1'), field: 'acceptanceMdm', value: 'accepted' })
  peer.as('hdo').do('set-field', { element: peer.id('C8-ALOF-1-1'), field: 'acceptanceHdo', value: 'refused' })
  peer.doc.transact(() => narrativeOf(peer.doc, 'C1').insert(0, narrativeParts(NARRATIVE)))
  return peer
}

describe('a case by its own JSON', () => {
  it('[EXC13] into an empty case says the same, byte for byte, but for what only others could have said', () => {
    fc.assert(
      fc.property(
        fc.array(EDITS, { maxLength: 40 }),
        fc.constantFrom<Side | undefined>('mdm', 'hdo', undefined),
        (steps, side) => {
          const peer = furnished()
          const sides = { mdm: peer.as('mdm'), hdo: peer.as('hdo') }
          for (const [index, step] of steps.entries()) edit(index % 2 === 0 ? sides.mdm : sides.hdo, step)
          const text = writeCaseJson(canonicalCase(peer.doc))
          const { into, outcome, file } = bring(text, side)
          expect(outcome.ok).toBe(true)
          expect(into.canonical).toBe(sayable(text, side))
          // Everything that is not there is told, one path each.
          const left = JSON.stringify(JSON.parse(text)) === into.canonical
          expect(file.problems.length === 0).toBe(left)
        },
      ),
      { numRuns: RUNS, seed: Number(process.env.SEED ?? 42) },
    )
  })

  it('[EXC13] keeps narratives with marks, tables and breaks, and names the words of the other side that stay behind', () => {
    const text = furnished().canonical
    const { into, file } = bring(text, 'mdm')
    const [was, is] = [text, into.canonical].map((each) => JSON.parse(each).elements)
    const narrative = (elements: { id: string }[]) => elements.find(({ id }) => id === 'C1')
    expect(narrative(is)).toEqual(narrative(was))
    expect(file.problems).toEqual([
      expect.objectContaining({ done: 'left-out', message: expect.stringContaining('only the hospital writes here') }),
    ])
    expect(file.problems[0]?.path).toMatch(/^elements\[\d+\]\.fields\.acceptanceHdo$/)
  })

  it('[EXC13] goes into a case that has none of its ids, under free names, and says where each came from', () => {
    const own = new Peer('o')
    own.do('add-element', { kind: 'goal', statement: 'The ward is safe' })
    const name = [...own.graph.elements.values()][0]?.name ?? ''
    const other = new Peer('x')
    const top = other.do('add-element', { kind: 'goal', statement: 'The pump is safe' }).created[0] ?? ''
    other.do('rename', { element: top, name })
    const { outcome } = bring(other.canonical, 'mdm', own, 'pump.json')
    expect(must(outcome).renamed).toEqual([expect.objectContaining({ element: top, inFile: name })])
    expect(own.graph.elements.get(top)).toMatchObject({ takenFrom: 'pump.json', takenAt: top })
  })

  it('[EXC13] is refused whole where one of its ids is taken, and the case stays as it was', () => {
    const own = grownCase('ALOF')
    const before = own.canonical
    const { outcome } = bring(furnished().canonical, 'mdm', own)
    expect(outcome).toMatchObject({ ok: false, refusal: { code: 'ids-taken' } })
    expect(own.canonical).toBe(before)
  })

  it('[EXC13] tells what a case cannot hold by its path and takes the rest; a newer or another file is refused', () => {
    const value = JSON.parse(furnished().canonical)
    value.elements[0].kind = 'wish'
    value.elements[1].fields = { colour: 'red' }
    value.elements[2].narrative = [
      { type: 'paragraph', content: [{ text: 'x', marks: { link: { href: 'javascript:1' } } }] },
    ]
    value.relations[0].to = 'not an id'
    value.patterns = [{ id: 'x' }]
    value.elements[3].statement = 'half \ud800 pair'
    const { file, into, outcome } = bring(JSON.stringify(value), 'mdm')
    expect(outcome.ok).toBe(true)
    expect(file.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining([
        'elements[0]',
        'elements[1].fields.colour',
        'elements[2].narrative',
        'relations[0]',
        'patterns[0]',
      ]),
    )
    expect(into.canonical).toContain('half \uFFFD pair')
    for (const text of ['{', '{"elements":[]}', '[]', JSON.stringify({ ...value, schema: 99 })]) {
      expect(readCaseFile(text, 'mdm').ok, text.slice(0, 30)).toBe(false)
    }
    expect(nodesOf(into.doc).size).toBe(value.elements.length + value.bin.length - 1)
  })
})
