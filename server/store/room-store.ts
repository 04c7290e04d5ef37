import { and, asc, desc, eq, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Side } from '@/lib/access/policy'
import type { Chain, LedgerEntry } from '@/lib/wire/ledger'
import { type Commit, commitStatement } from './commit-statement'
import type { CommitLane, Db, Tx } from './db'
import { cases, clientIds, ledger, snapshots, updates } from './schema'
import { CHANNEL, formatSignal } from './signal'

/** One row of a case's log: what one person brought in one commit. */
export interface LogRow {
  readonly seq: number
  readonly personId: string
  readonly side?: Side
  readonly at: string
  /** The Yjs client ids whose structs it brings. */
  readonly clientIds: readonly number[]
  /** Yjs update, v1 encoding. */
  readonly update: Uint8Array
}

/** Where a case stands. */
export interface CaseHead {
  /** The last committed seq. */
  readonly seq: number
  /** Changes when the document is replaced, by a restored backup. */
  readonly epoch: number
  /** The version of the shared document's shape. */
  readonly schema: number
}

export interface StoredCase {
  readonly epoch: number
  readonly schema: number
  /** The newest snapshot: a document in v2 encoding that holds the log up to `seq`. */
  readonly snapshot?: { readonly seq: number; readonly state: Uint8Array }
  /** Which person each Yjs client id belongs to. */
  readonly owners: ReadonlyMap<number, string>
}

/** A case whose head row is locked: nobody else writes to it until the transaction ends. */
export interface CaseTx {
  readonly head: CaseHead
  appendEntries(entries: readonly LedgerEntry[]): Promise<void>
  entriesAfter(chain: Chain, seq: number): Promise<LedgerEntry[]>
  /** For rows of other tables that belong in the same transaction. */
  readonly tx: Tx
}

export interface NewSnapshot {
  readonly epoch: number
  readonly seq: number
  readonly at: string
  /** v2 encoding. */
  readonly state: Uint8Array
}

/** What a room needs of a store. The sync core knows nothing else of where a case is kept. */
export interface RoomStore {
  /** @returns undefined when there is no such case */
  load(caseId: string): Promise<StoredCase | undefined>
  /** Where the case stands now. @throws CaseNotFound */
  head(caseId: string): Promise<CaseHead>
  /** The newest snapshot that holds nothing after `seq`. */
  snapshotUpTo(caseId: string, seq: number): Promise<StoredCase['snapshot']>
  /** The next rows of the log in order, at most a page of them; empty at its end. */
  rowsAfter(caseId: string, seq: number): Promise<readonly LogRow[]>
  entriesAfter(caseId: string, chain: Chain, seq: number): Promise<LedgerEntry[]>
  /** [SYN4] Who these client ids are bound to, as far as they are. */
  ownersOf(caseId: string, clients: readonly number[]): Promise<ReadonlyMap<number, string>>
  /**
   * Moves the head, binds client ids and appends rows, all or nothing, if the case stands where `head` says and every id
   * is free or that person's already. @returns whether it did; if not, `transact` tells why
   */
  commit(caseId: string, commit: Commit): Promise<boolean>
  /** Runs `work` with the case locked; all or nothing. @throws what `work` or the store throws */
  transact<T>(caseId: string, work: (tx: CaseTx) => Promise<T>): Promise<T>
  /** Keeps a snapshot, unless the case was replaced since that epoch. */
  saveSnapshot(caseId: string, snapshot: NewSnapshot): Promise<void>
}

/** Rows read at once: nobody else is served by the embedded store meanwhile, so a long history is read in pages. */
const PAGE = 500

/** One statement: nobody's commit waits between its parts. The case is held as it is meanwhile. */
const KEEP_SNAPSHOT = `with held as (
  select id from cases where id = $1 and epoch = $2::int for share
)
insert into snapshots (case_id, seq, at, state)
select id, $3::bigint, $4::timestamptz, $5::bytea from held
on conflict do nothing`

const headColumns = { seq: cases.headSeq, epoch: cases.epoch, schema: cases.schema }

/**
 * Rooms kept in the relational store. Writes happen in `commit` and `transact`, under a lock on the case's row.
 * @param shared  other processes work on the same store: each commit tells them how far the case is [SYN10]
 * @param lane    the store's own way for commits, if it has one
 */
export function createRoomStore(db: Db, shared = false, lane: CommitLane = poolLane(db)): RoomStore {
  const snapshotUpTo: RoomStore['snapshotUpTo'] = async (caseId, seq) => {
    const [row] = await db
      .select({ seq: snapshots.seq, state: snapshots.state })
      .from(snapshots)
      .where(and(eq(snapshots.caseId, caseId), lte(snapshots.seq, seq)))
      .orderBy(desc(snapshots.seq))
      .limit(1)
    return row
  }
  return {
    snapshotUpTo,

    async load(caseId) {
      const [row] = await db.select().from(cases).where(eq(cases.id, caseId))
      if (row === undefined) return undefined
      const snapshot = await snapshotUpTo(caseId, row.headSeq)
      const bound = await db.select().from(clientIds).where(eq(clientIds.caseId, caseId))
      return {
        epoch: row.epoch,
        schema: row.schema,
        ...(snapshot === undefined ? {} : { snapshot }),
        owners: new Map(bound.map((one) => [one.clientId, one.personId])),
      }
    },

    async head(caseId) {
      const [row] = await db.select(headColumns).from(cases).where(eq(cases.id, caseId))
      if (row === undefined) throw new CaseNotFound(caseId)
      return row
    },

    async rowsAfter(caseId, seq) {
      const rows = await db
        .select()
        .from(updates)
        .where(and(eq(updates.caseId, caseId), gt(updates.seq, seq)))
        .orderBy(asc(updates.seq))
        .limit(PAGE)
      return rows.map(({ side, caseId: _, ...row }) => (side === null ? row : { ...row, side }))
    },

    entriesAfter: (caseId, chain, seq) => entriesAfter(db, caseId, chain, seq),

    async ownersOf(caseId, clients) {
      if (clients.length === 0) return new Map()
      const bound = await db
        .select()
        .from(clientIds)
        .where(and(eq(clientIds.caseId, caseId), inArray(clientIds.clientId, [...clients])))
      return new Map(bound.map((one) => [one.clientId, one.personId]))
    },

    async commit(caseId, commit) {
      return (await lane(commitStatement(caseId, commit, shared))) === 1
    },

    transact: (caseId, work) =>
      db.transaction(async (tx) => {
        const [head] = await tx.select(headColumns).from(cases).where(eq(cases.id, caseId)).for('update')
        if (head === undefined) throw new CaseNotFound(caseId)
        return work(caseTx(tx, caseId, head, shared))
      }),

    async saveSnapshot(caseId, { epoch, seq, at, state }) {
      await lane({ name: 'snapshot', text: KEEP_SNAPSHOT, values: [caseId, epoch, seq, at, state] })
    },
  }
}

function poolLane(db: Db): CommitLane {
  return async ({ name, text, values }) => (await db.$client.query({ name, text, values: [...values] })).rowCount ?? 0
}

function caseTx(tx: Tx, caseId: string, head: CaseHead, shared: boolean): CaseTx {
  return {
    head,
    tx,
    async appendEntries(entries) {
      if (entries.length > 0) await tx.insert(ledger).values(entries.map((entry) => ({ ...entry, caseId }) as never))
      if (!shared) return
      const reached = new Map(entries.map(({ chain, seq }) => [chain, seq]))
      for (const [chain, seq] of reached) {
        await tx.execute(sql`select pg_notify(${CHANNEL}, ${formatSignal({ kind: 'ledger', caseId, chain, seq })})`)
      }
    },

    entriesAfter: (chain, seq) => entriesAfter(tx, caseId, chain, seq),
  }
}

async function entriesAfter(db: Db | Tx, caseId: string, chain: Chain, seq: number): Promise<LedgerEntry[]> {
  const rows = await db
    .select()
    .from(ledger)
    .where(and(eq(ledger.caseId, caseId), eq(ledger.chain, chain), gt(ledger.seq, seq)))
    .orderBy(asc(ledger.seq))
  // Bodies were checked against their kind's schema when they were written.
  return rows.map(({ caseId: _, ...entry }) => entry as LedgerEntry)
}

/** There is no case of this id. */
export class CaseNotFound extends Error {
  /** Two bundles hold this class: its name is what they have in common. */
  override readonly name = 'CaseNotFound'

  constructor(readonly caseId: string) {
    super(`There is no case ${caseId}.`)
  }
}
