import { Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '@/lib/pattern/registry'
import { ownSources } from '../../support/own-sources'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'

/** Every file that could open a connection, and what it does with that. A new one needs a row that holds for two rival companies. */
const CONNECTS: Readonly<Record<string, string>> = {
  'server/admin/ask-server.ts': 'The command line asks the server of the same machine, on 127.0.0.1.',
  'server/admin/open-admin-door.ts': 'Listens on 127.0.0.1, asks nobody.',
  'server/auth/next-auth.ts': 'The sign-in service of the settings, by the library; without one, nobody.',
  'server/backup/restore-postgres.ts': 'The database that the command line names.',
  'server/cli/remote.ts': 'The command line of a person asks the server that they name, with their token.',
  'server/mail/transport.ts': 'The mail server of the settings, by nodemailer; nothing of a mail is fetched.',
  'server/serve.ts': 'Listens, asks nobody.',
  'server/store/embedded.ts': 'A type parser of the library; the store is in the process.',
  'server/store/postgres.ts': 'The database of the settings.',
  'server/store/signals.ts': 'The database of the settings: servers that share it tell each other.',
  'server/sync/case-socket.ts': 'A socket that a browser opened.',
  'server/sync/upgrade.ts': 'Listens, asks nobody.',
}

/** What opens connections: modules of Node, libraries that are clients, and the functions of the platform. */
const CLIENTS =
  /from '(?:node:)?(?:https?|http2|net|tls|dgram|dns|dns\/promises)'|from '(?:undici|axios|got|node-fetch|ws|pg|nodemailer|next-auth(?:\/[\w/-]+)?|ldapts|ioredis)'|import\('(?:node:)?(?:https?|http2|net|tls|dgram|dns)'\)|\bnew (?:WebSocket|EventSource)\(|(?<![.\w])fetch\(/

describe('the people whose case lies here, against whoever would make the server fetch something', () => {
  it('[SEC2] nothing on the server opens a connection but what the table names', () => {
    const found = ownSources(['server', 'lib', 'catalog', 'app'])
      .filter(({ file }) => !file.startsWith('server/scripts/'))
      .filter(({ text }) => CLIENTS.test(text.replaceAll(/^import type .*$/gm, '')))
      .map(({ file }) => file)
    expect(found.sort()).toEqual(Object.keys(CONNECTS).sort())
  })

  describe('while people write addresses wherever they can', () => {
    let server: TestServer
    let mara: TestPerson
    const asked: string[] = []
    const connect = Socket.prototype.connect
    beforeAll(async () => {
      server = await startServer()
      mara = await server.person('mara@mdm.example', { organisation: 'Pump Works', side: 'mdm' })
      Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
        const [to] = (Array.isArray(args[0]) ? args[0] : args) as [{ host?: string; port?: number; path?: string }]
        asked.push(to.path ?? `${to.host ?? 'localhost'}:${to.port}`)
        return (connect as (...given: unknown[]) => Socket).apply(this, args)
      } as typeof connect
    })
    afterAll(async () => {
      Socket.prototype.connect = connect
      await server?.close()
    })

    it('[SEC2] asks nobody: not for a picture, a link, evidence, a document or a name', async () => {
      const INSIDE = 'http://169.254.169.254/latest/meta-data'
      const caseId = await server.newCase(mara, { title: `<img src="${INSIDE}/title">`, template: 'blank' })
      const { rooms, ids, clock } = server.runtime
      const by = { personId: mara.id, name: mara.name, side: 'mdm' as const }
      await rooms.edit(caseId, by, (doc) =>
        runCommand(
          doc,
          'add-element',
          { kind: 'solution', statement: `See ${INSIDE} and <image href="${INSIDE}/x.png"/> and ![](${INSIDE})` },
          { ids, at: clock(), by: by.personId },
        ),
      )
      const api = `/api/cases/${caseId}`
      await mara.post(`${api}/import?format=accord`, { '@import': INSIDE, $ref: INSIDE, $schema: INSIDE })
      for (const path of [
        '/api/standing',
        ...['accord', 'svg', 'png', 'pdf', 'docx', 'csv'].map((format) => `${api}/export?format=${format}`),
        ...['pdf', 'docx'].map((format) => `${api}/documents?format=${format}`),
        `${api}/files`,
      ]) {
        await (await mara.get(path)).arrayBuffer()
      }
      expect([...new Set(asked)].filter((to) => !to.endsWith(`:${server.port}`))).toEqual([])
      expect(asked.length).toBeGreaterThan(0)
    })
  })
})
