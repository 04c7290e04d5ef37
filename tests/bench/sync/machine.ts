import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from './figures'

/** What the figures were made on. */
export function machine(work: string) {
  return {
    node: process.version,
    processors: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    /** How much else it had to do before. */
    loadAverage: loadavg().map((load) => Math.round(load * 100) / 100),
    /** One small write made durable, median. */
    fsyncMs: fsyncMs(work),
  }
}

function fsyncMs(work: string): number {
  const file = join(work, 'fsync')
  const handle = openSync(file, 'w')
  const times = Array.from({ length: 51 }, () => {
    const from = performance.now()
    writeSync(handle, 'x'.repeat(4_096))
    fsyncSync(handle)
    return performance.now() - from
  })
  closeSync(handle)
  rmSync(file)
  return median(times)
}
