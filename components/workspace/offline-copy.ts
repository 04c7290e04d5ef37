import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'

/** The copy of a case on this device, so that work goes on without the server. Names begin with `accord`. */
export interface OfflineCopy {
  /** Resolves when what the device had is in the document; with how many changes of mine it held unsaved. */
  readonly loaded: Promise<{ readonly pending: number }>
  /** Remembers how many of the changes in it are not in the server's store. */
  remember(pending: number): void
  close(): void
  /** The copy is of no use any more: refused, or from before a restored backup. */
  forget(): Promise<void>
}

const hasStore = () => typeof indexedDB !== 'undefined'

/** Copies of one person, one case and one epoch are one copy: a restored backup never meets an older one. [SYN11] */
export function openOfflineCopy(doc: Y.Doc, personId: string, caseId: string, epoch: number): OfflineCopy | undefined {
  if (!hasStore()) return undefined
  const name = `accord:${personId}:${caseId}:${epoch}`
  const copy = new IndexeddbPersistence(name, doc)
  const pendingKey = `accord-pending:${name}`
  return {
    loaded: copy.whenSynced.then(() => ({ pending: Number(readItem(pendingKey) ?? 0) || 0 })),
    remember: (pending) => writeItem(pendingKey, pending === 0 ? undefined : String(pending)),
    close: () => void copy.destroy(),
    forget: async () => {
      writeItem(pendingKey, undefined)
      await copy.clearData()
    },
  }
}

const epochKey = (personId: string, caseId: string) => `accord-epoch:${personId}:${caseId}`

/** The epoch of the copy this device has, if any. */
export function knownEpoch(personId: string, caseId: string): number | undefined {
  const epoch = Number(readItem(epochKey(personId, caseId)) ?? Number.NaN)
  return Number.isSafeInteger(epoch) ? epoch : undefined
}

export function rememberEpoch(personId: string, caseId: string, epoch: number | undefined): void {
  writeItem(epochKey(personId, caseId), epoch === undefined ? undefined : String(epoch))
}

function readItem(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

function writeItem(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, value)
  } catch {
    // Storage may be full or forbidden; the copy is a convenience and the server has the truth.
  }
}
