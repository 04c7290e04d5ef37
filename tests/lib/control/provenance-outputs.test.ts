import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { CAPABILITY_CODES, controlsFor } from '@/catalog'
import { casePart, type Material, makeContent } from '@/lib/agreement/content'
import { freeze } from '@/lib/agreement/freeze'
import { readCanonical } from '@/lib/agreement/manifest'
import { canonicalCase } from '@/lib/case/canonical-case'
import { isPrintedFor, PROVENANCE } from '@/lib/control/provenance'
import { fileTable, toCsv } from '@/lib/exchange/table-file'
import { toSheets } from '@/lib/exchange/table-workbook'
import type { Row } from '@/lib/table/column'
import type { Table } from '@/lib/table/table'
import { TABLES } from '@/lib/table/tables'
import { Story } from '../../support/agreement'
import { grownCase } from '../../support/case'

const ROWS = controlsFor('ALOF')
const EDITORIAL = ROWS.filter(({ basis }) => basis === 'editorial').slice(0, 12)
const PUBLISHED = ROWS.filter(({ basis }) => basis === 'published').slice(0, 2)
const REPORT = /80001-2-8/g

/** A case that argues with proposals of the catalogue, and two published rows among them. */
function story() {
  const peer = grownCase('ALOF')
  const risk = peer.do('add-risk', { capability: 'ALOF' }).created[0]
  for (const { standard, ref, title, basis } of [...EDITORIAL, ...PUBLISHED]) {
    peer.do('add-control', { risk, values: { standard, ref, title, basis, responsible: 'mdm', dutyMdm: 'Does it.' } })
  }
  return peer
}

/** Every row of a file that names a control of an editorial row says so in the same row, and nothing calls it else. */
function expectLabelled(head: readonly unknown[], rows: readonly (readonly unknown[])[]): number {
  const at = (label: string) => head.indexOf(label)
  const [standard, ref, basis] = [at('Standard'), at('Reference'), at('Chosen from')]
  if (standard < 0 && ref < 0) return 0
  expect(basis).toBeGreaterThanOrEqual(0)
  let seen = 0
  for (const row of rows) {
    const named = EDITORIAL.some((each) => each.standard === row[standard] && each.ref === row[ref])
    if (!named) continue
    seen++
    expect(row[basis]).toBe(PROVENANCE.editorial.label)
  }
  return seen
}

describe('a proposal of the catalogue in everything that leaves the case', () => {
  const peer = story()
  const around = { found: new Map(), today: '2026-11-21' }
  const files = (Object.values(TABLES) as readonly Table[]).map((table) => {
    const rows: readonly Row[] = table.rows(peer.graph, around)
    return fileTable(table, table.columns, rows)
  })

  it('[CTL18] is labelled in each row of every CSV table', () => {
    let seen = 0
    for (const file of files) {
      const [head = [], ...rows] = Papa.parse<string[]>(toCsv(file).slice(1)).data
      seen += expectLabelled(head, rows)
    }
    // The matrix and the responsibilities; the other tables name no control's standard.
    expect(seen).toBe(2 * EDITORIAL.length)
  })

  it('[CTL18] is labelled in each row of every workbook, which says what the label means', async () => {
    let seen = 0
    for (const file of files) {
      const sheets = toSheets(file, { caseTitle: 'Pump', at: '2026-11-21T12:00:00.000Z', by: 'Mara', seq: 1 })
      const book = await writeXlsxFile([...sheets]).toBuffer()
      const [head = [], ...rows] = await readSheet(book)
      const labelled = expectLabelled(head, rows)
      seen += labelled
      if (labelled > 0) expect(JSON.stringify(await readSheet(book, 'Legend'))).toContain(PROVENANCE.editorial.meaning)
    }
    expect(seen).toBe(2 * EDITORIAL.length)
  })

  it('[CTL18] carries its origin in the same object of the graph as JSON', () => {
    const { elements } = canonicalCase(peer.doc)
    const controls = elements.filter(({ fields }) => fields.standard !== undefined || fields.ref !== undefined)
    expect(controls).toHaveLength(EDITORIAL.length + PUBLISHED.length)
    for (const { fields } of controls) {
      const editorial = EDITORIAL.some(({ standard, ref }) => standard === fields.standard && ref === fields.ref)
      expect(fields.basis).toBe(editorial ? 'editorial' : 'published')
    }
  })

  it('[AGR10] [CTL18] is labelled on the signed page wherever it is named, and the report is named only to deny it', () => {
    const frozen = new Story().propose()
    const parts = frozen.files.filter(({ path }) => path.startsWith('content/'))
    const material = Object.fromEntries(
      parts.map(({ path, bytes }) => [path.slice('content/'.length, -'.json'.length), readCanonical(bytes)]),
    ) as unknown as Material
    const content = makeContent({ ...material, case: casePart(canonicalCase(peer.doc)) })
    const file = freeze(frozen.manifest, content).files.find(({ path }) => path.endsWith('.html'))
    const page = new TextDecoder().decode(file?.bytes).replaceAll('&#39;', "'").replaceAll('&amp;', '&')
    for (const { standard, ref, title } of EDITORIAL) {
      expect(page, ref).toContain(`${standard} ${ref} ${title} (Proposal)`)
      expect(page.split(`${standard} ${ref} ${title}`)).toHaveLength(
        page.split(`${standard} ${ref} ${title} (Proposal)`).length,
      )
    }
    expect(page.split(`${PROVENANCE.editorial.label}: ${PROVENANCE.editorial.meaning}`).length).toBeGreaterThan(
      EDITORIAL.length,
    )
    for (const { index } of page.matchAll(REPORT)) expect(page.slice(index - 40, index)).toContain('Not a row of')
  })

  it('[CTL26] only the 25 published rows may be called published, each for its own capability', () => {
    let printed = 0
    for (const code of CAPABILITY_CODES) {
      for (const row of controlsFor(code)) {
        const { standard, ref, title } = row
        const alike = controlsFor(code).some(
          (each) => each.basis === 'published' && each.standard === standard && each.ref === ref,
        )
        expect(isPrintedFor(code, { standard, ref, title })).toBe(alike)
        if (row.basis === 'published') printed++
      }
    }
    expect(printed).toBe(25)
    const [row] = PUBLISHED
    expect(isPrintedFor('AUDT', { standard: row?.standard ?? '', ref: row?.ref ?? '' })).toBe(false)
    expect(isPrintedFor(undefined, {})).toBe(false)
  })
})
