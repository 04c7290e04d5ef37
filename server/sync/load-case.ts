import * as Y from 'yjs'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import { CaseNotFound, type RoomStore } from '../store/room-store'
import { withQuickRoots } from './root-types'

export interface LoadedCase {
  readonly doc: Y.Doc
  /** The committed seq that the document holds, no more and no less. */
  readonly seq: number
  readonly epoch: number
  readonly schema: number
  readonly owners: Map<number, string>
  readonly snapshotSeq: number
}

/**
 * [SYN8] Rebuilds a case's document from its newest snapshot and the log after it.
 * @throws CaseNotFound; CaseTooNew; LogDamaged rather than answering with part of a case
 */
export async function loadCase(store: RoomStore, caseId: string): Promise<LoadedCase> {
  const stored = await store.load(caseId)
  if (stored === undefined) throw new CaseNotFound(caseId)
  if (stored.schema > SCHEMA_VERSION) throw new CaseTooNew(caseId)
  const owners = new Map(stored.owners)
  const doc = withQuickRoots(new Y.Doc())
  let seq = 0
  if (stored.snapshot !== undefined) {
    Y.applyUpdateV2(doc, stored.snapshot.state, LOADING)
    seq = stored.snapshot.seq
  }
  for (;;) {
    const rows = await store.rowsAfter(caseId, seq)
    if (rows.length === 0) break
    doc.transact(() => {
      for (const row of rows) {
        if (row.seq !== seq + 1) throw new LogDamaged(caseId, `row ${seq + 1} is missing`)
        Y.applyUpdate(doc, row.update, LOADING)
        for (const client of row.clientIds) owners.set(client, row.personId)
        seq = row.seq
      }
    }, LOADING)
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) {
    throw new LogDamaged(caseId, 'it does not add up to a document')
  }
  const { epoch, schema } = stored
  return { doc, seq, epoch, schema, owners, snapshotSeq: stored.snapshot?.seq ?? 0 }
}

const LOADING = { kind: 'load' } as const

/** A newer version of Accord has written this case: this process must not touch what it does not understand. */
export class CaseTooNew extends Error {
  constructor(caseId: string) {
    super(`Case ${caseId} was written by a newer version of Accord. Update this server.`)
  }
}

/** The stored log cannot be replayed: nobody may work on what is left of it. */
export class LogDamaged extends Error {
  constructor(caseId: string, what: string) {
    super(`The log of case ${caseId} is damaged: ${what}. Restore the case from a backup.`)
  }
}
