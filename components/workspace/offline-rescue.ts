import * as Y from 'yjs'

/** What a person had when the server refused it: kept on this device until they sign out or delete it. [SYN6] */
export interface RescueCopy {
  readonly id: string
  readonly personId: string
  readonly caseId: string
  /** ISO 8601, by this device's clock. */
  readonly at: string
  readonly reason: string
  /** How many changes the server did not take. */
  readonly pending: number
  /** The whole document as it stood here, Yjs update v1. */
  readonly state: Uint8Array
}

const DATABASE = 'accord-rescue'
const COPIES = 'copies'

/** Keeps the document as it stands. @returns false when this device cannot keep it */
export async function keepRescueCopy(doc: Y.Doc, about: Omit<RescueCopy, 'id' | 'state'>): Promise<boolean> {
  const copy: RescueCopy = { ...about, id: `${about.caseId}:${about.at}`, state: Y.encodeStateAsUpdate(doc) }
  try {
    await withCopies('readwrite', (copies) => copies.put(copy))
    return true
  } catch {
    return false
  }
}

/** This person's rescue copies of a case, newest first. */
export async function rescueCopies(personId: string, caseId: string): Promise<RescueCopy[]> {
  try {
    const all = (await withCopies('readonly', (copies) => copies.getAll())) as RescueCopy[]
    return all
      .filter((copy) => copy.personId === personId && copy.caseId === caseId)
      .sort((a, b) => (a.at < b.at ? 1 : -1))
  } catch {
    return []
  }
}

export async function deleteRescueCopy(id: string): Promise<void> {
  await withCopies('readwrite', (copies) => copies.delete(id))
}

function withCopies<T>(mode: IDBTransactionMode, work: (copies: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore(COPIES, { keyPath: 'id' })
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction(COPIES, mode)
      const request = work(transaction.objectStore(COPIES))
      transaction.oncomplete = () => {
        database.close()
        resolve(request.result)
      }
      transaction.onerror = transaction.onabort = () => {
        database.close()
        reject(transaction.error)
      }
    }
  })
}
