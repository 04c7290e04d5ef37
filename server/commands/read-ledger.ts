import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type LedgerEntry, parseHeads, readableChains } from '@/lib/wire/ledger'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'

/**
 * The entries the reader may see: the shared chain and their own side's, oldest first in each.
 * @param after  `n`: those after n in every chain; `shared:4,mdm:2`: those after these, chain by chain; absent: all
 */
export async function readLedger(
  person: Person,
  caseId: string,
  after: string | null,
): Promise<Outcome<{ entries: LedgerEntry[] }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const number = after !== null && /^\d{1,15}$/.test(after) ? Number(after) : undefined
  if (after && number === undefined && !/^(\w+:\d+)(,\w+:\d+)*$/.test(after)) {
    return refuse('malformed', 'Give ?after= as a number, or as chain:number pairs such as shared:4,mdm:2.')
  }
  const heads = parseHeads(after)
  const store = createRoomStore(runtime().db)
  const entries: LedgerEntry[] = []
  for (const chain of readableChains(allowed.value.actor.participation?.side)) {
    entries.push(...(await store.entriesAfter(caseId, chain, number ?? heads[chain])))
  }
  return ok({ entries })
}
