import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '@/server/root'
import { type Bench, prepare } from './sync/bench'
import { bundlePrograms } from './sync/bundle'
import { installPeers } from './sync/install-peers'
import { machine } from './sync/machine'
import { measureJoins } from './sync/measure-joins'
import { measureLoad } from './sync/measure-load'
import { measureOpen } from './sync/measure-open'
import { readOptions } from './sync/options'
import { endAll } from './sync/processes'
import { print, type Report, ratios } from './sync/report'
import { SERVERS } from './sync/servers'

/**
 * Accord's server as it is shipped (embedded store, every commit flushed to the disk before anybody sees it) against two
 * servers that keep everything in memory: same run, same machine, same documents, each with its stock client. Figures only.
 */
const options = readOptions(process.argv.slice(2))
const { sizes, parts } = options
const out = join(projectRoot(), 'dist/bench')
const peersFolder = join(out, 'peers')
const peers = !options.alone && installPeers(peersFolder)
if (!peers && !options.alone) {
  console.log('The peers could not be installed from the package registry: Accord is measured alone.')
}
const work = join(out, `work-${process.pid}`)
mkdirSync(work, { recursive: true })
const leave = () => {
  endAll()
  rmSync(work, { recursive: true, force: true, maxRetries: 5 })
}
process.on('exit', leave)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1))

const bench: Bench = {
  options,
  work,
  programs: await bundlePrograms(projectRoot(), join(out, 'sync'), peers ? peersFolder : undefined),
  servers: SERVERS.filter((server) => peers || server === 'Accord'),
  profiles: options.profile ? join(out, 'profiles') : undefined,
}
const on = machine(work)
const at = new Date().toISOString()
const report: Report = { load: [], saturation: [], join: [], open: [] }
const failures: string[] = []
const load = () => loadavg().map((average) => Math.round(average * 100) / 100)
const progress = (words: string) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${words}\n`)
progress(`load average ${on.loadAverage.join(' ')}, one flush ${on.fsyncMs.toFixed(2)} ms`)

/** Does one measurement; what cannot be measured is said and left out. */
async function attempt(words: string, measure: () => Promise<void>): Promise<void> {
  progress(words)
  await measure().catch((error) => {
    failures.push(`${words}: ${error instanceof Error ? error.message : error}`)
    progress(`not measured: ${failures.at(-1)}`)
  })
  save()
}

function save(): void {
  const result = { at, machine: on, loadAverageAfter: load(), sizes, ...report, ratios: ratios(report), failures }
  writeFileSync(join(out, 'sync.json'), `${JSON.stringify(result, null, 2)}\n`)
}

if (parts.includes('load') || parts.includes('saturation')) {
  progress(`preparing a case of ${sizes.elements} elements`)
  const people = Math.max(...sizes.editors, sizes.saturationEditors)
  const stage = await prepare(bench, 'load', { people, elements: sizes.elements, smallCases: 0 })
  for (const editors of parts.includes('load') ? sizes.editors : []) {
    for (const server of bench.servers) {
      await attempt(`${editors} editors on ${server}`, async () => {
        report.load.push(...(await measureLoad(bench, stage, server, { editors, rates: [editors * sizes.perEditor] })))
      })
    }
  }
  for (const server of parts.includes('saturation') ? bench.servers : []) {
    await attempt(`up to ${sizes.saturationRates.at(-1)} edits/s on ${server}`, async () => {
      const wanted = { editors: sizes.saturationEditors, rates: sizes.saturationRates }
      report.saturation.push(...(await measureLoad(bench, stage, server, wanted)))
    })
  }
}
if (parts.includes('join')) {
  progress(`preparing a history of ${sizes.history} edits`)
  const { elements, history } = sizes
  const stage = await prepare(bench, 'join', { people: 20, elements, history, smallCases: 1 })
  for (const server of bench.servers) {
    await attempt(`joining on ${server}`, async () => {
      report.join.push(...(await measureJoins(bench, stage, server)))
    })
  }
}
if (parts.includes('open')) {
  progress(`preparing ${sizes.smallCases} small cases`)
  const stage = await prepare(bench, 'open', { people: 1, elements: 0, smallCases: sizes.smallCases })
  for (const server of bench.servers) {
    await attempt(`${sizes.smallCases} cases on ${server}`, async () => {
      report.open.push(await measureOpen(bench, stage, server))
    })
  }
}
print(report)
console.log(`\nThe floor of a durable commit: one flush of this disk takes ${on.fsyncMs.toFixed(2)} ms (median).`)
for (const failure of failures) console.log(`Not measured: ${failure}`)
console.log(
  `\nLoad average before ${on.loadAverage.join(' ')}, after ${load().join(' ')}. Written to dist/bench/sync.json.`,
)
