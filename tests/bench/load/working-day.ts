import { readFileSync } from 'node:fs'
import { type Client, openClient } from '../sync/client'
import { Editing } from '../sync/editing'
import { roomName, type Target } from '../sync/servers'

export interface LoadCase {
  readonly id: string
  /** Elements whose statements are written on and which are talked about. */
  readonly elements: readonly string[]
  /** Sessions, one for each person of the case. */
  readonly cookies: readonly string[]
}

/** What a process of people is told. */
export interface Day {
  readonly target: Target
  /** A file of `LoadCase[]`, and which of them are this process's. */
  readonly cases: string
  readonly share: readonly [index: number, of: number]
  /** Letters per second and person; seconds between two things that a person reads, and between two comments. */
  readonly letters: number
  readonly readEvery: number
  readonly commentEvery: number
}

/** What happened since the last look. */
export interface Window {
  readonly made: number
  readonly visibleMs: readonly number[]
  readonly readMs: readonly number[]
  readonly commentMs: readonly number[]
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  readonly closes: number
}

/** A process of people at work: it is told once how, and then asked for what happened since. */
process.setMaxListeners(0)
const READ = ['graph', 'findings', 'register', 'matrix', 'responsibilities', 'history', 'participants']
const clients: Client[] = []
const editings: Editing[] = []
let [readMs, commentMs, statuses]: [number[], number[], Record<string, number>] = [[], [], {}]

process.on('message', (what: Day | 'take') => {
  if (what === 'take') process.send?.(taken())
  else
    begin(what).then(
      () => process.send?.('begun'),
      (error) => {
        process.stderr.write(`${error}\n`)
        process.exit(1)
      },
    )
})
process.on('disconnect', () => process.exit())

async function begin({ target, cases, share, ...how }: Day): Promise<void> {
  const all = JSON.parse(readFileSync(cases, 'utf8')) as LoadCase[]
  for (const own of all.filter((_, index) => index % share[1] === share[0])) {
    const seats = own.cookies.map((cookie, n) => ({
      room: roomName(own.id),
      cookie,
      element: own.elements[n % own.elements.length] ?? '',
    }))
    const here = await Promise.all(seats.map((seat) => openClient(target, seat)))
    await Promise.all(here.map((client) => client.joined))
    clients.push(...here)
    const editing = new Editing(here)
    editing.start(how.letters)
    editing.mark()
    editings.push(editing)
    for (const { cookie } of seats) {
      const person = { target, cookie, caseId: own.id, elements: own.elements }
      again(how.readEvery, () => read(person))
      again(how.commentEvery, () => comment(person))
    }
  }
}

interface Person {
  readonly target: Target
  readonly cookie: string
  readonly caseId: string
  readonly elements: readonly string[]
}

/** Again and again, with pauses of this many seconds on average. */
function again(every: number, act: () => Promise<void>): void {
  const pause = () => setTimeout(() => void act().finally(pause), every * 1_000 * (0.5 + Math.random()))
  setTimeout(() => void act().finally(pause), every * 1_000 * Math.random())
}

async function read({ target, cookie, caseId }: Person): Promise<void> {
  const what = READ[Math.floor(Math.random() * READ.length)]
  const page = Math.random() < 0.2
  readMs.push(await timed(`${target.origin}${page ? `/cases/${caseId}` : `/api/cases/${caseId}/${what}`}`, { cookie }))
}

async function comment({ target, cookie, caseId, elements }: Person): Promise<void> {
  const element = elements[Math.floor(Math.random() * elements.length)]
  const body = JSON.stringify({ element, audience: 'all', text: 'Which test shows that, and on which version?' })
  const headers = { cookie, origin: target.origin, 'content-type': 'application/json' }
  const url = `${target.origin}/api/cases/${caseId}/threads`
  commentMs.push(await timed(url, headers, { method: 'POST', body }))
}

async function timed(url: string, headers: Record<string, string>, init: RequestInit = {}): Promise<number> {
  const from = performance.now()
  const status = await fetch(url, { ...init, headers }).then(
    async (answer) => {
      await answer.arrayBuffer()
      return String(answer.status)
    },
    () => 'no answer',
  )
  statuses[status] = (statuses[status] ?? 0) + 1
  return performance.now() - from
}

function taken(): Window {
  const parts = editings.map((editing) => editing.take())
  const window: Window = {
    made: parts.reduce((sum, { made }) => sum + made, 0),
    visibleMs: parts.flatMap(({ visibleMs }) => visibleMs),
    readMs,
    commentMs,
    statuses,
    closes: clients.reduce((sum, client) => sum + client.closes(), 0),
  }
  ;[readMs, commentMs, statuses] = [[], [], {}]
  return window
}
