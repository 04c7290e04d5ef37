import type { Readable } from '@/components/workspace/use-store'
import type { CaseGraph } from '@/lib/gsn/graph'
import { createDigester } from '@/lib/review/digests'
import { addToRecord, NOTHING_SAID, type ReviewRecord, type ReviewState, reviewOf } from '@/lib/review/state'
import { type LedgerEntry, NO_HEADS } from '@/lib/wire/ledger'

const QUIET_MS = 150

/**
 * The review of the live case, worked out once for everybody who shows it. What people say shows at once; what an edit
 * does to approvals shows a moment after the last change, so that typing never waits for the digests.
 * @param later runs a function after so many milliseconds and returns how to stop it; tests bring their own
 */
export function createReviewStore(
  graph: Readable<CaseGraph>,
  ledger: Readable<readonly LedgerEntry[]>,
  later: (run: () => void, ms: number) => () => void = timer,
): Readable<ReviewState> {
  const digester = createDigester()
  const listeners = new Set<() => void>()
  let record: ReviewRecord = NOTHING_SAID
  let heads = { ...NO_HEADS }
  let state: ReviewState | undefined
  let cancel: (() => void) | undefined
  let stops: (() => void)[] = []

  /** Takes in the entries that are new, chain by chain. */
  function listen(): void {
    const fresh = ledger.get().filter((entry) => entry.seq > heads[entry.chain])
    if (fresh.length === 0) return
    heads = { ...heads }
    for (const { chain, seq } of fresh) heads[chain] = Math.max(heads[chain], seq)
    record = addToRecord(record, fresh)
  }

  function compute(): ReviewState {
    const before = record
    listen()
    const now = graph.get()
    if (state === undefined || state.graph !== now || before !== record) state = reviewOf(now, digester(now), record)
    return state
  }

  function tell(): void {
    cancel?.()
    cancel = undefined
    const before = state
    if (compute() === before) return
    for (const listener of [...listeners]) listener()
  }

  function soon(): void {
    cancel?.()
    cancel = later(tell, QUIET_MS)
  }

  return {
    // While nobody listens nothing is kept up to date, so it is looked up.
    get: () => (state === undefined || listeners.size === 0 ? compute() : state),
    subscribe: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        stops = [graph.subscribe(soon), ledger.subscribe(tell)]
        if (state !== undefined) soon()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        for (const stop of stops) stop()
        cancel?.()
        cancel = undefined
      }
    },
  }
}

function timer(run: () => void, ms: number): () => void {
  const handle = setTimeout(run, ms)
  return () => clearTimeout(handle)
}
