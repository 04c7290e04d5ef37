import { randomBytes } from 'node:crypto'
import { bytesToHex } from '@noble/hashes/utils.js'
import { SERVICE } from '@/lib/agreement/due'
import { chainEntry, rotationBytes } from '@/lib/agreement/ledger-chain'
import { CHAINS, type Chain, type LedgerEntry } from '@/lib/wire/ledger'
import type { Env } from '../env'
import type { Log } from '../log'
import type { Runtime } from '../runtime'
import { nextServiceKey, promoteNextKey, serviceKey } from '../secrets'
import type { Db } from '../store/db'
import { createRoomStore } from '../store/room-store'
import { cases } from '../store/schema'

type Key = Runtime['serviceKey']

/**
 * [LED2] Lets a waiting key take over: every chain of every case gets an entry that the old key seals and in which the
 * new key proves that it is there; then the new key stands in the old one's place. Cut short, the next start completes
 * it: a chain that has its entry is left alone. Nothing else may write meanwhile, so it runs before the rooms open.
 * @returns how many chains were told; undefined when no key waits
 */
export async function rotateWaitingKey(
  db: Db,
  env: Pick<Env, 'dataDir'>,
  clock: () => string,
  log: Log,
): Promise<number | undefined> {
  const next = nextServiceKey(env)
  if (next === undefined) return undefined
  const old = serviceKey(env)
  let told = 0
  if (next.publicKeyHex !== old.publicKeyHex) {
    const store = createRoomStore(db)
    for (const { id } of await db.select({ id: cases.id }).from(cases)) {
      await store.transact(id, async (tx) => {
        for (const chain of CHAINS) {
          const entries = await tx.entriesAfter(chain, 0)
          const last = entries.at(-1)
          if (last === undefined || handedOver(entries, next)) continue
          await tx.appendEntries([handOver(id, chain, last, old, next, clock())])
          told++
        }
      })
    }
  }
  promoteNextKey(env)
  log.info('service-key.rotated', { from: old.publicKeyHex, to: next.publicKeyHex, chains: told })
  return told
}

function handedOver(entries: readonly LedgerEntry[], next: Key): boolean {
  return entries.some((entry) => entry.kind === 'service.key-rotated' && entry.body.to === next.publicKeyHex)
}

function handOver(caseId: string, chain: Chain, last: LedgerEntry, old: Key, next: Key, at: string): LedgerEntry {
  const [from, to] = [old.publicKeyHex, next.publicKeyHex]
  const possession = bytesToHex(next.sign(rotationBytes({ caseId, chain, from, to })))
  const body = { from, to, possession }
  const draft = { chain, at: last.at > at ? last.at : at, actor: SERVICE, kind: 'service.key-rotated' as const, body }
  return chainEntry(draft, caseId, last, randomBytes(16).toString('hex'), old.sign) as LedgerEntry
}
