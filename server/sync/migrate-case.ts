import * as Y from 'yjs'
import { migrate } from '@/lib/case/migrate'
import { SCHEMA_VERSION } from '@/lib/case/ydoc'
import type { RoomStore } from '../store/room-store'
import { type LoadedCase, loadCase } from './load-case'

/** Who a migration is written by: the service itself, which is nobody's account. */
export const SERVICE = 'accord'

/**
 * [DOC7] Loads a case, and brings one of an older shape to this one as one row of its log, under the lock of the case.
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
    const at = deps.clock()
    await store.transact(caseId, async (tx) => {
      if (tx.head.schema !== loaded.schema || tx.head.seq !== loaded.seq) return
      // An id that somebody has already is not tried again here: the next round draws another one.
      if ((await tx.bind(new Map([[client, SERVICE]]), at)).size > 0) return
      await tx.append([{ seq: loaded.seq + 1, personId: SERVICE, at, clientIds: [client], update }])
      await tx.setSchema(SCHEMA_VERSION)
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
