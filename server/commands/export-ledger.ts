import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { headOf } from '@/lib/agreement/ledger-chain'
import { canonicalJson } from '@/lib/gsn/canonical'
import { canonicalBytes } from '@/lib/gsn/digest'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { readableChains } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'

/**
 * [LED4] The histories that the reader may see as one file, whole and sealed: the shared one and their own side's. What
 * was erased stands there with its place and hash. Canonical JSON, so that equal histories are equal files but for `at`.
 */
export async function exportLedger(person: Person, caseId: string): Promise<Outcome<Response>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const { db, clock, serviceKey } = runtime()
  const store = createRoomStore(db)
  const read = await Promise.all(
    readableChains(actor.participation?.side).map(async (chain) => {
      const entries = await store.entriesAfter(caseId, chain, 0)
      return { chain, entries, head: headOf(entries, caseId, chain) }
    }),
  )
  const about = {
    format: 'accord-ledger-export',
    version: 1,
    case: { id: caseId, title: row.title },
    at: clock(),
    heads: Object.fromEntries(read.map(({ chain, head }) => [chain, head])),
    serviceKey: serviceKey.publicKeyHex,
  }
  const seal = bytesToHex(serviceKey.sign(concatBytes(utf8ToBytes('accord-ledger-export-1\n'), canonicalBytes(about))))
  const chains = Object.fromEntries(read.map(({ chain, entries }) => [chain, entries]))
  return ok(
    new Response(canonicalJson({ ...about, seal, chains }), {
      headers: {
        'content-type': 'application/json',
        'content-disposition': 'attachment; filename="history.json"',
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-store',
      },
    }),
  )
}
