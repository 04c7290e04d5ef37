import { CHAINS, type Chain, type LedgerEntry } from '@/lib/wire/ledger'
import { CaseNotFound, type LogRow, type RoomStore } from '@/server/store/room-store'

interface Kept {
  rows: LogRow[]
  owners: Map<number, string>
  entries: Record<Chain, LedgerEntry[]>
  snapshots: { seq: number; state: Uint8Array }[]
}

/** A store in memory with the same contract as the real one, and a hand on its commits. */
export class MemoryRoomStore implements RoomStore {
  readonly cases = new Map<string, Kept>()
  /** Runs before each commit; throw to make it fail, wait to make it slow. */
  beforeCommit: () => Promise<void> | void = () => {}
  /** Runs when a commit is in the store and its answer on the way back; throw to lose the answer. */
  afterCommit: () => Promise<void> | void = () => {}
  commits = 0
  private turn: Promise<unknown> = Promise.resolve()

  constructor(...caseIds: string[]) {
    for (const id of caseIds) {
      this.cases.set(id, { rows: [], owners: new Map(), entries: { shared: [], mdm: [], hdo: [] }, snapshots: [] })
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
    return { epoch: 1, schema: 1, owners: new Map(kept.owners), ...(snapshot === undefined ? {} : { snapshot }) }
  }

  async rowsAfter(caseId: string, seq: number) {
    return this.kept(caseId).rows.slice(seq, seq + 50)
  }

  async entriesAfter(caseId: string, chain: Chain, seq: number) {
    return this.kept(caseId).entries[chain].slice(seq)
  }

  transact: RoomStore['transact'] = (caseId, work) => {
    const run = async () => {
      const kept = this.kept(caseId)
      const draft: Kept = {
        rows: [...kept.rows],
        owners: new Map(kept.owners),
        entries: Object.fromEntries(CHAINS.map((chain) => [chain, [...kept.entries[chain]]])) as Kept['entries'],
        snapshots: kept.snapshots,
      }
      const result = await work({
        head: kept.rows.length,
        tx: undefined as never,
        append: async (rows) => void draft.rows.push(...rows),
        bind: async (clients) => {
          const foreign = new Set<number>()
          for (const [client, person] of clients) {
            if ((draft.owners.get(client) ?? person) !== person) foreign.add(client)
            else draft.owners.set(client, person)
          }
          return foreign
        },
        appendEntries: async (entries) => {
          for (const entry of entries) draft.entries[entry.chain].push(entry)
        },
        entriesAfter: async (chain, seq) => draft.entries[chain].slice(seq),
      })
      await this.beforeCommit()
      this.cases.set(caseId, draft)
      this.commits += 1
      await this.afterCommit()
      return result
    }
    const next = this.turn.then(run, run)
    this.turn = next.catch(() => {})
    return next
  }

  async saveSnapshot(caseId: string, { seq, state }: { seq: number; state: Uint8Array }) {
    this.kept(caseId).snapshots.push({ seq, state })
  }
}
