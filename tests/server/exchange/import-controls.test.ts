import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { openWorkbook } from '@/server/exchange/open-workbook'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
let omar: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  omar = await server.person('omar@hdo.example')
  caseId = await server.newCase(maria)
  await server.seat(caseId, omar, 'hdo', ['read', 'edit'])
})
afterAll(() => server.close())

interface Imported {
  added?: number
  unchanged?: number
  missing?: number
  removed?: number
  problems?: { line: number; reason: string }[]
  rows?: object[]
  error?: { code: string; message: string; details?: { problems: { line: number }[] } }
}

async function bring(who: TestPerson, file: string | Uint8Array, more: Record<string, string> = {}, id = caseId) {
  const query = new URLSearchParams({ format: 'controls', name: 'our controls.csv', ...more })
  const response = await server.fetch(`/api/cases/${id}/import?${query}`, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: server.url },
    body: typeof file === 'string' ? file : new Blob([file as Uint8Array<ArrayBuffer>]),
  })
  return { status: response.status, body: (await response.json()) as Imported }
}

async function table(
  who: TestPerson,
  id = caseId,
): Promise<{ side: string; ref: string; by: string; source: string }[]> {
  return ((await (await who.get(`/api/cases/${id}/controls`)).json()) as { controls: never[] }).controls
}

const TWO = 'capability,standard,ref,title\nALOF,House,H-1,Lock\nAUDT,House,H-2,Log\n'

describe("bringing an organisation's own control table", () => {
  it('[CTL23] shows first what it would do and does nothing', async () => {
    const { status, body } = await bring(omar, TWO, { 'dry-run': 'true' })
    expect(status).toBe(200)
    expect(body).toMatchObject({ dryRun: true, added: 2, unchanged: 0, problems: [] })
    expect(await table(omar)).toEqual([])
  })

  it('[CTL24] imports once, however often it is asked to, and both sides see whose it is', async () => {
    expect((await bring(omar, TWO)).body).toMatchObject({ added: 2, unchanged: 0 })
    expect((await bring(omar, TWO)).body).toMatchObject({ added: 0, unchanged: 2 })
    const [again, once] = await Promise.all([
      bring(omar, `${TWO}CNFS,House,H-3,Set up`),
      bring(omar, `${TWO}CNFS,House,H-3,Set up`),
    ])
    expect([again.body.added, once.body.added].sort()).toEqual([0, 1])
    const seen = await table(maria)
    expect(seen.map(({ side, ref, by, source }) => [side, ref, by, source])).toEqual([
      ['hdo', 'H-1', 'omar', 'our controls.csv'],
      ['hdo', 'H-2', 'omar', 'our controls.csv'],
      ['hdo', 'H-3', 'omar', 'our controls.csv'],
    ])
  })

  it('[CTL24] takes out what the file no longer holds only when asked, and only of the own side', async () => {
    await bring(maria, 'ref,title\nM-1,Ours')
    const less = 'capability,standard,ref,title\nALOF,House,H-1,Lock\n'
    expect((await bring(omar, less)).body).toMatchObject({ missing: 2, removed: 0 })
    expect(await table(omar)).toHaveLength(4)
    expect((await bring(omar, less, { replace: 'true' })).body).toMatchObject({ missing: 2, removed: 2 })
    expect((await table(omar)).map(({ side, ref }) => [side, ref])).toEqual([
      ['hdo', 'H-1'],
      ['mdm', 'M-1'],
    ])
  })

  it('[CTL23] imports nothing past a bad line unless asked, and names every one', async () => {
    const id = await server.newCase(maria)
    const bad = `${TWO}NOPE,House,H-4,Unknown\nALOF,House,,\n`
    const refused = await bring(maria, bad, {}, id)
    expect(refused.status).toBe(422)
    expect(refused.body.error?.code).toBe('lines-bad')
    expect(refused.body.error?.details?.problems.map(({ line }) => line)).toEqual([4, 5])
    expect(await table(maria, id)).toEqual([])
    expect((await bring(maria, bad, { 'skip-bad': 'true' }, id)).body).toMatchObject({ added: 2 })
  })

  it('[CTL23] reads a workbook as it reads text, and keeps numbers as they stand', async () => {
    const id = await server.newCase(maria)
    const rows = [
      ['Capability', 'Standard', 'Ref', 'Title'],
      ['ALOF', 'ISO/IEC 27002:2022', 8.1, 'User endpoint devices'],
      ['???', 'x', 'y', 'z'],
    ].map((cells) => cells.map((value) => ({ value, type: typeof value === 'number' ? Number : String })))
    const { toBuffer } = writeXlsxFile(rows as never) as unknown as { toBuffer(): Promise<Buffer> }
    const { body } = await bring(maria, new Uint8Array(await toBuffer()), { 'dry-run': 'true' }, id)
    expect(body.rows).toEqual([
      { capability: 'ALOF', standard: 'ISO/IEC 27002:2022', ref: '8.1', title: 'User endpoint devices', line: 2 },
    ])
    expect(body.problems?.map(({ line }) => line)).toEqual([3])
  })

  it('[CTL23] is for people of a side who may edit', async () => {
    const reader = await server.person('reader@assessor.example')
    await server.seat(caseId, reader, undefined, ['read'])
    const helper = await server.person('helper@assessor.example')
    await server.seat(caseId, helper, undefined, ['read', 'edit'])
    const outsider = await server.person('nobody@outside.example')
    expect((await bring(reader, TWO)).status).toBe(403)
    expect((await bring(helper, TWO)).body.error?.code).toBe('no-side')
    expect((await bring(outsider, TWO)).status).toBe(404)
    expect((await outsider.get(`/api/cases/${caseId}/controls`)).status).toBe(404)
    expect((await bring(maria, TWO, { format: '__proto__' })).body.error?.code).toBe('format-unknown')
    expect((await bring(maria, 'x'.repeat(5_000_001))).status).toBe(413)
  })
})

const SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
const workbook = (sheet: string) =>
  zipSync({
    '[Content_Types].xml': new TextEncoder().encode('<Types/>'),
    'xl/workbook.xml': new TextEncoder().encode(
      '<workbook><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': new TextEncoder().encode(
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': new TextEncoder().encode(sheet),
  })

describe('a workbook that means harm', () => {
  const codeOf = async (bytes: Uint8Array) => {
    const outcome = await openWorkbook(bytes)
    return outcome.ok ? 'ok' : outcome.refusal.code
  }

  it('[CTL25] that unpacks to far more than it is, is refused', async () => {
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(60_000_000) }, { level: 9 })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await codeOf(bomb)).toBe('workbook-too-large')
    // The same with a claim that it is small.
    const lying = Buffer.from(bomb)
    lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
    expect(await codeOf(lying)).toBe('workbook-too-large')
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`xl/${i}.xml`, new Uint8Array(1)]))
    expect(await codeOf(zipSync(many))).toBe('workbook-too-large')
  })

  it('[CTL25] with a cell where no table reaches, is refused however the address is spelled', async () => {
    const cells = [
      '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
      '<row r="1"><c r="XFD1"><v>1</v></c></row>',
      `<row r="1"><c s="${' '.repeat(5000)}" r='XFD9'><v>1</v></c></row>`,
      '<row r="1"><c r="&#88;FD1"><v>1</v></c></row>',
      '<x:row r="999999"/>',
    ]
    for (const cell of cells) {
      expect(await codeOf(workbook(`${SHEET}${cell}</sheetData></worksheet>`)), cell.slice(0, 60)).toBe(
        'workbook-too-large',
      )
    }
    expect(await codeOf(workbook(`${SHEET}${'<c '.repeat(300_000)}`))).not.toBe('ok')
  })

  it('[CTL25] that is none, or cut off, is refused with a sentence', async () => {
    const whole = workbook(`${SHEET}</sheetData></worksheet>`)
    const files = [
      new Uint8Array([0x50, 0x4b, 3, 4]),
      whole.slice(0, whole.length - 30),
      new Uint8Array(1000).fill(0x50),
    ]
    for (const bytes of files) expect(await codeOf(bytes)).toBe('workbook-unreadable')
  })
})
