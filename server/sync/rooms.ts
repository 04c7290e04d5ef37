import type * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import type { CaseGraph } from '@/lib/gsn/graph'
import type { Outcome } from '@/lib/gsn/outcome'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import type { Tx } from '../store/db'

export { CaseNotFound } from '../store/room-store'

/** Who makes a change: stored with it. */
export interface Author {
  readonly personId: string
  readonly side?: Side
  readonly name: string
}

/** What a decision about a case is taken from: a committed state, the ledger as its author may see it, the lock held. */
export interface CaseState {
  readonly doc: Y.Doc
  readonly graph: CaseGraph
  readonly seq: number
  /** The shared chain and the author's own side's, oldest first. */
  readonly entries: readonly LedgerEntry[]
  /** Rows of other tables written through it commit or fail together with the entries. */
  readonly tx: Tx
  readonly at: string
}

/** The cases of this process, each with one order of events. Nothing else writes to a case's log or ledger. */
export interface Rooms {
  /**
   * Runs an edit on the case's document: commit, broadcast, then answer. A refusal leaves the document as it was.
   * @throws CaseNotFound, or the store's error when the commit failed
   */
  edit<T>(
    caseId: string,
    by: Author,
    fn: (doc: Y.Doc) => Outcome<T>,
  ): Promise<Outcome<{ readonly value: T; readonly seq: number }>>
  /** Reads a committed state; `fn` must not keep or change the document. @throws CaseNotFound */
  read<T>(caseId: string, fn: (doc: Y.Doc, seq: number) => T): Promise<T>
  /**
   * Decides over a committed state and appends ledger entries in one transaction, then tells the feed. `decide` must
   * not call rooms itself nor any query outside `tx`: the case, and in the embedded store everything, is locked.
   * @throws CaseNotFound, or the store's error
   */
  record<T>(
    caseId: string,
    by: Author,
    decide: (state: CaseState) => Promise<Outcome<{ readonly entries: readonly NewEntry[]; readonly value: T }>>,
  ): Promise<Outcome<{ readonly value: T; readonly entries: readonly LedgerEntry[] }>>
  /** [SYN5] Access changed: judges the connections of this person (of everybody, when absent) anew. */
  recheck(caseId: string, personId?: string): Promise<void>
  /** Stops taking anything, finishes commits, answers, and closes every connection with 1012. */
  close(): Promise<void>
}
