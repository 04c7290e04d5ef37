import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Options } from './options'
import type { Prepared } from './prepared'
import { ended, start, stop } from './processes'
import { type Programs, type RunningServer, type ServerName, startAccord, startPeer } from './servers'

/** What every measurement needs: the programs, a folder of its own, and servers that hold the same documents. */
export interface Bench {
  readonly options: Options
  readonly programs: Programs
  /** Emptied before and after. On the project's own disk, so that a flush is a flush. */
  readonly work: string
  readonly servers: readonly ServerName[]
  readonly profiles: string | undefined
}

export interface Stage {
  readonly prepared: Prepared
  readonly folder: string
}

/** Makes documents, people and sessions in the store that Accord is started on. */
export async function prepare(bench: Bench, name: string, wanted: object): Promise<Stage> {
  const folder = join(bench.work, name)
  const dataDir = join(folder, 'data')
  mkdirSync(dataDir, { recursive: true })
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error' }
  const code = await ended(start(bench.programs.prepare, [folder, JSON.stringify(wanted)], { env }))
  if (code !== 0) throw new Error(`The documents to measure on could not be made (${code}).`)
  return { folder, prepared: JSON.parse(readFileSync(join(folder, 'prepared.json'), 'utf8')) as Prepared }
}

/** Runs one server on a copy of what was prepared, and ends it whatever happens. */
export async function withServer<T>(
  bench: Bench,
  { folder, prepared }: Stage,
  name: ServerName,
  work: (server: RunningServer) => Promise<T>,
): Promise<T> {
  const dataDir = join(bench.work, 'running')
  rmSync(dataDir, { recursive: true, force: true })
  if (name === 'Accord') cpSync(join(folder, 'data'), dataDir, { recursive: true })
  const server =
    name === 'Accord'
      ? await startAccord(bench.programs, dataDir, bench.profiles)
      : await startPeer(bench.programs, name, folder, prepared)
  try {
    return await work(server)
  } finally {
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Runs load processes, and ends them whatever happens. */
export async function withLoad<T>(
  bench: Bench,
  count: number,
  work: (processes: readonly ReturnType<typeof start>[]) => Promise<T>,
): Promise<T> {
  // A hundred documents in one process: with the usual young generation it is the clients' collector that is measured.
  const node = ['--expose-gc', '--max-old-space-size=6000', '--min-semi-space-size=64', '--max-semi-space-size=128']
  const processes = Array.from({ length: count }, () => start(bench.programs.load, [], { node, ipc: true }))
  try {
    return await work(processes)
  } finally {
    await Promise.all(processes.map(stop))
  }
}
