import { describe, expect, it } from 'vitest'
import { createReader } from '@/lib/case/read'
import { fileTable } from '@/lib/exchange/table-file'
import { allFindings } from '@/lib/findings/all-findings'
import { countFound } from '@/lib/table/found'
import { keepRows, type Table } from '@/lib/table/table'
import { TABLES } from '@/lib/table/tables'
import { Peer } from '../../support/case'

const TODAY = '2026-11-21'

/** A case with a shared control that is late at the hospital, an unowned one, and a risk without any. */
function story() {
  const peer = new Peer('maria', 'mdm')
  peer.do('grow-case', { capabilities: ['ALOF'] })
  peer.do('decide-capability', { capability: 'ALOF', decision: 'required' })
  const risk = peer.do('add-risk', { capability: 'ALOF', values: { threat: 'A session stays open' } }).created[0]
  peer.do('add-risk', { capability: 'ALOF', values: { vulnerability: 'A port is open' } })
  const shared = peer.do('add-control', {
    risk,
    values: {
      standard: 'IEC 62443-4-2',
      ref: 'CR 2.5',
      basis: 'editorial',
      responsible: 'shared',
      dueHdo: '2026-11-20',
    },
  }).created[0]
  const unowned = peer.do('add-control', { risk }).created[0]
  const evidence = peer.do('add-evidence', { claim: shared, statement: 'Test report' }).created[0]
  return { peer, risk, shared, unowned, evidence }
}

function read(table: Table, peer: Peer) {
  const { graph } = peer
  const rows = table.rows(graph, { found: countFound(allFindings(graph, TODAY)), today: TODAY })
  const text = (row: number, key: string) => {
    const column = table.columns.find((each) => each.key === key)
    const found = rows[row]
    if (column === undefined || found === undefined) throw new Error(`No ${key} in row ${row}`)
    return column.text(found)
  }
  return { rows, text }
}

describe('the tables', () => {
  it.each(Object.values(TABLES))(
    '[TAB1] $name has one row for each key and one column for each name',
    (table: Table) => {
      const { rows } = read(table, story().peer)
      expect(rows.length).toBeGreaterThan(0)
      expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length)
      expect(new Set(table.columns.map(({ key }) => key)).size).toBe(table.columns.length)
      expect(table.groups.filter((key) => !table.columns.some((column) => column.key === key))).toEqual([])
      expect(table.columns[0]).toMatchObject({ key: 'name', locked: true })
    },
  )

  it('[TAB10] puts the duties of both sides beside each other and marks only the side that is late', () => {
    const { peer } = story()
    const { rows, text } = read(TABLES.responsibilities, peer)
    expect(rows).toHaveLength(3)
    expect([text(0, 'who'), text(1, 'who'), text(2, 'who')]).toEqual(['Manufacturer', 'Hospital', 'Nobody named'])
    expect([text(0, 'deadline'), text(1, 'deadline')]).toEqual(['No date', 'Overdue'])
    expect([text(0, 'dutyMdm'), text(0, 'dutyHdo'), text(2, 'dutyMdm')]).toEqual([
      'Duty not written yet',
      'Duty not written yet',
      '',
    ])
  })

  it('[TAB8] shows a risk without control and a control without evidence as rows with a gap', () => {
    const { peer } = story()
    const { text } = read(TABLES.matrix, peer)
    expect([text(0, 'evidence'), text(1, 'evidence'), text(2, 'control')]).toEqual([
      'Test report',
      'No evidence yet',
      'No control yet',
    ])
    expect([text(0, 'gaps'), text(1, 'responsible')]).toEqual(['0', 'Nobody named'])
    expect(text(2, 'threatOrVulnerability')).toBe('A port is open')
  })

  it('[TAB8] says what rests on a piece of evidence and what both sides say of it', () => {
    const { peer, evidence } = story()
    peer.do('set-field', { element: evidence, field: 'adequateMdm', value: 'yes' })
    peer.do('set-field', { element: evidence, field: 'suitableMdm', value: 'no' })
    const { text } = read(TABLES.evidence, peer)
    expect(text(0, 'claims')).toBe('C8-ALOF-1-1')
    expect([text(0, 'viewMdm'), text(0, 'viewHdo')]).toEqual(['Adequate, not suitable', ''])
  })

  it('[TAB9] writes where a control was chosen from into every file with controls, whatever was put away', () => {
    const { peer } = story()
    for (const table of [TABLES.matrix, TABLES.responsibilities] as readonly Table[]) {
      const { rows } = read(table, peer)
      const standard = table.columns.filter(({ key }) => key === 'standard')
      const file = fileTable(table, standard, rows)
      const at = file.columns.findIndex(({ label }) => label === 'Chosen from')
      expect(file.rows[0]?.[at]).toBe('Proposal')
      expect(file.legend.find(([word]) => word === 'Proposal')?.[1]).toContain('Not a row of IEC TR 80001-2-8')
      expect(file.rows.every((row) => row[at] !== undefined || row[0] === undefined)).toBe(true)
    }
  })

  it('[TAB4] a cell that can be written names the one field that it shows', () => {
    const { peer } = story()
    const { graph } = peer
    let seen = 0
    for (const table of Object.values(TABLES) as readonly Table[]) {
      for (const row of read(table, peer).rows) {
        for (const column of table.columns) {
          const place = column.field?.(row)
          const element = place && graph.elements.get(place.element)
          if (place === undefined || element === undefined || column.type !== 'text') continue
          if (column.text(row) === column.gap?.(row)) continue
          const held =
            place.field === 'statement'
              ? element.statement
              : (element.texts[place.field] ?? element.fields[place.field] ?? '')
          const shown = column.text(row)
          // A risk that nobody has described shows its claim instead.
          if (shown !== String(held)) expect([shown, held]).toEqual([element.statement, ''])
          seen++
        }
      }
    }
    expect(seen).toBeGreaterThan(40)
  })

  it('[TAB2] one edit makes one row anew: all others are the same objects as before', () => {
    const { peer, unowned } = story()
    const reader = createReader(peer.doc)
    const rowsNow = () => {
      const found = countFound(allFindings(reader.graph(), TODAY))
      return TABLES.responsibilities.rows(reader.graph(), { found, today: TODAY })
    }
    const before = rowsNow()
    peer.do('set-field', { element: unowned, field: 'owner', value: 'Tom' })
    const after = keepRows(new Map(before.map((row) => [row.key, row])), rowsNow())
    expect(after.map((row, i) => row === before[i])).toEqual([true, true, false])
    reader.destroy()
  })
})
