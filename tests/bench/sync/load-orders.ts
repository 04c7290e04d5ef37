import type { ChildProcess } from 'node:child_process'
import type { Seat } from './client'
import type { Target } from './servers'

/** What a load process is told to do; it answers each order once. */
export type Order =
  | { readonly do: 'connect'; readonly target: Target; readonly seats: readonly Seat[] }
  /** Joins so many times, one after the other, and leaves again. */
  | { readonly do: 'join'; readonly target: Target; readonly seat: Seat; readonly times: number }
  /** Every client edits its statement so often. */
  | { readonly do: 'edit'; readonly perSecond: number }
  /** From here on it counts. */
  | { readonly do: 'mark' }
  /** No more edits; what was made is waited for. */
  | { readonly do: 'stop' }

export interface Answers {
  connect: { readonly joinMs: readonly number[] }
  join: { readonly joinMs: readonly number[] }
  edit: undefined
  mark: undefined
  stop: LoadResult
}

export interface LoadResult {
  /** Edits made while it counted. */
  readonly made: number
  readonly seconds: number
  /** Milliseconds from each edit until another client had it; for those never seen, until waiting ended. */
  readonly visibleMs: Float64Array
  readonly unseen: number
  /** Bytes received by all clients. */
  readonly bytes: number
  /** Connections that ended meanwhile. */
  readonly closes: number
}

/** Longer than anything that a load process is told to do. */
const PATIENCE_MS = 240_000

/** Gives an order and waits for the answer. @throws when the process ends instead, or does not answer */
export function order<O extends Order>(child: ChildProcess, what: O): Promise<Answers[O['do']]> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error(`A load process ended, or did not answer, during "${what.do}".`))
    const timer = setTimeout(gone, PATIENCE_MS)
    child.once('close', gone)
    child.once('message', (answer: { value: Answers[O['do']] } | { error: string }) => {
      clearTimeout(timer)
      child.off('close', gone)
      if ('error' in answer) reject(new Error(answer.error))
      else resolve(answer.value)
    })
    child.send(what)
  })
}
