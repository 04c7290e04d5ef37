import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PagedDocument } from '@/lib/document/document'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { projectRoot } from '../root'
import { doJob, type Job } from './jobs'

/** What the thread answers: the outcome, or the sentence of what went wrong. */
export type JobAnswer = { readonly outcome: Outcome<Uint8Array> } | { readonly problem: string }

/** Jobs that run at once, and those that wait for their turn; more are asked to come back. */
const AT_ONCE = 1
const MOST_WAITING = 6
/** What one document may take before it is given up. */
const LIMIT = { ms: 180_000, heapMb: 1536 }

/** One line for the whole process: the server's bundle and Next's each have this module. */
interface Line {
  running: number
  readonly waiting: (() => void)[]
}
const LINE = Symbol.for('accord.documents')

function line(): Line {
  const held = globalThis as { [LINE]?: Line }
  held[LINE] ??= { running: 0, waiting: [] }
  return held[LINE]
}

/** The thread's program; there is none without a build. */
export function writerProgram(): string {
  const build = (process.env.ACCORD_DIST_DIR ?? '').replace(/^\.next-?/, '') || 'server'
  return join(projectRoot(), 'dist', build, 'document-thread.js')
}

/**
 * [DOC1] Does a job beside the server, one after the other: a long document takes seconds, and nobody who types has to
 * wait for it. Without a build there is no program for the thread, and it is done here.
 * @returns what the job answers; refusals `busy`, `document-too-long`
 * @throws Error with the sentence of a mistake of the composer
 */
export async function doAside(job: Job): Promise<Outcome<Uint8Array>> {
  const program = writerProgram()
  if (!existsSync(program)) return doJob(job)
  const { waiting } = line()
  if (line().running >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      return refuse('busy', 'The server is writing many other documents. Try again in a minute.')
    // Whoever is done hands its turn on: `running` stays as it is.
    await new Promise<void>((turn) => waiting.push(turn))
  } else line().running++
  try {
    return await inThread(program, job)
  } finally {
    const next = waiting.shift()
    if (next === undefined) line().running--
    else next()
  }
}

function inThread(program: string, job: Job): Promise<Outcome<Uint8Array>> {
  return new Promise((resolve, reject) => {
    // Asked for by name: a bundler that sees a thread being made wants to bundle its program too.
    const { Worker } = process.getBuiltinModule('node:worker_threads')
    const resourceLimits = { maxOldGenerationSizeMb: LIMIT.heapMb }
    const thread = new Worker(program, { workerData: job, execArgv: [], resourceLimits })
    const tooLong = () =>
      resolve(
        refuse(
          'document-too-long',
          'This is too much for one document. Take one capability or one branch, or a table of the whole case.',
        ),
      )
    const limit = setTimeout(() => {
      tooLong()
      void thread.terminate()
    }, LIMIT.ms)
    thread.once('message', (answer: JobAnswer) => {
      if ('outcome' in answer) resolve(answer.outcome)
      else reject(new Error(answer.problem))
    })
    thread.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooLong()
      else reject(error)
    })
    thread.once('exit', (code) => {
      clearTimeout(limit)
      reject(new Error(`The document was not written (code ${code}).`))
    })
  })
}

/** [DOC1] The same as `writePdf`, beside the server. */
export async function writePdfAside(document: PagedDocument): Promise<Uint8Array> {
  return bytesOf(await doAside({ kind: 'pdf', document }))
}

/** [DOC1] The same as `writeDocx`, beside the server. */
export async function writeDocxAside(document: PagedDocument): Promise<Uint8Array> {
  return bytesOf(await doAside({ kind: 'docx', document }))
}

function bytesOf(outcome: Outcome<Uint8Array>): Uint8Array {
  if (!outcome.ok) throw new Error(outcome.refusal.message)
  return outcome.value
}
