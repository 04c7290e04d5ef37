import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '@/lib/pattern/registry'
import { WRITTEN_FORMATS } from '@/server/commands/export-argument'
import { AgreementCase, ALL, buildVerifier } from '../../support/agreement-case'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

/** What would run if anything read it as markup, in each of the places that markup has. */
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>' onmouseover='alert(4) javascript:alert(5) </style></title></textarea>]]><!-- {{7*7}} =cmd|'/c calc'!A1`
/** Markup of ours never has these, escaped or not. */
const READ_AS_MARKUP = /<img src=x|<script>alert|<svg onload|<[^>]*\sonmouseover='alert/i

let server: TestServer
let mara: TestPerson
let hana: TestPerson
let it_: AgreementCase
beforeAll(async () => {
  await buildVerifier()
  server = await startServer()
  mara = await server.person('mara@mdm.example', {
    name: HOSTILE.slice(0, 150),
    organisation: HOSTILE.slice(0, 120),
    side: 'mdm',
  })
  hana = await server.person('hana@hdo.example', { name: 'Hana <b>Novak</b>', organisation: 'St. Brigid', side: 'hdo' })
  it_ = new AgreementCase(
    server,
    await server.newCase(mara, { title: HOSTILE.slice(0, 190), template: 'iec-80001-2-9' }),
    mara,
  )
  await server.seat(it_.id, mara, 'mdm', ALL)
  await server.seat(it_.id, hana, 'hdo', ALL)
  const { rooms, ids, clock } = server.runtime
  const by = { personId: mara.id, name: mara.name, side: 'mdm' as const }
  const act = (command: string, args: object) =>
    rooms.edit(it_.id, by, (doc) => runCommand(doc, command, args, { ids, at: clock(), by: by.personId }))
  await act('decide-capability', { capability: 'ALOF', decision: 'required' })
  await act('add-risk', { capability: 'ALOF', values: { threat: HOSTILE, vulnerability: HOSTILE, cve: HOSTILE } })
  for (const kind of ['goal', 'strategy', 'solution', 'context', 'assumption', 'justification']) {
    await act('add-element', { kind, statement: HOSTILE })
  }
  const graph = await it_.get<{ elements: { id: string }[] }>(mara, it_.api('/graph'))
  await it_.post(hana, it_.api('/threads'), { element: graph.elements[0]?.id, text: HOSTILE, audience: 'all' })
  await server.adoptCharter(it_.id, mara, hana)
  await it_.propose(mara, { title: HOSTILE.slice(0, 180), reason: HOSTILE })
  await it_.act(mara, 1, 'sign')
  await it_.act(hana, 1, 'sign')
}, 120_000)
afterAll(() => server?.close())

describe('whoever reads what the other side wrote', () => {
  it('[SEC7] sees the words in the page that is signed, and nothing of them is markup', async () => {
    const page = await (await mara.get(it_.api('/proposals/1/files/view/agreement.html'))).text()
    expect(page).toContain('&lt;script&gt;alert(2)')
    expect(page).not.toMatch(READ_AS_MARKUP)
    const bundle = unzipSync(await it_.bundle(1))
    for (const [path, bytes] of Object.entries(bundle)) {
      if (/\.html$/.test(path)) expect(new TextDecoder().decode(bytes), path).not.toMatch(READ_AS_MARKUP)
    }
  })

  it('[SEC7] gets files in which the words are words: pictures, documents and tables', async () => {
    let read = 0
    for (const format of [...WRITTEN_FORMATS, 'csv', 'svg', 'docx']) {
      const answer = await hana.get(it_.api(`/export?format=${format}`))
      if (!answer.ok) continue
      read++
      const type = answer.headers.get('content-type') ?? ''
      expect(type, format).not.toMatch(/html/)
      expect(answer.headers.get('content-disposition'), format).toMatch(/^attachment/)
      expect(answer.headers.get('x-content-type-options') ?? 'nosniff').toBe('nosniff')
      const bytes = new Uint8Array(await answer.arrayBuffer())
      if (/svg|xml/.test(type)) expect(new TextDecoder().decode(bytes), format).not.toMatch(READ_AS_MARKUP)
      if (/officedocument/.test(type)) {
        for (const [path, part] of Object.entries(unzipSync(bytes))) {
          if (/\.(xml|rels)$/.test(path)) expect(new TextDecoder().decode(part), path).not.toMatch(READ_AS_MARKUP)
        }
      }
      // A table program takes what begins with = for a formula.
      if (/csv/.test(type)) expect(new TextDecoder().decode(bytes)).not.toMatch(/(^|,)"?=cmd/m)
    }
    expect(read).toBeGreaterThan(5)
  })

  it('[SEC7] gets answers of the API as data that no browser shows as a page', async () => {
    for (const path of ['', '/graph', '/threads', '/ledger', '/activity', '/proposals/1', '/findings', '/register']) {
      const answer = await hana.get(it_.api(path))
      if (!answer.ok) continue
      expect(answer.headers.get('content-type'), path).toMatch(/^application\/json/)
    }
  })
})
