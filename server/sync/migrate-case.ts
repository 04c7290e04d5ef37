import * as Y from 'yjs'
import { migrate } from '@/lib/case/migrate'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import type { RoomStore } from '../store/room-store'
import { type LoadedCase, loadCase } from './load-case'

/** Who a migration is written by: the service itself, which is nobody's account. */
export const SERVICE = 'accord'

/**
 * [DOC7] Loads a case, and brings one of an older shape to this one as one row of its log, in one commit.
 * Several processes that load it at once migrate it once; a crash in between leaves the case as it was.
 * @throws what loadCase throws
 */
export async function loadMigrated(
  store: RoomStore,
  caseId: string,
  deps: { readonly clock: () => string; readonly clientId: () => number },
): Promise<LoadedCase> {
  for (;;) {
    const loaded = await loadCase(store, caseId)
    if (loaded.schema === SCHEMA_VERSION) return loaded
    const client = deps.clientId()
    const update = migrationOf(loaded, client)
    const { seq, epoch, schema } = loaded
    // When another process was first, or somebody has that id already, nothing is written: the next round looks again.
    await store.commit(caseId, {
      head: { seq, epoch, schema },
      rows: [{ seq: seq + 1, personId: SERVICE, at: deps.clock(), clientIds: [client], update }],
      unbound: new Map([[client, SERVICE]]),
      reshaped: SCHEMA_VERSION,
    })
    loaded.doc.destroy()
  }
}

function migrationOf({ doc, schema }: LoadedCase, client: number): Uint8Array {
  doc.clientID = client
  const updates: Uint8Array[] = []
  const keep = (update: Uint8Array) => updates.push(update)
  doc.on('update', keep)
  migrate(doc, schema)
  doc.off('update', keep)
  return Y.mergeUpdates(updates)
}
