import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { replicaHash } from '@/lib/wire/replica-hash'
import { createRoomStore } from '@/server/store/room-store'
import { loadCase } from '@/server/sync/load-case'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

let server: TestServer
let ann: TestPerson
let hal: TestPerson
let rita: TestPerson
let eve: TestPerson
let caseId: string

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  server = await startServer()
  ann = await server.person('ann@mdm.example', { side: 'mdm' })
  hal = await server.person('hal@hdo.example', { side: 'hdo' })
  rita = await server.person('rita@hdo.example', { side: 'hdo' })
  eve = await server.person('eve@outside.example')
  caseId = await server.newCase(ann)
  await server.seat(caseId, hal, 'hdo', ['read', 'edit'])
  await server.seat(caseId, rita, 'hdo', ['read', 'comment'])
}, 120_000)
afterAll(async () => {
  await server.close()
  vi.restoreAllMocks()
})

/** An unmodified provider with the person's real cookie and the page's origin. */
function join(person: TestPerson, origin = server.url) {
  class BrowserLike extends WebSocket {
    constructor(url: string | URL) {
      super(url, { headers: { cookie: person.cookie, origin } })
      this.on('error', () => {})
    }
  }
  const doc = new Y.Doc()
  const closes: number[] = []
  const provider = new WebsocketProvider(`ws://127.0.0.1:${server.port}/sync`, `c/${caseId}`, doc, {
    WebSocketPolyfill: BrowserLike as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  provider.on('connection-close', (event) => event !== null && closes.push(event.code))
  return { doc, provider, closes, close: () => provider.destroy() }
}

describe('the whole server, on its embedded store', () => {
  it('[SYN1] [SYN3] takes two stock providers into one case, with the commands of the API between them', async () => {
    const [one, two] = [join(ann), join(hal)]
    await until(() => one.provider.synced && two.provider.synced)
    one.doc.getText('t:G1:statement').insert(0, 'typed by hand')
    await until(() => two.doc.getText('t:G1:statement').toString() === 'typed by hand')
    const answer = await ann.post(`/api/cases/${caseId}/commands`, {
      command: 'add-element',
      args: { kind: 'goal', statement: 'Grown by the server' },
    })
    expect(answer.status).toBe(200)
    const { created } = (await answer.json()) as { created: string[] }
    await until(() => two.doc.getMap('nodes').has(created[0] ?? ''))
    await until(() => replicaHash(one.doc) === replicaHash(two.doc))
    const stored = await loadCase(createRoomStore(server.runtime.db), caseId)
    expect(replicaHash(stored.doc)).toBe(replicaHash(one.doc))
    one.close()
    two.close()
  })

  it('[SYN5] keeps out who takes no part, who is not signed in, and who comes from another page', async () => {
    const outsider = join(eve)
    await until(() => outsider.closes.length > 0)
    expect(outsider.closes).toEqual([4404])
    const stranger = join({ ...ann, cookie: '' })
    await until(() => stranger.closes.length > 0)
    expect(stranger.closes).toEqual([4401])
    const elsewhere = join(ann, 'http://evil.example')
    await until(() => elsewhere.closes.length > 0)
    expect([outsider, stranger, elsewhere].every(({ doc }) => doc.share.size === 0)).toBe(true)
    for (const each of [outsider, stranger, elsewhere]) each.close()
  })

  it('[SYN5] shuts the socket of a reviewer who edits by hand, and stores nothing of it', async () => {
    const reviewer = join(rita)
    await until(() => reviewer.provider.synced)
    const { headSeq } = await head()
    reviewer.doc.getText('t:G1:statement').insert(0, 'not mine to write ')
    await until(() => reviewer.closes.length > 0)
    expect(reviewer.closes).toEqual([4403])
    expect((await head()).headSeq).toBe(headSeq)
    reviewer.close()
  })
})

async function head(): Promise<{ headSeq: number }> {
  const answer = (await (await ann.get(`/api/cases/${caseId}`)).json()) as { seq: number }
  return { headSeq: answer.seq }
}
