import { createHash } from 'node:crypto'
import type { Condition, FileStore } from './file-store'

/** [FIL7] Reads a kept file to its end and compares it with its name. */
export async function conditionOf(store: FileStore, sha256: string): Promise<Condition> {
  const pieces = await store.read(sha256)
  if (pieces === undefined) return 'missing'
  const hash = createHash('sha256')
  for await (const piece of pieces) hash.update(piece)
  return hash.digest('hex') === sha256 ? 'intact' : 'damaged'
}
