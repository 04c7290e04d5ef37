import Papa from 'papaparse'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TABLES } from '@/lib/table/tables'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let owner: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  owner = await server.person('owner@mdm.example', { name: 'Maria Vogel', organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner, { title: 'Ward "pump"', template: 'iec-80001-2-9' })
  const run = async (command: string, args: object) => {
    const answer = await owner.post(`/api/cases/${caseId}/commands`, { command, args })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { created: string[] }).created
  }
  await run('decide-capability', { capability: 'ALOF', decision: 'required' })
  const [risk] = await run('add-risk', { capability: 'ALOF', values: { threat: '=cmd|calc' } })
  await run('add-control', { risk, values: { title: 'Lock', ref: 'AC-11', basis: 'editorial', responsible: 'shared' } })
})
afterAll(() => server.close())

const take = (person: TestPerson, query: string, id = caseId) => person.get(`/api/cases/${id}/export?${query}`)

describe('a table as a file', () => {
  it.each(Object.values(TABLES))('[SHT4] $name holds every row and column, in both formats', async (table) => {
    const csv = await take(owner, `format=csv&reading=${table.name}`)
    expect(csv.status).toBe(200)
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="ward-pump-[a-z-]+\.csv"$/)
    expect(csv.headers.get('cache-control')).toBe('private, no-store')
    const bytes = new Uint8Array(await csv.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const cells = Papa.parse<string[]>(new TextDecoder().decode(bytes), { skipEmptyLines: true }).data
    expect(cells[0]).toEqual(table.columns.map(({ label }) => label))

    const xlsx = await take(owner, `format=xlsx&reading=${table.name}`)
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml')
    const rows = await readSheet(Buffer.from(await xlsx.arrayBuffer()))
    expect(rows[0]).toEqual(cells[0])
    expect(rows.length).toBe(cells.length)
  })

  it('[SHT1] [TAB9] runs nothing that somebody typed, and names the origin of a control', async () => {
    const register = await (await take(owner, 'format=csv&reading=register')).text()
    expect(register).toContain("'=cmd|calc")
    const matrix = Buffer.from(await (await take(owner, 'format=xlsx&reading=matrix')).arrayBuffer())
    const rows = await readSheet(matrix)
    const at = rows[0]?.indexOf('Chosen from') ?? -1
    expect(rows[1]?.[at]).toBe('Proposal')
    const legend = await readSheet(matrix, 'Legend')
    expect(legend.find(([word]) => word === 'Proposal')?.[1]).toContain('Not a row of IEC TR 80001-2-8')
    const about = Object.fromEntries((await readSheet(matrix, 'About this file')) as [string, unknown][])
    expect(about).toMatchObject({ Case: 'Ward "pump"', 'Written for': 'Maria Vogel' })
    const { seq } = (await (await owner.get(`/api/cases/${caseId}`)).json()) as { seq: number }
    expect(about['State: number of the last change']).toBe(seq)
  })

  it('[SHT5] is for whoever may read the case, and to anybody else there is nothing', async () => {
    const people = {
      editor: [['hdo', ['read', 'edit']], 200],
      reviewer: [['hdo', ['read', 'comment', 'approve']], 200],
      assessor: [[undefined, ['read']], 200],
      blind: [['hdo', ['edit', 'administer']], 404],
    } as const
    for (const [name, [[side, rights], status]] of Object.entries(people)) {
      const person = await server.person(`${name}@export.example`)
      await server.seat(caseId, person, side, rights)
      for (const format of ['csv', 'xlsx']) {
        expect((await take(person, `format=${format}&reading=evidence`)).status, name).toBe(status)
      }
    }
    const outsider = await server.person('outsider@export.example')
    for (const query of ['format=csv&reading=register', 'format=pdf', '']) {
      const there = await take(outsider, query)
      const absent = await take(outsider, query, 'absent0000')
      expect([there.status, await there.json()]).toEqual([absent.status, await absent.json()])
      expect(there.status).toBe(404)
    }
    expect((await server.fetch(`/api/cases/${caseId}/export?format=csv&reading=register`)).status).toBe(401)
  })

  it('[SHT5] says what can be asked for when something else was', async () => {
    for (const [query, words] of [
      ['format=csv', 'register, matrix, responsibilities, documents, evidence'],
      ['format=csv&reading=__proto__', 'reading is one of'],
      ['format=exe&reading=register', 'csv, xlsx'],
    ]) {
      const answer = await take(owner, query ?? '')
      expect(answer.status).toBe(400)
      expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(words)
    }
  })
})
