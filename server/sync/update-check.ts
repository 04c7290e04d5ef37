import * as Y from 'yjs'

/** What a Yjs update would bring to a document, read from its bytes before anything is applied. */
export interface UpdateContent {
  /** Clients of which it has structs that the document lacks. */
  readonly clients: ReadonlySet<number>
  /** It skips structs of a client that the document does not have either. */
  readonly gap: boolean
  /** It changes nothing: all of it, deletions included, is in the document already. */
  readonly empty: boolean
}

/** @returns undefined when the bytes are not an update */
export function inspectUpdate(doc: Y.Doc, update: Uint8Array): UpdateContent | undefined {
  const decoded = decode(update)
  if (decoded === undefined) return undefined
  const clients = new Set<number>()
  const reached = new Map<number, number>()
  let gap = false
  for (const struct of decoded.structs) {
    const { client, clock } = struct.id
    const have = reached.get(client) ?? Y.getState(doc.store, client)
    const end = clock + struct.length
    if (struct instanceof Y.Skip || clock > have) gap = true
    if (end > have) {
      clients.add(client)
      reached.set(client, end)
    }
  }
  const empty =
    clients.size === 0 && !gap && [...decoded.ds.clients].every(([id, ranges]) => isDeleted(doc, id, ranges))
  return { clients, gap, empty }
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | undefined {
  try {
    return Y.decodeUpdate(update)
  } catch {
    return undefined
  }
}

function isDeleted(doc: Y.Doc, client: number, ranges: readonly { readonly clock: number; readonly len: number }[]) {
  const structs = doc.store.clients.get(client)
  return ranges.every(({ clock, len }) => {
    if (len === 0) return true
    if (structs === undefined || clock + len > Y.getState(doc.store, client)) return false
    for (let index = Y.findIndexSS(structs, clock); index < structs.length; index++) {
      const struct = structs[index]
      if (struct === undefined || struct.id.clock >= clock + len) break
      if (!struct.deleted) return false
    }
    return true
  })
}

/** Updates merged hierarchically: merging many at once takes quadratic time. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  let level = [...updates]
  while (level.length > 1) {
    const next: Uint8Array[] = []
    for (let at = 0; at < level.length; at += 64) next.push(Y.mergeUpdates(level.slice(at, at + 64)))
    level = next
  }
  const only = level[0]
  if (only === undefined) throw new Error('There is no update to merge.')
  return only
}
