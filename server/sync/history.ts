import * as Y from 'yjs'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { LogRow, NewSnapshot, RoomStore } from '../store/room-store'
import { LogDamaged } from './load-case'
import { withQuickRoots } from './root-types'

/** A case as it stood when the log had reached a seq. */
export interface PastState {
  readonly doc: Y.Doc
  readonly seq: number
  /** The row that led to this state: who brought it, and when; absent at seq 0, before anybody wrote. */
  readonly last?: Pick<LogRow, 'personId' | 'side' | 'at'>
}

/**
 * [SYN8] Rebuilds any state that was ever committed, from the log. The newest snapshot before it saves the replay of what
 * the snapshot holds; without snapshots the answer is the same.
 * @param seq  0 for the empty document; up to the head of the log
 * @returns refusal `state-not-found` for a seq that the log does not have
 * @throws CaseNotFound, LogDamaged, or the store's error
 */
export async function stateAt(store: RoomStore, caseId: string, seq: number): Promise<Outcome<PastState>> {
  const head = await store.head(caseId)
  if (!Number.isSafeInteger(seq) || seq < 0 || seq > head.seq) {
    return refuse('state-not-found', `The history of this case goes from 0 to ${head.seq}.`)
  }
  const doc = withQuickRoots(new Y.Doc())
  if (seq === 0) return ok({ doc, seq })
  // The row itself is replayed, so that its author and time are at hand.
  const snapshot = await store.snapshotUpTo(caseId, seq - 1)
  let at = 0
  if (snapshot !== undefined) {
    Y.applyUpdateV2(doc, snapshot.state, HISTORY)
    at = snapshot.seq
  }
  let last: LogRow | undefined
  let kept = at
  while (at < seq) {
    const rows = (await store.rowsAfter(caseId, at)).filter((row) => row.seq <= seq)
    if (rows.length === 0) throw new LogDamaged(caseId, `row ${at + 1} is missing`)
    doc.transact(() => {
      for (const row of rows) {
        applyRow(doc, caseId, row, at)
        at = row.seq
        last = row
      }
    }, HISTORY)
    if (last !== undefined && at - kept >= SNAPSHOT_EVERY) {
      await keepSnapshot(store, caseId, {
        epoch: head.epoch,
        seq: at,
        at: last.at,
        state: Y.encodeStateAsUpdateV2(doc),
      })
      kept = at
    }
  }
  return ok({ doc, seq, ...(last === undefined ? {} : { last: who(last) }) })
}

/**
 * Rows that a state is ever replayed from twice: a log that came without snapshots, from a backup or an import, gets them as
 * its past is read for the first time.
 */
export const SNAPSHOT_EVERY = 4_000

/** Keeps a snapshot for the next reader; whether that succeeds is nobody's trouble now. */
export async function keepSnapshot(store: RoomStore, caseId: string, snapshot: NewSnapshot): Promise<void> {
  await store.saveSnapshot(caseId, snapshot).catch(() => undefined)
}

/** Replays the row that follows `at`. @throws LogDamaged when it is another one */
export function applyRow(doc: Y.Doc, caseId: string, row: LogRow, at: number): void {
  if (row.seq !== at + 1) throw new LogDamaged(caseId, `row ${at + 1} is missing`)
  Y.applyUpdate(doc, row.update, HISTORY)
}

const HISTORY = { kind: 'history' } as const

function who({ personId, side, at }: LogRow): NonNullable<PastState['last']> {
  return { personId, at, ...(side === undefined ? {} : { side }) }
}
