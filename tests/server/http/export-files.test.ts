import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { readPdf } from '../document/pdf-reader'

let server: TestServer
let mia: TestPerson
let hana: TestPerson
let assessor: TestPerson
let caseId: string

beforeAll(async () => {
  server = await startServer()
  mia = await server.person('mia@mdm.example', { name: 'Mia Lang', organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { name: 'Hana Roth', organisation: 'Clinic', side: 'hdo' })
  assessor = await server.person('reader@assessor.example')
  caseId = await server.newCase(mia, { title: 'Ward <pump> "7"', template: 'iec-80001-2-9' })
  await server.seat(caseId, hana, 'hdo', ['read', 'comment', 'edit'])
  await server.seat(caseId, assessor, undefined, ['read'])
  const run = async (person: TestPerson, command: string, args: object) => {
    const answer = await person.post(`/api/cases/${caseId}/commands`, { command, args })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { created: string[] }).created
  }
  await run(mia, 'decide-capability', { capability: 'ALOF', decision: 'required' })
  const [risk] = await run(mia, 'add-risk', { capability: 'ALOF', values: { threat: 'Open session' } })
  const [control] = await run(mia, 'add-control', { risk, values: { title: 'Lock', responsible: 'mdm' } })
  await run(mia, 'set-field', { element: control, field: 'ownerMdm', value: 'Vera Quill' })
  const values = { side: 'mdm', confidentiality: 'own-side', reference: 'vault-7' }
  await run(mia, 'add-evidence', { claim: control, statement: 'Secret audit', values })
  for (const [person, audience, text] of [
    [mia, 'side', 'Pumps among themselves'],
    [hana, 'side', 'Clinic among themselves'],
    [hana, 'all', 'Clinic to both'],
  ] as const) {
    expect((await person.post(`/api/cases/${caseId}/threads`, { element: 'C2-ALOF', audience, text })).status).toBe(201)
  }
}, 120_000)
afterAll(() => server.close())

const take = (person: TestPerson, query: string) => person.get(`/api/cases/${caseId}/export?${query}`)

/** Lines end wherever a column does: words are looked for without the blanks between them. */
const squeezed = (text: string) => text.replace(/\s+/g, '')

function pdfText(bytes: Uint8Array): string {
  const { pages, streams, objects } = readPdf(bytes)
  return [...pages, ...streams, ...objects.values()].join('\n')
}

/** Every byte of a file that says something, whatever it is packed in. */
async function readable(query: string, bytes: Uint8Array): Promise<string> {
  if (query.includes('format=pdf')) return pdfText(bytes)
  const plain = Buffer.from(bytes)
  if (plain.subarray(0, 2).toString() !== 'PK') return plain.toString('utf8')
  return Object.values(unzipSync(bytes))
    .map((each) => Buffer.from(each).toString('utf8'))
    .join('\n')
}

/** Everything that can be taken along; reports of one capability, because the whole is composed of the same parts. */
const FILES = [
  ...['json', 'gsn-yaml', 'ltac', 'sacm', 'oscal', 'svg'].map((format) => `format=${format}`),
  'format=pdf&capability=ALOF',
  'format=docx&capability=ALOF',
  'format=docx&reading=premarket',
  ...['register', 'matrix', 'responsibilities', 'documents', 'evidence', 'premarket'].map(
    (reading) => `format=csv&reading=${reading}`,
  ),
  'format=xlsx&reading=evidence',
  'format=xlsx&reading=responsibilities',
]

const SECRETS = {
  pumps: ['Pumps among themselves'],
  clinic: ['Clinic among themselves'],
  inside: ['Clinic to both', 'Vera Quill', 'Secret audit', 'vault-7', 'Mia Lang', 'Hana Roth'],
}

describe('files for an audience', () => {
  it('[FOR1] [FOR4] [FOR5] no byte of any file holds what its audience may not read', async () => {
    const seen = new Set<string>()
    for (const [person, audience, never] of [
      [mia, 'own', SECRETS.clinic],
      [mia, 'both', [...SECRETS.pumps, ...SECRETS.clinic]],
      [mia, 'outside', [...SECRETS.pumps, ...SECRETS.clinic, ...SECRETS.inside]],
      [assessor, 'outside', [...SECRETS.pumps, ...SECRETS.clinic, ...SECRETS.inside]],
    ] as const) {
      for (const query of FILES) {
        const answer = await take(person, `${query}&audience=${audience}`)
        expect(answer.status, query).toBe(200)
        const text = await readable(query, new Uint8Array(await answer.arrayBuffer()))
        for (const secret of never) {
          // A table says for whom it was written: that is the person who asked for it.
          if (secret === person.name && query.includes('xlsx')) continue
          expect(squeezed(text).includes(squeezed(secret)), `${secret} in ${query} for ${audience}`).toBe(false)
        }
        for (const secret of Object.values(SECRETS).flat())
          if (squeezed(text).includes(squeezed(secret))) seen.add(secret)
      }
    }
    // The search finds what there is to find.
    expect(seen).toContain('Pumps among themselves')
    expect(seen).toContain('Secret audit')
    expect(seen).toContain('Vera Quill')
  }, 300_000)

  it('[FOR3] what one side says among itself is counted for its own people, and leaves no trace for anybody else', async () => {
    const told = async (person: TestPerson) =>
      squeezed(pdfText(new Uint8Array(await (await take(person, 'format=pdf&capability=ALOF')).arrayBuffer())))
    for (const person of [mia, hana])
      expect(await told(person)).toContain(squeezed('1 comment of one side is not in this file.'))
    expect(await told(assessor)).not.toContain(squeezed('comment of one side'))
  })

  it('[FOR2] people without a side write for the outside only', async () => {
    for (const audience of ['both', 'own']) {
      const answer = await take(assessor, `format=json&audience=${audience}`)
      expect(answer.status).toBe(403)
      expect(JSON.stringify(await answer.json())).toContain('audience is outside')
    }
    expect((await take(assessor, 'format=json')).status).toBe(200)
    expect((await take(mia, 'format=json&audience=all')).status).toBe(400)
  })

  it('[DIA1] [RPT1] [EXP1] files have sensible names and types, and cannot be opened as pages of ours', async () => {
    for (const [query, type, name] of [
      ['format=svg', 'image/svg+xml', 'ward-pump-7-whole.svg'],
      ['format=png&overview=true', 'image/png', 'ward-pump-7-overview.png'],
      ['format=svg&branch=C2-ALOF&scheme=dark', 'image/svg+xml', 'ward-pump-7-c2-alof.svg'],
      ['format=pdf&capability=ALOF&audience=own', 'application/pdf', 'ward-pump-7-report-alof-for-our-side.pdf'],
      ['format=docx&reading=premarket', 'wordprocessingml', 'ward-pump-7-premarket-documentation.docx'],
    ]) {
      const answer = await take(mia, query ?? '')
      expect(answer.status, query).toBe(200)
      expect(answer.headers.get('content-type')).toContain(type)
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`)
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
    }
  })

  it('[DIA1] [SHT5] says what is wrong with what was asked, and to strangers nothing', async () => {
    for (const [query, status] of [
      ['format=svg&capability=NONE', 404],
      ['format=png&branch=nothing', 404],
      ['format=svg&scheme=pink', 400],
      ['format=svg&capability=ALOF&branch=C1', 400],
      ['format=pdf&capability=NONE', 404],
      ['format=pdf&reading=matrix', 400],
    ] as const) {
      expect((await take(mia, query)).status, query).toBe(status)
    }
    const outsider = await server.person('outsider@files.example')
    for (const query of ['format=svg', 'format=pdf', 'format=png&audience=own']) {
      expect((await take(outsider, query)).status).toBe(404)
    }
  })

  it('[PRE1] says of each premarket document what fills it and what is missing', async () => {
    const rows = await readSheet(Buffer.from(await (await take(mia, 'format=xlsx&reading=premarket')).arrayBuffer()))
    expect(rows).toHaveLength(14)
    const row = (id: string) => rows.find(([name]) => name === id)?.join(' | ') ?? ''
    expect(row('PM-07')).toMatch(/Filled|Partly filled/)
    expect(row('PM-06')).toContain('Nothing yet')
    expect(row('PM-08')).toContain('Stands elsewhere')
    expect(row('PM-11')).toContain('C8-ALOF-1-1')
  })
})
