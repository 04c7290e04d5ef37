import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { CHAINS, type Chain, type LedgerEntry } from '@/lib/wire/ledger'
import type { Commit } from '@/server/store/commit-statement'
import {
  type CaseHead,
  CaseNotFound,
  type CaseTx,
  type LogRow,
  type NewSnapshot,
  type RoomStore,
} from '@/server/store/room-store'
import { formatSignal } from '@/server/store/signal'

interface Kept {
  rows: LogRow[]
  owners: Map<number, string>
  entries: Record<Chain, LedgerEntry[]>
  snapshots: { seq: number; state: Uint8Array }[]
  epoch: number
  schema: number
}

/** A store in memory with the same contract as the real one, and a hand on its commits. */
export class MemoryRoomStore implements RoomStore {
  readonly cases = new Map<string, Kept>()
  /** Runs before each commit; throw to make it fail, wait to make it slow. */
  beforeCommit: () => Promise<void> | void = () => {}
  /** Runs when a commit is in the store and its answer on the way back; throw to lose the answer. */
  afterCommit: () => Promise<void> | void = () => {}
  commits = 0
  /** Where commits are told to other processes. */
  tell: (signal: string) => void = () => {}
  private turn: Promise<unknown> = Promise.resolve()

  constructor(...caseIds: string[]) {
    for (const id of caseIds) {
      const entries = { shared: [], mdm: [], hdo: [] }
      this.cases.set(id, { rows: [], owners: new Map(), entries, snapshots: [], epoch: 1, schema: SCHEMA_VERSION })
    }
  }

  kept(caseId: string): Kept {
    const kept = this.cases.get(caseId)
    if (kept === undefined) throw new CaseNotFound(caseId)
    return kept
  }

  async load(caseId: string) {
    const kept = this.cases.get(caseId)
    if (kept === undefined) return undefined
    const snapshot = kept.snapshots.at(-1)
    const { epoch, schema } = kept
    return { epoch, schema, owners: new Map(kept.owners), ...(snapshot === undefined ? {} : { snapshot }) }
  }

  async head(caseId: string) {
    return headOf(this.kept(caseId))
  }

  async snapshotUpTo(caseId: string, seq: number) {
    return this.kept(caseId).snapshots.findLast((snapshot) => snapshot.seq <= seq)
  }

  /** A backup from when the log had reached `seq` takes the place of the case. */
  restore(caseId: string, seq: number): void {
    const kept = this.kept(caseId)
    this.cases.set(caseId, {
      ...kept,
      rows: kept.rows.slice(0, seq),
      snapshots: kept.snapshots.filter((snapshot) => snapshot.seq <= seq),
      epoch: kept.epoch + 1,
    })
  }

  async rowsAfter(caseId: string, seq: number) {
    return this.kept(caseId).rows.slice(seq, seq + 50)
  }

  async entriesAfter(caseId: string, chain: Chain, seq: number) {
    return this.kept(caseId).entries[chain].slice(seq)
  }

  async ownersOf(caseId: string, clients: readonly number[]) {
    const { owners } = this.kept(caseId)
    return new Map(clients.flatMap((client) => [...owners].filter(([bound]) => bound === client)))
  }

  commit(caseId: string, { head, rows, unbound, reshaped }: Commit): Promise<boolean> {
    return this.change(caseId, async (draft) => {
      const { seq, epoch, schema } = headOf(draft)
      if (seq !== head.seq || epoch !== head.epoch || schema !== head.schema) return false
      if ([...unbound].some(([client, person]) => (draft.owners.get(client) ?? person) !== person)) return false
      for (const [client, person] of unbound) draft.owners.set(client, person)
      draft.rows.push(...rows)
      draft.schema = reshaped ?? schema
      return true
    })
  }

  transact<T>(caseId: string, work: (tx: CaseTx) => Promise<T>): Promise<T> {
    return this.change(caseId, (draft) =>
      work({
        head: headOf(draft),
        tx: undefined as never,
        appendEntries: async (entries) => {
          for (const entry of entries) draft.entries[entry.chain].push(entry)
        },
        entriesAfter: async (chain, seq) => draft.entries[chain].slice(seq),
      }),
    )
  }

  private change<T>(caseId: string, work: (draft: Kept) => Promise<T>): Promise<T> {
    const run = async () => {
      const kept = this.kept(caseId)
      const draft: Kept = {
        rows: [...kept.rows],
        owners: new Map(kept.owners),
        entries: Object.fromEntries(CHAINS.map((chain) => [chain, [...kept.entries[chain]]])) as Kept['entries'],
        snapshots: kept.snapshots,
        epoch: kept.epoch,
        schema: kept.schema,
      }
      const result = await work(draft)
      await this.beforeCommit()
      // A backup may have been restored while this transaction waited for its answer.
      if (this.kept(caseId).epoch !== kept.epoch) throw new Error('The case was locked by a restore.')
      this.cases.set(caseId, draft)
      this.commits += 1
      if (draft.rows.length > kept.rows.length) {
        this.tell(formatSignal({ kind: 'log', caseId, seq: draft.rows.length }))
      }
      for (const chain of CHAINS) {
        const seq = draft.entries[chain].length
        if (seq > kept.entries[chain].length) this.tell(formatSignal({ kind: 'ledger', caseId, chain, seq }))
      }
      await this.afterCommit()
      return result
    }
    const next = this.turn.then(run, run)
    this.turn = next.catch(() => {})
    return next
  }

  async saveSnapshot(caseId: string, { epoch, seq, state }: NewSnapshot) {
    const { epoch: current, snapshots } = this.kept(caseId)
    if (current === epoch && !snapshots.some((one) => one.seq === seq)) snapshots.push({ seq, state })
  }
}

function headOf({ rows, epoch, schema }: Kept): CaseHead {
  return { seq: rows.length, epoch, schema }
}
