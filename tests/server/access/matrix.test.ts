import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import { ALL_RIGHTS, type Right, type Side } from '@/lib/access/policy'
import { COMMANDS } from '@/lib/pattern/registry'
import { awarenessFrame, barrierFrame, step1Frame, step2Frame, updateFrame } from '@/lib/wire/frames'
import { EVENTS } from '@/lib/wire/ledger'
import { MESSAGES } from '@/lib/wire/messages'
import { openApi } from '@/server/http/openapi'
import { people } from '@/server/store/schema'
import {
  COMMAND_RULES,
  ENTRY_RULES,
  MESSAGE_RULES,
  PAGE_RULES,
  ROUTE_RULES,
  type Rule,
} from '../../support/access-rules'
import { exampleBody } from '../../support/example-body'
import { pages, routes } from '../../support/routes'
import { startServer, type TestPerson, type TestServer } from '../../support/startServer'
import { until } from '../../support/sync-house'

let server: TestServer
let caseId: string
let offered: unknown
/** Everybody who takes part in the case, by what they may; seated anew before each request, because some acts end a seat. */
const seats = new Map<string, { person: TestPerson; side: Side | undefined; rights: readonly Right[] }>()
const strangers = new Map<string, TestPerson>()

const SINGLE = ALL_RIGHTS.filter((right) => right !== 'read')

beforeAll(async () => {
  server = await startServer()
  const owner = await server.person('owner@mdm.example', { organisation: 'Pumps', side: 'mdm' })
  caseId = await server.newCase(owner)
  const { offered: terms } = (await (await owner.get(`/api/cases/${caseId}/charter`)).json()) as { offered: unknown }
  offered = terms
  const take = async (name: string, side: Side | undefined, rights: readonly Right[]) =>
    seats.set(name, { person: await server.person(`${name}@takes-part.example`), side, rights })
  await take('hdo-read', 'hdo', ['read'])
  for (const right of SINGLE) await take(`hdo-${right}`, 'hdo', ['read', right])
  await take('mdm-read', 'mdm', ['read'])
  await take('mdm-all', 'mdm', ALL_RIGHTS)
  await take('assessor', undefined, ['read'])
  await take('assessor-all', undefined, ALL_RIGHTS)
  await take('blind', 'hdo', SINGLE)
  for (const name of ['outsider', 'removed', 'closed', 'member', 'chief'] as const) {
    const organisation = ['member', 'chief'].includes(name) ? { organisation: 'Clinic', side: 'hdo' as const } : {}
    strangers.set(name, await server.person(`${name}@elsewhere.example`, organisation))
  }
  const removed = strangers.get('removed') as TestPerson
  await owner.post(`/api/cases/${caseId}/participants`, { email: removed.email, side: 'mdm', rights: ['edit'] })
  await owner.post(`/api/cases/${caseId}/participants`, { email: removed.email, remove: true, rights: [] })
  await seatAll()
  const { db } = server.runtime
  await db.update(people).set({ disabled: true }).where(eq(people.email, 'closed@elsewhere.example'))
  await db.update(people).set({ administersHome: true }).where(eq(people.email, 'chief@elsewhere.example'))
}, 120_000)
afterAll(() => server?.close())

const ROUTES = routes().map(({ method, pattern }) => `${method} ${pattern}`)

type Described = Record<string, Record<string, { requestBody?: { content: Record<string, { schema?: object }> } }>>
const described = openApi().paths as Described

function bodyOf(method: string, pattern: string, rule: Rule): string | undefined {
  if (method === 'GET') return undefined
  if (rule.body !== undefined) return JSON.stringify(rule.body({ offered, caseId }))
  const path = pattern.replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')
  const schema = described[path]?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema
  return JSON.stringify(exampleBody(schema as Parameters<typeof exampleBody>[0]))
}

/** What somebody is answered: the status, and the code where it is a refusal. */
async function ask(key: string, rule: Rule, cookie: string | undefined): Promise<string> {
  const [method = '', pattern = ''] = key.split(' ')
  const path = pattern.replace('[caseId]', caseId).replaceAll(/\[[^\]]+\]/g, '1')
  const headers = {
    origin: server.url,
    'content-type': 'application/json',
    ...(cookie === undefined ? {} : { cookie }),
  }
  const answer = await server.fetch(path, { method, headers, body: bodyOf(method, pattern, rule) })
  const text = await answer.text()
  const [, code] = /^\{"error":\{"code":"([^"]+)"/.exec(text) ?? []
  return code === undefined ? String(answer.status) : `${answer.status} ${code}`
}

async function seatAll(): Promise<void> {
  for (const { person, side, rights } of seats.values()) await server.seat(caseId, person, side, rights)
}

const UNSIGNED = '401 not-signed-in'
const ABSENT = '404 case-not-found'
const FORBIDDEN = '403 not-allowed'
/** Refused before it was looked at what is asked for. */
const AT_THE_DOOR = [UNSIGNED, ABSENT, FORBIDDEN]

function mayAsk({ who, side }: Rule, seat: { side: Side | undefined; rights: readonly Right[] }): boolean {
  const needed = [who].flat() as Right[]
  return needed.some((right) => seat.rights.includes(right)) && (side !== true || seat.side !== undefined)
}

describe('the access matrix', () => {
  it('[ACC10] has a row for every route, page, command, message and kind of entry, and no row for what is not there', () => {
    expect(Object.keys(ROUTE_RULES).sort()).toEqual([...ROUTES].sort())
    // Each is asked for in tests/e2e/invite.spec.ts, where there are pages.
    expect(Object.keys(PAGE_RULES).sort()).toEqual(pages())
    expect(Object.keys(COMMAND_RULES).sort()).toEqual(Object.keys(COMMANDS).sort())
    expect(Object.keys(ENTRY_RULES).sort()).toEqual(Object.keys(EVENTS).sort())
    const sent = Object.entries(MESSAGES).flatMap(([name, { to }]) => (to === ('client' as string) ? [] : [name]))
    expect(
      Object.keys(MESSAGE_RULES)
        .filter((name) => !name.includes(' '))
        .sort(),
    ).toEqual(sent.sort())
    const writers = Object.values(ENTRY_RULES).flatMap((routes) => (routes === 'service' ? [] : routes))
    expect(writers.filter((key) => ROUTE_RULES[key] === undefined)).toEqual([])
  })

  it('[ACC10] lets nobody write an entry of a case who may only read it, but about their own seat and what concerns them', () => {
    const byReaders = Object.entries(ENTRY_RULES).flatMap(([kind, routes]) =>
      routes === 'service'
        ? []
        : routes.filter((key) => ROUTE_RULES[key]?.who === 'read').map((key) => `${kind} ${key}`),
    )
    // Each of these is decided about the thing: the row names the test that tries it.
    const open = byReaders.filter((each) => {
      const rule = ROUTE_RULES[each.slice(each.indexOf(' ') + 1)]
      return rule?.further === undefined && !/\/(leave|duplicate|check)$/.test(each)
    })
    expect(open).toEqual([])
  })

  it.each(Object.entries(ROUTE_RULES).filter(([key]) => key.includes('[caseId]')))(
    '[ACC10] [ACC6] %s',
    async (key, rule) => {
      const found: Record<string, string> = {}
      const wanted: Record<string, string> = {}
      for (const [name, person] of [['unsigned', undefined], ...strangers] as const) {
        if (name === 'member' || name === 'chief') continue
        found[name] = await ask(key, rule, person?.cookie)
        wanted[name] = name === 'unsigned' || name === 'closed' ? UNSIGNED : ABSENT
      }
      // What reads asks no more of anybody than to read: three of those who may are enough.
      const everybody = key.startsWith('GET') && rule.who === 'read'
      for (const [name, seat] of seats) {
        if (everybody && !['hdo-read', 'assessor', 'blind'].includes(name)) continue
        if (!key.startsWith('GET')) await server.seat(caseId, seat.person, seat.side, seat.rights)
        const said = await ask(key, rule, seat.person.cookie)
        found[name] = said
        if (name === 'blind') wanted[name] = ABSENT
        else if (mayAsk(rule, seat)) {
          // Behind the door the thing itself decides; where a row says so it may be this person's no as well.
          const further = rule.further !== undefined && said === FORBIDDEN
          wanted[name] = AT_THE_DOOR.includes(said) && !further ? 'let in' : said
        } else {
          // Without a side it is a no in any case; which one is told first, that or a wrong password, is all the same.
          const noSide = rule.side === true && seat.side === undefined && said.startsWith('403 ')
          wanted[name] = noSide ? said : FORBIDDEN
        }
        if (!key.startsWith('GET')) await server.seat(caseId, seat.person, seat.side, seat.rights)
      }
      expect(found).toEqual(wanted)
    },
  )

  it.each(Object.entries(ROUTE_RULES).filter(([key]) => !key.includes('[caseId]')))(
    '[ACC10] [ACC6] %s',
    async (key, rule) => {
      const cookieOf = (name: string) => strangers.get(name)?.cookie
      const unsigned = await ask(key, rule, undefined)
      const closed = await ask(key, rule, cookieOf('closed'))
      if (rule.who === 'anybody') {
        expect(AT_THE_DOOR).not.toContain(unsigned)
        expect(closed).toBe(unsigned)
        return
      }
      expect([unsigned, closed]).toEqual([UNSIGNED, UNSIGNED])
      const outsider = await ask(key, rule, cookieOf('outsider'))
      if (rule.who === 'people') return expect(AT_THE_DOOR).not.toContain(outsider)
      const no = ['404 organisation-not-found', FORBIDDEN]
      expect(no).toContain(outsider)
      const member = await ask(key, rule, cookieOf('member'))
      if (rule.who === 'member') return expect(no).not.toContain(member)
      expect(member).toBe(FORBIDDEN)
      expect(no).not.toContain(await ask(key, rule, cookieOf('chief')))
    },
  )

  it('[ACC10] [ACC1] takes a command from who has the right that its row names, and from nobody else', async () => {
    await seatAll()
    const tried = ['hdo-read', 'hdo-edit', 'hdo-approve', 'assessor', 'assessor-all', 'blind']
    const who = [...seats].filter(([name]) => tried.includes(name))
    for (const [command, { who: right, side }] of Object.entries(COMMAND_RULES)) {
      for (const [name, seat] of who) {
        const rule = { who: right, body: () => ({ command, args: {} }) }
        const said = await ask('POST /api/cases/[caseId]/commands', rule, seat.person.cookie)
        const may = name !== 'blind' && mayAsk({ who: right, ...(side === undefined ? {} : { side }) }, seat)
        if (name === 'blind') expect(said, `${command} ${name}`).toBe(ABSENT)
        // Whoever has the right and no side is told so once it is known what it is about.
        else if (!may)
          expect(said, `${command} ${name}`).toMatch(seat.rights.includes(right) ? /^4(03|22) / : /^403 not-allowed$/)
        // Without arguments most are refused for that; nothing is refused at the door.
        else expect(AT_THE_DOOR, `${command} ${name}`).not.toContain(said)
      }
    }
  })

  describe('the socket', () => {
    /** What comes of a message: taken, or the code that the socket was closed with. */
    async function send(cookie: string, frames: readonly Uint8Array[]): Promise<string> {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}/sync/c/${caseId}`, {
        headers: { cookie, origin: server.url },
      })
      let heard = 0
      let closed = ''
      let answered = false
      socket.on('error', () => {})
      socket.on('close', (code) => {
        closed = String(code)
      })
      socket.on('message', (data: Buffer) => {
        heard += 1
        // The answer to the barrier: everything before it was taken.
        if (data[0] === MESSAGES.barrier.type) answered = true
      })
      socket.on('open', () => {
        for (const frame of frames) socket.send(frame)
        socket.send(barrierFrame(1))
      })
      await until(() => answered || closed !== '')
      socket.terminate()
      return answered ? 'taken' : heard === 0 ? closed : `${closed} after ${heard} messages`
    }

    it('[ACC10] [SYN5] takes each message from who may send it, and shuts out the others without a word', async () => {
      await seatAll()
      const edit = () => {
        const doc = new Y.Doc()
        doc.getMap('meta').set('title', 'Not mine to write')
        return Y.encodeStateAsUpdate(doc)
      }
      const empty = step2Frame(Y.encodeStateAsUpdate(new Y.Doc()))
      const FRAMES: Readonly<Record<string, () => readonly Uint8Array[]>> = {
        sync: () => [step1Frame(Y.encodeStateVector(new Y.Doc())), empty],
        'sync update': () => [empty, updateFrame(edit())],
        awareness: () => [empty, awarenessFrame([{ clientId: 7, clock: 1, state: '{}' }])],
        queryAwareness: () => [empty, Uint8Array.of(MESSAGES.queryAwareness.type)],
        barrier: () => [empty, barrierFrame(0)],
      }
      expect(Object.keys(FRAMES).sort()).toEqual(Object.keys(MESSAGE_RULES).sort())
      for (const [message, right] of Object.entries(MESSAGE_RULES)) {
        const frames = FRAMES[message]?.() ?? []
        for (const name of ['hdo-read', 'hdo-edit', 'hdo-administer', 'assessor']) {
          const seat = seats.get(name)
          const said = await send(seat?.person.cookie ?? '', frames)
          if (seat?.rights.includes(right)) expect(said, `${message} ${name}`).toMatch(/^(taken|4422)/)
          else expect(said, `${message} ${name}`).toMatch(/^4403/)
        }
        for (const [name, person] of [...strangers, ['blind', seats.get('blind')?.person]] as const) {
          const code = name === 'closed' ? '4401' : '4404'
          expect(await send(person?.cookie ?? '', frames), `${message} ${name}`).toBe(code)
        }
        expect(await send('', frames), message).toBe('4401')
      }
    })
  })
})
