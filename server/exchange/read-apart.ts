import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { projectRoot } from '../root'
import { type Reading, type Readings, readNow, type Told } from './readings'

export interface ReadJob {
  readonly reading: Reading
  readonly bytes: Uint8Array
  readonly told: Told
}

/** What the thread answers: the outcome, or what went wrong in our own program. */
export type ReadAnswer = { readonly outcome: Outcome<unknown> } | { readonly problem: string }

/** A text of this size is read in less time than a thread takes to begin. */
const SMALL = 100_000
const MOST_WAITING = 12
/** What the reading of one file may take. */
const LIMIT = { ms: 60_000, heapMb: 1024 }

/** One line for the whole process: the server's bundle and Next's each have this module. */
interface Line {
  running: boolean
  readonly waiting: (() => void)[]
}
const LINE = Symbol.for('accord.readings')

function line(): Line {
  const held = globalThis as { [LINE]?: Line }
  held[LINE] ??= { running: false, waiting: [] }
  return held[LINE]
}

/**
 * [EXC21] Reads a file that somebody else wrote, in a thread with its own bounded memory and time, one after the other:
 * nobody who types waits for somebody's large file, and a file made to use up memory uses up the thread's alone. Small
 * texts are read at once. Without a build there is no program for the thread, and everything is.
 * @returns the refusals of the reader; `file-too-heavy`, `busy`
 */
export async function readApart<R extends Reading>(
  reading: R,
  bytes: Uint8Array,
  told: Told = {},
  { program = threadProgram(), limit = LIMIT } = {},
): Promise<Outcome<Readings[R]>> {
  const packed = bytes[0] === 0x50 && bytes[1] === 0x4b
  if ((bytes.length < SMALL && !packed) || !existsSync(program)) return readNow(reading, bytes, told)
  const { waiting } = line()
  if (line().running) {
    if (waiting.length >= MOST_WAITING)
      return refuse('busy', 'The server is reading many other files. Try again in a minute.')
    // Whoever is done hands its turn on: `running` stays as it is.
    await new Promise<void>((turn) => waiting.push(turn))
  } else line().running = true
  try {
    return (await inThread(program, { reading, bytes, told }, limit)) as Outcome<Readings[R]>
  } finally {
    const next = waiting.shift()
    if (next === undefined) line().running = false
    else next()
  }
}

function threadProgram(): string {
  const build = (process.env.ACCORD_DIST_DIR ?? '').replace(/^\.next-?/, '') || 'server'
  return join(projectRoot(), 'dist', build, 'read-thread.js')
}

function inThread(program: string, job: ReadJob, limit: typeof LIMIT): Promise<Outcome<unknown>> {
  return new Promise((resolve, reject) => {
    // Asked for by name: a bundler that sees a thread being made wants to bundle its program too.
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const resourceLimits = { maxOldGenerationSizeMb: limit.heapMb }
    const thread = new Worker(program, { workerData: job, execArgv: [], resourceLimits })
    const tooHeavy = () =>
      resolve(refuse('file-too-heavy', 'Reading this file takes more than one file may take. Divide it.'))
    const timer = setTimeout(() => {
      tooHeavy()
      void thread.terminate()
    }, limit.ms)
    thread.once('message', (answer: ReadAnswer) => {
      if ('outcome' in answer) resolve(answer.outcome)
      else reject(new Error(answer.problem))
    })
    thread.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooHeavy()
      else reject(error)
    })
    thread.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The file was not read (code ${code}).`))
    })
  })
}
