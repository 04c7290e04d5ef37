import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { JOBS } from './exchange/jobs'
import { largeImport } from './exchange/large-import'
import { median, shown } from './sync/figures'

/**
 * Files in and out by the size of the case: time, memory above the start, and the time of a peer in the same run that does
 * the bare work of the format. Each figure in a process of its own. Then one import of 20,000 elements into a case in which
 * somebody else is typing. `--sizes=1500` and `--only=sacm` choose. Prints tables and writes dist/bench/exchange.json;
 * asserts nothing.
 */
const option = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
const one = option('one')
if (one !== undefined) await child(one, Number(option('size')))
else await everything()

async function child(name: string, size: number): Promise<void> {
  const job = JOBS.find((each) => each.name === name)
  if (job === undefined) throw new Error(`There is no ${name}.`)
  const { work, peer, bytes } = job.prepare(size)
  globalThis.gc?.()
  const before = forgetPeak()
  const first = performance.now()
  await work()
  const cold = performance.now() - first
  const peak = Math.max(0, statusMb('VmHWM') - before)
  const runs = cold > 5000 ? 1 : cold > 500 ? 3 : 7
  const time = async (what: () => unknown) => {
    const times: number[] = []
    for (let n = 0; n < runs; n++) {
      const began = performance.now()
      await what()
      times.push(performance.now() - began)
    }
    return median(times)
  }
  const ms = await time(work)
  const beside = peer === undefined ? undefined : await time(peer)
  process.stdout.write(JSON.stringify({ name, size, ms, cold, peakMb: peak, peerMs: beside, bytes }))
}

/** Begins to count the most memory anew, which preparing has taken too. @returns megabytes in use; NaN without /proc */
function forgetPeak(): number {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    return statusMb('VmRSS')
  } catch {
    return Number.NaN
  }
}

function statusMb(field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync('/proc/self/status', 'latin1')
  return Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024
}

async function everything(): Promise<void> {
  const sizes = (option('sizes') ?? '1500,20000').split(',').map(Number)
  const only = option('only')
  const figures: Record<string, unknown>[] = []
  console.log(
    `load ${loadavg()
      .map((each) => each.toFixed(1))
      .join(' ')}`,
  )
  console.log(['work', 'elements', 'ms', 'memory MB', 'peer ms', 'times peer', 'peer'].join('\t'))
  for (const job of JOBS) {
    if (only !== undefined && !job.name.includes(only)) continue
    for (const size of sizes) {
      const wanted = Math.min(size, job.most ?? size)
      if (wanted < size && sizes.includes(wanted)) continue
      const done = spawnSync(
        process.execPath,
        ['--expose-gc', process.argv[1] ?? '', `--one=${job.name}`, `--size=${wanted}`],
        { encoding: 'utf8' },
      )
      if (done.status !== 0) {
        console.log(`${job.name}\t${wanted}\tnot done: ${done.stderr.trim().split('\n').at(-1)}`)
        continue
      }
      const figure = JSON.parse(done.stdout) as { ms: number; peakMb: number; peerMs?: number }
      figures.push(figure)
      const { ms, peakMb, peerMs } = figure
      const ratio = peerMs === undefined ? '-' : shown(ms / peerMs)
      console.log(
        [
          job.name,
          wanted,
          shown(ms),
          shown(peakMb),
          peerMs === undefined ? '-' : shown(peerMs),
          ratio,
          job.peer ?? '',
        ].join('\t'),
      )
    }
  }
  const imports = only === undefined || only === 'import' ? [await largeImport(Math.max(...sizes))] : []
  for (const { elements, megabytes, whole, longestPause, worstEdit, usualEdit } of imports) {
    console.log(
      `One import of ${elements} elements (${shown(megabytes)} MB): ${shown(whole)} ms; the server paused ${shown(longestPause)} ms at most; somebody else's edit took ${shown(worstEdit)} ms at most (${shown(usualEdit)} ms without).`,
    )
  }
  mkdirSync('dist/bench', { recursive: true })
  writeFileSync('dist/bench/exchange.json', JSON.stringify({ at: new Date().toISOString(), figures, imports }, null, 1))
}
