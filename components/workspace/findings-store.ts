import { allFindings } from '@/lib/findings/all-findings'
import type { Finding } from '@/lib/findings/rule'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Readable } from './use-store'

const QUIET_MS = 120

/**
 * The findings of the live case, worked out once for everybody who shows them. The first reading is immediate; after
 * that, a moment after the last change, so that typing never waits for the checks.
 * @param later runs a function after so many milliseconds and returns how to stop it; tests bring their own
 */
export function createFindingsStore(
  graph: Readable<CaseGraph>,
  later: (run: () => void, ms: number) => () => void = timer,
): Readable<readonly Finding[]> {
  let read: CaseGraph | undefined
  let findings: readonly Finding[] = []
  let cancel: (() => void) | undefined
  let stop: (() => void) | undefined
  const listeners = new Set<() => void>()

  function refresh(): void {
    cancel = undefined
    if (read === graph.get()) return
    compute()
    for (const listener of [...listeners]) listener()
  }
  function compute(): void {
    read = graph.get()
    findings = allFindings(read, today())
  }
  return {
    get: () => {
      if (read === undefined) compute()
      return findings
    },
    subscribe: (listener) => {
      listeners.add(listener)
      stop ??= graph.subscribe(() => {
        cancel ??= later(refresh, QUIET_MS)
      })
      if (read !== undefined && read !== graph.get()) cancel ??= later(refresh, QUIET_MS)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        stop?.()
        cancel?.()
        stop = cancel = undefined
      }
    },
  }
}

/** Dates are judged by the reader's own day. */
function today(): string {
  const now = new Date()
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}

function timer(run: () => void, ms: number): () => void {
  const handle = setTimeout(run, ms)
  return () => clearTimeout(handle)
}
