import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Right, Side } from '@/lib/access/policy'
import { silent } from '../../support/dataDir'
import { routeFiles } from '../../support/routes'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

let server: TestServer
let mia: TestPerson
let hana: TestPerson
let rita: TestPerson
let assessor: TestPerson
let caseId: string
let claim: string

beforeAll(async () => {
  server = await startServer()
  mia = await server.person('mia@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  hana = await server.person('hana@hdo.example', { organisation: 'Clinic', side: 'hdo' })
  rita = await server.person('rita@hdo.example', { organisation: 'Clinic', side: 'hdo' })
  assessor = await server.person('reader@assessor.example')
  caseId = await server.newCase(mia, { template: 'iec-80001-2-9' })
  const invite = async (person: TestPerson, rights: Right[], side?: Side) => {
    const answer = await mia.post(`/api/cases/${caseId}/participants`, { email: person.email, side, rights })
    expect(answer.status).toBe(200)
  }
  await invite(hana, ['read', 'comment', 'edit', 'approve'], 'hdo')
  await invite(rita, ['read', 'comment', 'approve'], 'hdo')
  await invite(assessor, ['read', 'comment'])
  const graph = (await (await mia.get(`/api/cases/${caseId}/graph`)).json()) as {
    elements: { id: string; name: string }[]
  }
  claim = graph.elements.find(({ name }) => name === 'C1')?.id ?? ''
}, 120_000)
afterAll(() => server.close())

/** Every byte that a person's socket is sent, as text. */
function listen(person: TestPerson): { heard: () => string; count: () => number; close: () => void } {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/c/${caseId}`, {
    headers: { cookie: person.cookie, origin: server.url },
  })
  const frames: string[] = []
  socket.on('message', (data: Buffer) => frames.push(data.toString('latin1')))
  socket.on('error', () => {})
  return { heard: () => frames.join('\n'), count: () => frames.length, close: () => socket.terminate() }
}

/** Everything that can be asked by GET, with this case in its address. */
const QUESTIONS = routeFiles()
  .filter(({ file, pattern }) => /\bGET\b/.test(readFileSync(file, 'utf8')) && !pattern.includes('auth'))
  .map(({ pattern }) => pattern)

/** The same with what can be asked of them: whatever counts, searches, compares or takes the case along as a file. */
const ASKED: readonly string[] = [
  'threads?element=CLAIM',
  'threads?proposal=1',
  'approvals?claim=CLAIM',
  'approvals/changes?claim=CLAIM&side=hdo',
  'ledger?after=0',
  'ledger?after=shared:1',
  'compare?from=1&to=now',
  'history?before=1000',
  'history/1?document=true',
  ...['register', 'matrix', 'responsibilities', 'documents', 'evidence'].flatMap((reading) =>
    ['csv', 'xlsx'].map((format) => `export?format=${format}&reading=${reading}`),
  ),
  ...['json', 'svg', 'gsn-yaml', 'ltac', 'sacm', 'oscal'].map((format) => `export?format=${format}`),
  // A part: the whole is made in the same way and takes long (tests/server/http/export-files.test.ts reads all of them).
  'export?format=pdf&capability=ALOF',
  'export?format=docx&capability=ALOF',
  'export?format=png&overview=true',
]

/** Names of files are told apart by their first bytes; what is packed is looked into. */
function readable(bytes: Uint8Array): string {
  const plain = Buffer.from(bytes).toString('utf8')
  if (!plain.startsWith('PK')) return plain
  const files = unzipSync(bytes)
  return Object.keys(files)
    .sort()
    .map((name) => `${name}\n${Buffer.from(files[name] as Uint8Array).toString('utf8')}`)
    .join('\n')
}

async function answers(person: TestPerson): Promise<Map<string, string>> {
  const told = new Map<string, string>()
  const asked = ASKED.map(
    (question) => [question, `/api/cases/${caseId}/${question.replaceAll('CLAIM', claim)}`] as const,
  )
  const plain = QUESTIONS.map(
    (pattern) => [pattern, pattern.replace('[caseId]', caseId).replaceAll(/\[[^\]]+\]/g, '1')] as const,
  )
  for (const [pattern, path] of [...plain, ...asked]) {
    const answer = await person.get(path)
    const headers = [...answer.headers].filter(([name]) => !['date', 'set-cookie', 'x-request-id'].includes(name))
    told.set(pattern, JSON.stringify(headers) + readable(new Uint8Array(await answer.arrayBuffer())))
  }
  return told
}

/** Every line that the server writes down. */
const logged: string[] = []
for (const level of ['debug', 'info', 'warn', 'error'] as const) {
  vi.spyOn(silent, level).mockImplementation((...line: unknown[]) => void logged.push(inspect(line, { depth: 9 })))
}

const TURNS: readonly (readonly [string, object])[] = [
  ['replies', { text: 'I heard you' }],
  ['edit', { text: 'I heard you' }],
  ['assign', { person: null }],
  ['decline', { note: 'No' }],
  ['remove', {}],
  ['resolve', {}],
  ['reopen', {}],
  ['apply', {}],
]

/** Files hold when they were made. */
function isClocked(pattern: string): boolean {
  return CLOCKED.includes(pattern) || pattern.startsWith('export?')
}

/** What tells of now and would differ without anything being said. */
const CLOCKED = [
  '/readyz',
  '/healthz',
  '/api/me',
  '/api/account',
  '/api/cases/[caseId]/proposals/preflight',
  '/api/cases/[caseId]/export',
  '/api/cases/[caseId]/ledger/export',
]

describe('what one side says among itself', () => {
  it('[REV11] [REV16] [REV19] leaves no trace in any byte that anybody else is sent', async () => {
    const others = [mia, assessor]
    const sockets = others.map(listen)
    const own = listen(rita)
    await until(() => [...sockets, own].every(({ heard }) => heard().includes('case.created')))
    const before = await Promise.all(others.map(answers))
    const heardBefore = sockets.map(({ heard }) => heard().length)

    const secrets = [
      'our pharmacy cannot',
      'among our wards',
      'Reworded by the clinic',
      'not while the ICU',
      'said twice',
    ]
    const say = async (person: TestPerson, path: string, body: unknown = {}) => {
      const answer = await person.post(`/api/cases/${caseId}/threads${path}`, body)
      expect([200, 201]).toContain(answer.status)
      return (await answer.json()) as { id: string }
    }
    const { id } = await say(hana, '', {
      element: claim,
      audience: 'side',
      text: `@rita ${secrets[0]} bear this`,
      mentions: [rita.id],
      suggestion: secrets[2],
      class: 'robustness',
    })
    const reply = await say(rita, `/${id}/replies`, { text: secrets[1], mentions: [hana.id] })
    await say(hana, `/${id}/assign`, { person: rita.id, due: '2027-02-15' })
    await say(rita, `/${id}/edit`, { reply: reply.id, text: secrets[4] })
    await say(rita, `/${id}/decline`, { note: secrets[3] })
    await say(rita, `/${id}/remove`, { reply: reply.id })
    await say(hana, `/${id}/resolve`)
    await say(hana, `/${id}/reopen`)

    // The recorder works: their own side hears and is told all of it.
    await until(() => own.heard().includes('thread.reopened'))
    for (const secret of secrets) expect(own.heard()).toContain(secret)
    expect(await (await rita.get('/api/inbox')).text()).toContain('2027-02-15')

    // Who guesses at the thread's name is answered as to one that never was, whatever they want to do in it.
    for (const person of others) {
      for (const [turn, body] of TURNS) {
        const answer = async (thread: string) => {
          const given = await person.post(`/api/cases/${caseId}/threads/${thread}/${turn}`, body)
          return { status: given.status, text: await given.text() }
        }
        const told = await answer(id)
        expect(told, turn).toEqual(await answer('no-such-thread'))
        expect([403, 404], turn).toContain(told.status)
      }
    }

    // Whatever the others ask, they are told what they were told before, to the byte.
    for (const [index, person] of others.entries()) {
      for (const [pattern, told] of await answers(person)) {
        for (const trace of [...secrets, id, reply.id]) expect(told, pattern).not.toContain(trace)
        if (!isClocked(pattern)) expect(told, pattern).toBe(before[index]?.get(pattern))
      }
    }

    // Something said to everybody comes after it, so nothing of it can still be under way.
    await mia.post(`/api/cases/${caseId}/threads`, { element: claim, audience: 'all', text: 'Marker' })
    await until(() => sockets.every(({ heard }) => heard().includes('Marker')))
    const traces = [...secrets, id, reply.id, 'thread.assigned', 'suggestion.', '"hdo",', '2027-02-15', 'robustness']
    sockets.forEach(({ heard }, index) => {
      const news = heard().slice(heardBefore[index])
      for (const trace of traces) expect(news).not.toContain(trace)
      // The one entry that they are fed is the next of the shared chain: not even a gap tells.
      expect(news.match(/thread\.[a-z]+/g)).toEqual(['thread.opened'])
    })
    for (const socket of [...sockets, own]) socket.close()

    // Not even who runs the server reads it in what is written down.
    const written = logged.join('\n')
    expect(written).toContain('server.listening')
    for (const trace of [...secrets, id, reply.id]) expect(written).not.toContain(trace)

    // Whoever comes anew finds no trace either.
    const fresh = others.map(listen)
    await until(() => fresh.every(({ heard }) => heard().includes('Marker')))
    for (const { heard, close } of fresh) {
      for (const trace of [...secrets, id, reply.id]) expect(heard()).not.toContain(trace)
      close()
    }
  }, 120_000)
})
