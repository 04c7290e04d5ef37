import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { hasSharedData, sharedBytes, sharedFiles } from '../../support/shared-data'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

let server: TestServer
let maria: TestPerson
let omar: TestPerson
let rita: TestPerson
let nobody: TestPerson
let caseId: string
beforeAll(async () => {
  server = await startServer()
  maria = await server.person('maria@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  omar = await server.person('omar@hdo.example')
  rita = await server.person('rita@hdo.example')
  nobody = await server.person('nobody@outside.example')
  caseId = await server.newCase(maria, { template: 'iec-80001-2-9' })
  await server.seat(caseId, omar, 'hdo', ['read', 'edit'])
  await server.seat(caseId, rita, 'hdo', ['read', 'comment', 'approve'])
  await maria.post(`/api/cases/${caseId}/commands`, {
    command: 'decide-capability',
    args: { capability: 'ALOF', decision: 'required' },
  })
})
afterAll(() => server.close())

// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, looked at field by field
type Body = any

async function bring(who: TestPerson, format: string, file: string | Uint8Array, more: string[][] = []) {
  const query = new URLSearchParams([['format', format], ...more, ['name', `our.${format}`]])
  const response = await server.fetch(`/api/cases/${caseId}/import?${query}`, {
    method: 'POST',
    headers: { cookie: who.cookie, origin: server.url },
    body: typeof file === 'string' ? file : new Blob([file as Uint8Array<ArrayBuffer>]),
  })
  return { status: response.status, body: (await response.json()) as Body }
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, each) => all + each, 0)

/** How many changes the case has had: nothing was written while it stays. */
async function seq(): Promise<number> {
  return ((await (await maria.get(`/api/cases/${caseId}`)).json()) as Body).seq
}

async function graph(): Promise<Body> {
  return (await maria.get(`/api/cases/${caseId}/graph`)).json()
}

const YAML = 'G1:\n  text: The pump is secure\n  supportedBy: [Sn1]\nSn1:\n  text: Report\n  supportedBy: [G1]\n'
const CSAF = JSON.stringify({
  document: { csaf_version: '2.0', title: 'Pump', tracking: { id: 'ICSMA-1' } },
  vulnerabilities: [
    {
      cve: 'CVE-2026-0001',
      cwe: { id: 'CWE-613', name: 'Sessions' },
      product_status: { known_affected: ['P'] },
      remediations: [{ category: 'mitigation', details: 'Lock the ward' }],
    },
    { cve: 'CVE-2026-0002', cwe: { id: 'CWE-287' } },
  ],
})

describe('bringing files of other tools into a case', () => {
  it('[EXC10] shows first what it would do and does nothing', async () => {
    const before = await graph()
    const dry = [['dry-run', 'true']]
    const yaml = await bring(omar, 'gsn-yaml', YAML, dry)
    expect(yaml).toMatchObject({
      status: 200,
      body: { dryRun: true, elements: { goal: 1, solution: 1 }, relations: 1 },
    })
    expect(yaml.body.illegal).toMatchObject([{ reason: 'illegal' }])
    const csaf = await bring(omar, 'csaf', CSAF, [...dry, ['accept', 'all']])
    expect(csaf.body.suggestions).toMatchObject([{ key: 'CVE-2026-0001', taken: [] }, { key: 'CVE-2026-0002' }])
    expect((await graph()).seq).toBe(before.seq)
  })

  it('[EXC10] takes an argument, and again nothing', async () => {
    const first = await bring(omar, 'gsn-yaml', YAML, [['under', 'C1']])
    expect(first.body.created).toHaveLength(2)
    const after = await graph()
    expect(after.elements.some(({ statement }: Body) => statement === 'The pump is secure')).toBe(true)
    expect((await bring(maria, 'gsn-yaml', YAML)).body).toMatchObject({ created: [], there: 2, differing: [] })
    expect((await graph()).digest).toBe(after.digest)
  })

  it('[EXC6] takes only what was accepted, and says what was taken before', async () => {
    expect((await bring(omar, 'csaf', CSAF)).body.created).toBeUndefined()
    const taken = await bring(omar, 'csaf', CSAF, [['accept', 'CVE-2026-0001@ALOF']])
    expect(taken.body.refused).toEqual([])
    expect(taken.body.suggestions).toMatchObject([{ taken: ['ALOF'] }, { taken: [] }])
    const { elements } = await graph()
    const risk = elements.find(({ fields }: Body) => fields.cve === 'CVE-2026-0001')
    expect(risk).toMatchObject({ role: 'C7', capability: 'ALOF' })
    expect(elements.filter(({ statement }: Body) => statement === 'Lock the ward')).toHaveLength(1)
    expect((await bring(maria, 'csaf', CSAF, [['accept', 'all']])).body).toMatchObject({
      created: [],
      there: ['CVE-2026-0001'],
    })
    expect(await bring(omar, 'csaf', CSAF, [['accept', 'CVE-1@ALOF']])).toMatchObject({
      status: 422,
      body: { error: { code: 'accept-unknown' } },
    })
  })

  it('[EXC9] reads a disclosure statement from a workbook', async () => {
    const sheet = [
      ['MDS2', '', ''],
      ['ALOF-1', 'Can it?', 'Yes'],
      ['ALOF-2', 'Can it?', 'No'],
    ]
    const cells = sheet.map((row) => row.map((value) => ({ value })))
    const blob = await writeXlsxFile(cells).toBuffer()
    const taken = await bring(omar, 'mds2', new Uint8Array(blob), [['accept', 'all']])
    expect(taken.body.created).toHaveLength(1)
  })

  it('[EXC1] goes out again in every format, to everybody who may read, with what is lost told first', async () => {
    for (const format of ['json', 'gsn-yaml', 'ltac', 'sacm']) {
      const address = `/api/cases/${caseId}/export?format=${format}`
      const response = await rita.get(address)
      expect(response.status, format).toBe(200)
      expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="a-case\./)
      expect(await response.text(), format).toContain('The pump is secure')
      const dry = (await (await rita.get(`${address}&dry-run=true`)).json()) as Body
      expect(dry.lost.length > 0, format).toBe(format !== 'json')
      expect((await nobody.get(address)).status).toBe(404)
    }
    const oscal = (await (await rita.get(`/api/cases/${caseId}/export?format=oscal`)).json()) as Body
    expect(oscal['component-definition'].metadata.parties.map(({ name }: Body) => name)).toEqual(['M', 'H'])
    expect((await rita.get(`/api/cases/${caseId}/export?format=word`)).status).toBe(400)
  })

  it('[EXC10] only from people who may edit, and to nobody else it exists', async () => {
    for (const [format, file] of [
      ['gsn-yaml', YAML],
      ['csaf', CSAF],
    ] as const) {
      expect((await bring(rita, format, file)).status).toBe(403)
      expect((await bring(nobody, format, file)).status).toBe(404)
    }
  })

  it('[EXC1] hostile files are refused with a sentence and nothing of them is taken', async () => {
    const before = await graph()
    const bombs: [string, string][] = [
      ['sacm', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'],
      ['sacm', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'],
      ['tea', '['.repeat(200_000)],
      ['csaf', `{"document":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
      ['gsn-yaml', `a: &a [${'x,'.repeat(1000)}]\n`],
      ['cyclonedx', '\u0000\u0001'],
      ['mds2', 'PK\u0003\u0004nonsense'],
      ['ltac', '\u0000'.repeat(1000)],
    ]
    for (const [format, text] of bombs) {
      const { status, body } = await bring(omar, format, text)
      expect(status, format).toBeGreaterThanOrEqual(400)
      expect(status, format).toBeLessThan(500)
      expect(body.error.message, format).toMatch(/^[A-Z].*\.$/)
    }
    expect((await graph()).digest).toBe(before.digest)
  })

  it.skipIf(!hasSharedData)(
    '[EXC1] [EXC15] every real file is known by its content and goes in, or is refused with line or reason, never half',
    async () => {
      const form = JSON.parse(Buffer.from(sharedBytes('mds2/mds2-2019-questions.json')).toString()) as Body
      const rows = form.questions.map((each: Body) => [each.id, each.about ?? '', each.answer ?? '', each.note ?? ''])
      const workbook = await writeXlsxFile(
        [['Question', 'About', 'Answer', 'Note'], ...rows].map((row) => row.map((value: string) => ({ value }))),
      ).toBuffer()
      const all: [string, string, Uint8Array][] = [
        ...sharedFiles('gsn-yaml', '.yaml').map((path) => ['gsn-yaml', path, sharedBytes(path)]),
        ...sharedFiles('ltac', '.ltac').map((path) => ['ltac', path, sharedBytes(path)]),
        ...sharedFiles('sacm', '.xml').map((path) => ['sacm', path, sharedBytes(path)]),
        ...sharedFiles('tea/current', '.json').map((path) => ['tea', path, sharedBytes(path)]),
        ...sharedFiles('csaf', '.json')
          .filter((path) => path.includes('icsma'))
          .map((path) => ['csaf', path, sharedBytes(path)]),
        ...sharedFiles('sbom-vex', '.json').map((path) => ['cyclonedx', path, sharedBytes(path)]),
        ['mds2', 'mds2/mds2-2019-questions.json', sharedBytes('mds2/mds2-2019-questions.json')],
        ['mds2', 'mds2/the same as a workbook.xlsx', new Uint8Array(workbook)],
      ] as [string, string, Uint8Array][]
      const table: string[] = []
      for (const [format, path, bytes] of all) {
        const before = await seq()
        const { status, body } = await bring(maria, 'auto', bytes, [
          ['name', path],
          ['accept', 'all'],
        ])
        expect([200, 400, 422], path).toContain(status)
        if (status !== 200) {
          const { message, details } = body.error
          expect(message, path).toMatch(/^[A-Z].*\.$/)
          // Refused whole: the case is as it was.
          expect(await seq(), path).toBe(before)
          table.push(
            `${path.padEnd(56)} refused${details?.line === undefined ? '' : `, line ${details.line}`}: ${message}`,
          )
          continue
        }
        expect(body.format, path).toBe(format)
        for (const { line, path: place } of body.problems) expect(line ?? place, path).toBeDefined()
        const count = body.elements === undefined ? body.suggestions.length : sum(body.elements)
        const offered =
          body.elements === undefined
            ? `${body.products.length} products, ${body.texts.length} notes`
            : `${body.illegal.length} not counted`
        table.push(
          `${path.padEnd(56)} ${format.padEnd(9)} ${String(count).padStart(4)} read, ${offered}, ${body.problems.length} told, ${(body.created ?? []).length} made`,
        )
      }
      console.info(`\n${table.join('\n')}\n`)
      expect(table).toHaveLength(all.length)
      expect((await graph()).elements.length).toBeGreaterThan(200)
    },
    120_000,
  )

  it('[EXC1] one that is larger than a file may be is refused before it is read whole', async () => {
    expect((await bring(omar, 'ltac', new Uint8Array(21_000_000))).status).toBe(413)
  })
})
