import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as Y from 'yjs'
import { canonicalCase } from '@/lib/case/canonical-case'
import { canonicalBytes } from '@/lib/gsn/digest'

/**
 * [SYN3] What two replicas with nothing in flight have in common: the structs they hold, what of them is deleted, and
 * the case one reads. Neither alone is enough: state vectors hold no deletes, and both are equal where a forged
 * clientID gave two replicas different contents.
 * @returns 64 hex characters
 */
export function replicaHash(doc: Y.Doc): string {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients]
    .filter(([, ranges]) => ranges.length > 0)
    .sort(([a], [b]) => a - b)
    .map(([client, ranges]) => [client, merged(ranges)])
  const hash = sha256.create()
  hash.update(canonicalBytes({ clocks, deleted }))
  hash.update(canonicalBytes(canonicalCase(doc)))
  return bytesToHex(hash.digest())
}

/** Ranges that touch, as one: how they are cut differs between replicas. */
function merged(ranges: readonly { readonly clock: number; readonly len: number }[]): number[][] {
  const out: [number, number][] = []
  for (const { clock, len } of [...ranges].sort((a, b) => a.clock - b.clock)) {
    const last = out.at(-1)
    if (last !== undefined && last[0] + last[1] === clock) last[1] += len
    else out.push([clock, len])
  }
  return out
}
