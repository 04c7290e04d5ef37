import { type CaseFindings, createFindings } from '@/lib/findings/create-findings'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Readable } from './use-store'

const QUIET_MS = 120

/**
 * The findings of the live case, kept up to date once for everybody who shows them. The first reading is immediate and
 * checks everything; after that, a moment after a change, only what the change may have touched, so that neither typing
 * nor drawing waits for the checks.
 * @param later runs a function after so many milliseconds and returns how to stop it; tests bring their own
 */
export function createFindingsStore(
  graph: Readable<CaseGraph>,
  later: (run: () => void, ms: number) => () => void = timer,
): Readable<CaseFindings> {
  const engine = createFindings({ graph: () => graph.get() }, { today })
  let read: CaseGraph | undefined
  let findings: CaseFindings | undefined
  let cancel: (() => void) | undefined
  let stop: (() => void) | undefined
  const listeners = new Set<() => void>()

  function refresh(): void {
    cancel = undefined
    if (read === graph.get()) return
    const before = findings
    if (compute() === before) return
    for (const listener of [...listeners]) listener()
  }
  function compute(): CaseFindings {
    read = graph.get()
    findings = engine.findings()
    return findings
  }
  return {
    get: () => findings ?? compute(),
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
