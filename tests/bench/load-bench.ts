import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { projectRoot } from '@/server/root'
import type { Day, LoadCase, Window } from './load/working-day'
import { openClient } from './sync/client'
import { percentiles, shown } from './sync/figures'
import { machine } from './sync/machine'
import { cpuSeconds, endAll, ended, printed, residentMb, start, stop } from './sync/processes'
import { roomName, type Target } from './sync/servers'

/**
 * The server as it is shipped, pages and all, under people at work: 40 cases of 300 elements, 10 people in each, who write,
 * comment and read for minutes. Then 1,000 cases, a kill -9, and how long until people are in again. Figures only.
 * Options: --minutes=5 --cases=40 --people=10 --elements=300 --many=1000
 */
const option = (name: string, value: number) => {
  const word = process.argv.find((each) => each.startsWith(`--${name}=`))
  return word === undefined ? value : Number(word.slice(name.length + 3))
}
const minutes = option('minutes', 5)
const size = { cases: option('cases', 40), people: option('people', 10), elements: option('elements', 300) }
const many = option('many', 1_000)
const root = projectRoot()
const work = join(root, 'dist/bench', `load-${process.pid}`)
mkdirSync(work, { recursive: true })
process.on('exit', () => {
  endAll()
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))
// Each stock provider listens for the end of the process.
process.setMaxListeners(0)
const say = (words: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)

const { buildIfNeeded } = await import(pathToFileURL(join(root, 'server/scripts/project.mjs')).href)
buildIfNeeded()
const programs = await bundled()
const { loadAverage, fsyncMs } = machine(work)
console.log(`Load average before ${loadAverage.join(' ')}, one flush ${fsyncMs.toFixed(2)} ms.`)
await workingDay()
await recovery()

async function bundled() {
  const file = pathToFileURL(join(root, 'server/scripts/bundle.mjs')).href
  const { settings } = (await import(file)) as { settings: (outdir: string) => BuildOptions }
  const out = join(root, 'dist/bench/load')
  const names = ['prepare-load', 'working-day', 'store-size']
  const entryPoints = names.map((name) => ({ out: name, in: `tests/bench/load/${name}.ts` }))
  await build({ ...settings(out), entryPoints, outExtension: { '.js': '.mjs' } })
  const at = (name: string) => join(out, `${name}.mjs`)
  return { prepare: at('prepare-load'), people: at('working-day'), storeSize: at('store-size') }
}

async function prepared(name: string, wanted: object) {
  const folder = join(work, name)
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { recursive: true })
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  if ((await ended(start(programs.prepare, [folder, JSON.stringify(wanted)], { env }))) !== 0) {
    throw new Error('The cases could not be made.')
  }
  return { dataDir, file: join(folder, 'cases.json') }
}

async function server(dataDir: string, port: number) {
  const env = { DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  const child = start(join(root, 'server/scripts/start.mjs'), [], { env })
  const [, origin = ''] = await printed(child, /ready (http:\/\/[\w.]+:\d+)/)
  const target: Target = { server: 'Accord', port, origin }
  return { child, pid: child.pid ?? 0, target }
}

async function workingDay(): Promise<void> {
  say(`preparing ${size.cases} cases of ${size.elements} elements`)
  const { dataDir, file } = await prepared('day', size)
  const before = await storeSize(dataDir)
  const { child, pid, target } = await server(dataDir, await freePort())
  const day = { target, cases: file, letters: 1, readEvery: 30, commentEvery: 60 }
  const people = [0, 1].map((index) => ({ child: start(programs.people, [], { ipc: true }), index }))
  await Promise.all(people.map((one) => ask(one.child, { ...day, share: [one.index, 2] } satisfies Day)))
  say(`${size.cases * size.people} people are in`)

  console.log(
    '\n| minute | edits/s | seen p50 | p95 | p99 ms | read p50 | p95 ms | comment p95 ms | CPU | MB | files | closed |',
  )
  console.log(`|${' ---: |'.repeat(12)}`)
  const resident: [number, number][] = []
  const statuses: Record<string, number> = {}
  let edits = 0
  await Promise.all(people.map((one) => ask<Window>(one.child, 'take')))
  for (let minute = 1; minute <= minutes; minute++) {
    const from = { at: performance.now(), cpu: cpuSeconds(pid) }
    for (let part = 0; part < 6; part++) {
      await new Promise((resolve) => setTimeout(resolve, 10_000))
      resident.push([minute - 1 + (part + 1) / 6, residentMb(pid)])
    }
    const seconds = (performance.now() - from.at) / 1_000
    const windows = await Promise.all(people.map((one) => ask<Window>(one.child, 'take')))
    const times = (of: (window: Window) => readonly number[]) =>
      percentiles(windows.map((window) => Float64Array.from(of(window))))
    const made = windows.reduce((sum, window) => sum + window.made, 0)
    edits += made
    for (const window of windows) {
      for (const [status, count] of Object.entries(window.statuses)) statuses[status] = (statuses[status] ?? 0) + count
    }
    const [seen, read, comment] = [(w: Window) => w.visibleMs, (w: Window) => w.readMs, (w: Window) => w.commentMs].map(
      times,
    )
    const cells = [
      minute,
      made / seconds,
      ...[seen?.p50, seen?.p95, seen?.p99, read?.p50, read?.p95, comment?.p95],
      (cpuSeconds(pid) - from.cpu) / seconds,
      residentMb(pid),
      filesOf(pid),
      windows.reduce((sum, window) => sum + window.closes, 0),
    ]
    console.log(`| ${cells.map((cell) => shown(cell ?? Number.NaN)).join(' | ')} |`)
  }
  for (const one of people) one.child.kill('SIGKILL')
  await stop(child)
  const after = await storeSize(dataDir)
  console.log(`\nAnswers by status: ${JSON.stringify(statuses)}.`)
  const settled = resident.filter(([at]) => at > minutes / 3)
  console.log(`Memory of the server after the first third: ${shown(slope(settled))} MB per minute.`)
  console.log(
    `The store grew by ${shown((after.before - before.after) / edits)} bytes per edit, ${shown((after.after - before.after) / edits)} after packing (${shown(after.after / 1e6)} MB for ${edits} edits).`,
  )
}

async function recovery(): Promise<void> {
  say(`preparing ${many} small cases`)
  const { dataDir, file } = await prepared('many', { cases: many, people: 2, elements: 0 })
  const cases = JSON.parse(readFileSync(file, 'utf8')) as LoadCase[]
  const port = await freePort()
  const first = await server(dataDir, port)
  const seatOf = (one: LoadCase) => ({
    room: roomName(one.id),
    cookie: one.cookies[0] ?? '',
    element: one.elements[0] ?? '',
  })
  const open = await Promise.all(cases.slice(0, 100).map((one) => openClient(first.target, seatOf(one))))
  await Promise.all(open.map((client) => client.joined))
  for (const client of open) client.doc.getText(`t:${client.seat.element}:statement`).insert(0, 'x')
  first.child.kill('SIGKILL')
  const from = performance.now()
  await ended(first.child)
  const second = await server(dataDir, port)
  const ready = performance.now() - from
  const late = await openClient(second.target, seatOf(cases.at(-1) as LoadCase))
  const joined = await late.joined
  console.log(
    `\nWith ${many} cases, 100 of them open, killed with -9: it serves again ${shown(ready / 1_000)} s later, and the first person is in after another ${shown(joined)} ms.`,
  )
  for (const client of [...open, late]) client.close()
  await stop(second.child)
}

async function storeSize(dataDir: string): Promise<{ before: number; after: number }> {
  const child = start(programs.storeSize, [dataDir], {})
  const [line] = await printed(child, /\{.*\}/)
  await ended(child)
  return JSON.parse(line) as { before: number; after: number }
}

function ask<T>(child: ReturnType<typeof start>, what: Day | 'take'): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as T))
    child.once('close', () => reject(new Error('A process of people ended.')))
    child.send(what)
  })
}

/** Least squares: how much more per step of the first number. */
function slope(points: readonly [number, number][]): number {
  const mean = (of: 0 | 1) => points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const top = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return top / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

function filesOf(pid: number): number {
  const folder = `/proc/${pid}/fd`
  return statSync(folder, { throwIfNoEntry: false }) === undefined ? Number.NaN : readdirSync(folder).length
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
