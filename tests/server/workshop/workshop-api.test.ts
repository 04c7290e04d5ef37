import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDataDir, removeDataDir } from '../../support/dataDir'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { readPdf, wordsOf } from '../document/pdf-reader'

let server: TestServer
let caseId: string
const cast: Record<'mia' | 'hana' | 'rita' | 'ben' | 'ada' | 'olga', TestPerson> = {} as never

beforeAll(async () => {
  server = await startServer()
  const person = (name: string, side?: 'mdm' | 'hdo') =>
    server.person(`${name.toLowerCase()}@${side ?? 'outside'}.example`, {
      name,
      ...(side === undefined ? {} : { organisation: side === 'mdm' ? 'Pumps' : 'Green Hospital', side }),
    })
  cast.mia = await person('Mia', 'mdm')
  caseId = await server.newCase(cast.mia, { template: 'iec-80001-2-9' })
  cast.hana = await person('Hana', 'hdo')
  cast.rita = await person('Rita', 'hdo')
  cast.ben = await person('Ben', 'hdo')
  cast.ada = await person('Ada')
  cast.olga = await person('Olga')
  // The ledger tells who takes part: action items are given to people it knows.
  const invited = { email: cast.hana.email, side: 'hdo', rights: ['read', 'comment', 'edit', 'approve'] }
  expect((await cast.mia.post(`/api/cases/${caseId}/participants`, invited)).status).toBeLessThan(300)
  await server.seat(caseId, cast.mia, 'mdm', ['read', 'comment', 'edit', 'approve', 'administer'])
  await server.seat(caseId, cast.hana, 'hdo', ['read', 'comment', 'edit', 'approve', 'administer'])
  await server.seat(caseId, cast.rita, 'hdo', ['read', 'comment', 'approve'])
  await server.seat(caseId, cast.ben, 'hdo', ['read'])
  await server.seat(caseId, cast.ada, undefined, ['read', 'comment'])
}, 120_000)
afterAll(() => server.close())

const base = () => `/api/cases/${caseId}/workshops`
const open = (who: TestPerson, items: unknown[] = []) => who.post(base(), { title: 'Security workshop', items })
const act = (who: TestPerson, number: number, body: object) => who.post(`${base()}/${number}/acts`, body)
const said = async (response: Response) =>
  response.ok
    ? String(response.status)
    : `${response.status} ${((await response.json()) as { error: { code: string } }).error.code}`

interface Read {
  readonly agenda: { item: string; title: string; spans: unknown[] }[]
  readonly current?: string
  readonly facilitator: { name: string }
  readonly notes: { id: string; kind: string; text: string; thread?: string }[]
  readonly polls: { id: string; sides: Record<'mdm' | 'hdo', { standing: string }> }[]
  readonly closed?: unknown
}
const read = async (number: number): Promise<Read> => (await (await cast.ben.get(`${base()}/${number}`)).json()) as Read

async function closed(number: number): Promise<void> {
  expect(await said(await act(cast.mia, number, { act: 'take-over' }))).toBe('200')
  expect(await said(await act(cast.mia, number, { act: 'close' }))).toBe('200')
}

async function opened(items?: unknown[]): Promise<number> {
  const response = await open(cast.mia, items)
  expect(response.status).toBe(201)
  return ((await response.json()) as { number: number }).number
}

describe('a workshop over the API', () => {
  it('[WSH2] is opened by editors and administrators, not by others, and not seen by outsiders', async () => {
    for (const [who, expected] of [
      ['rita', '403 not-allowed'],
      ['ben', '403 not-allowed'],
      ['ada', '403 not-allowed'],
      ['olga', '404 case-not-found'],
    ] as const)
      expect([who, await said(await open(cast[who]))]).toEqual([who, expected])
    const number = await opened()
    expect(await said(await open(cast.hana))).toBe('409 workshop-running')
    expect(await said(await cast.ben.get(`${base()}/${number}`))).toBe('200')
    expect(await said(await cast.olga.get(`${base()}/${number}`))).toBe('404 case-not-found')
    expect(await said(await cast.ben.get(`${base()}/99`))).toBe('404 workshop-not-found')
    expect(await said(await act(cast.mia, 99, { act: 'join' }))).toBe('404 workshop-not-found')
    expect(await said(await act(cast.olga, number, { act: 'join' }))).toBe('404 case-not-found')
    await closed(number)
  })

  it('[WSH2] lets each role do what it may, and says who leads to those who could', async () => {
    const number = await opened([{ title: 'First', minutes: 5 }])
    const item = (await read(number)).agenda[0]?.item ?? ''
    const table: [keyof typeof cast, object, string][] = [
      ['ben', { act: 'join' }, '200'],
      ['ben', { act: 'park', text: 'x' }, '403 not-allowed'],
      ['ada', { act: 'park', text: 'Who pays?' }, '200'],
      ['ada', { act: 'decide', text: 'x' }, '403 not-allowed'],
      ['hana', { act: 'begin', item }, '409 not-facilitator'],
      ['rita', { act: 'begin', item }, '403 not-allowed'],
      ['mia', { act: 'begin', item }, '200'],
      ['hana', { act: 'decide', text: 'Ten minutes' }, '200'],
      ['mia', { act: 'ask', question: 'Good?' }, '200'],
    ]
    for (const [who, body, expected] of table)
      expect([who, body, await said(await act(cast[who], number, body))]).toEqual([who, body, expected])
    const poll = (await read(number)).polls[0]?.id ?? ''
    expect(await said(await act(cast.ada, number, { act: 'answer', poll, answer: 'agree' }))).toBe('403 not-allowed')
    expect(await said(await act(cast.rita, number, { act: 'answer', poll, answer: 'agree' }))).toBe('200')
    expect((await read(number)).polls[0]?.sides).toMatchObject({
      mdm: { standing: 'silent' },
      hdo: { standing: 'agree' },
    })
    expect(await said(await act(cast.mia, number, { act: 'decide', text: ' ' }))).toBe('422 invalid')
    await closed(number)
    expect(await said(await act(cast.rita, number, { act: 'answer', poll, answer: 'not-yet' }))).toBe(
      '409 workshop-closed',
    )
  })

  it('[WSH3] of two who take over and lead at once, the one who leads last is heard, and nothing is written twice', async () => {
    const number = await opened([
      { title: 'First', minutes: 5 },
      { title: 'Second', minutes: 5 },
    ])
    const [first, second] = (await read(number)).agenda
    const both = await Promise.all([
      act(cast.hana, number, { act: 'take-over' }),
      act(cast.mia, number, { act: 'begin', item: first?.item }),
      act(cast.hana, number, { act: 'begin', item: second?.item }),
      act(cast.hana, number, { act: 'begin', item: second?.item }),
    ])
    const codes = await Promise.all(both.map(said))
    for (const each of codes) expect(['200', '409 not-facilitator']).toContain(each)
    const now = await read(number)
    expect(now.facilitator.name).toBe('Hana')
    const running = now.agenda.filter(({ spans }) => spans.some((span) => (span as { to?: string }).to === undefined))
    expect(running.map(({ item }) => item)).toEqual(now.current === undefined ? [] : [now.current])
    await closed(number)
  })

  it('[WSH5] puts an action item into the inbox of whoever is to do it', async () => {
    const number = await opened()
    const given = await act(cast.mia, number, {
      act: 'assign',
      text: 'Send the report',
      person: cast.hana.id,
      due: '2027-01-15',
    })
    expect(given.status).toBe(200)
    const inbox = await (await cast.hana.get('/api/inbox')).text()
    expect(inbox).toContain('Send the report')
    expect(inbox).toContain('"assigned"')
    const [note] = (await read(number)).notes
    expect(await said(await cast.hana.post(`/api/cases/${caseId}/threads/${note?.thread}/resolve`, {}))).toBe('200')
    await closed(number)
  })

  it('[WSH6] gives the minutes as PDF and DOCX to all who read the case, with what changed and nothing of one side', async () => {
    const number = await opened([{ title: 'Automatic logoff', minutes: 20 }])
    const item = (await read(number)).agenda[0]?.item ?? ''
    await act(cast.mia, number, { act: 'begin', item })
    await act(cast.rita, number, { act: 'join' })
    await act(cast.mia, number, { act: 'decide', text: 'Ten <b>minutes</b> \u202Eonly' })
    const graph = (await (await cast.mia.get(`/api/cases/${caseId}/graph`)).json()) as {
      elements: { id: string; name: string }[]
    }
    const c1 = graph.elements.find(({ name }) => name === 'C1')?.id
    const whisper = await cast.hana.post(`/api/cases/${caseId}/threads`, {
      element: c1,
      audience: 'side',
      text: 'WHISPERED',
    })
    expect(whisper.status).toBe(201)
    const edit = { command: 'set-text', args: { element: c1, text: 'The pump is acceptably secure on every ward' } }
    expect(await said(await cast.mia.post(`/api/cases/${caseId}/commands`, edit))).toBe('200')
    await closed(number)

    const pdfs = await Promise.all(
      [cast.mia, cast.hana, cast.ben, cast.ada].map(async (who) => {
        const response = await who.get(`${base()}/${number}/minutes?format=pdf`)
        expect(response.headers.get('content-type')).toBe('application/pdf')
        expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z0-9-]+\.pdf"$/)
        return Buffer.from(await response.arrayBuffer())
      }),
    )
    for (const pdf of pdfs) expect(Buffer.compare(pdf, pdfs[0] ?? pdf)).toBe(0)
    const text = wordsOf(readPdf(new Uint8Array(pdfs[0] ?? Buffer.alloc(0))))
    for (const words of ['Ten <b>minutes</b> [U+202E]only', 'Automatic logoff', 'Rita', 'on every ward', 'C1'])
      expect(text).toContain(words)
    expect(text).not.toContain('WHISPERED')

    const docx = await cast.hana.get(`${base()}/${number}/minutes?format=docx`)
    const files = unzipSync(new Uint8Array(await docx.arrayBuffer()))
    const body = new TextDecoder().decode(files['word/document.xml'])
    expect(body).toContain('Ten &lt;b&gt;minutes&lt;/b&gt; ')
    expect(body).not.toContain('WHISPERED')
    expect(await said(await cast.ben.get(`${base()}/${number}/minutes?format=exe`))).toBe('400 malformed')
    expect(await said(await cast.ben.get(`${base()}/99/minutes`))).toBe('404 workshop-not-found')
    expect(await said(await cast.olga.get(`${base()}/${number}/minutes`))).toBe('404 case-not-found')
  })

  it('[WSH1] goes on where it was when the server died in the middle', async () => {
    const dataDir = await freshDataDir()
    try {
      const first = await startServer({ dataDir })
      const mia = await first.person('mia@mdm.example', { organisation: 'Pumps', side: 'mdm' })
      const id = await first.newCase(mia)
      const address = `/api/cases/${id}/workshops`
      await mia.post(address, { title: 'Cut short', items: [{ title: 'First', minutes: 5 }] })
      const began = (await (await mia.get(`${address}/1`)).json()) as Read
      await mia.post(`${address}/1/acts`, { act: 'begin', item: began.agenda[0]?.item })
      const before = await (await mia.get(`${address}/1`)).json()
      await first.close()
      const second = await startServer({ dataDir })
      const again = await second.fetch(`${address}/1`, { headers: { cookie: mia.cookie } })
      expect(await again.json()).toEqual(before)
      await second.close()
    } finally {
      removeDataDir(dataDir)
    }
  })
})
