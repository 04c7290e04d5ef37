import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { eq } from 'drizzle-orm'
import { can, type Side } from '@/lib/access/policy'
import { encodeBase64Url } from '@/lib/agreement/base64url'
import { isLive, reduceDelegations } from '@/lib/agreement/delegation-state'
import { reducePasskeys } from '@/lib/agreement/passkey-state'
import { ok } from '@/lib/gsn/outcome'
import type { LedgerEntry, NewEntry } from '@/lib/wire/ledger'
import { sharedOf } from '../agreement/context'
import { readStanding } from '../agreement/roster'
import { runtime } from '../runtime'
import type { Tx } from '../store/db'
import { participants } from '../store/schema'
import type { Author } from '../sync/rooms'
import { type KeyRow, keysOf } from './key-store'

/**
 * Tells every case in which this person may sign or administers which keys they have and which they revoked. May be asked again at
 * any time: what a case knows already is not told twice, so a start after a crash completes it.
 * @param by who does something that leads to it
 */
export async function tellAllCases(personId: string, by: Omit<Author, 'side'>): Promise<void> {
  const parts = await runtime().db.select().from(participants).where(eq(participants.personId, personId))
  for (const { caseId, side } of parts) {
    if (side !== null) await tellCase(caseId, personId, { ...by, side })
  }
}

/** The same for one case. */
export async function tellCase(caseId: string, personId: string, by: Author): Promise<void> {
  await runtime().rooms.record(caseId, by, async ({ entries, tx, at }) => {
    const news = await newsOf(tx, caseId, sharedOf(entries), personId, at)
    // Told by the service when it is not the owner who does it.
    const told = personId === by.personId ? news : news.map((entry): NewEntry => ({ ...entry, by: 'service' }))
    return ok({ entries: told, value: undefined })
  })
}

/** What a case does not know yet of a person's keys, with the case locked. */
async function newsOf(
  tx: Tx,
  caseId: string,
  shared: readonly LedgerEntry[],
  personId: string,
  at: string,
): Promise<NewEntry[]> {
  const { roster, people } = await readStanding(tx, caseId, shared, undefined, at)
  const person = people.get(personId)
  const side = person?.participation?.side
  if (person === undefined || side === undefined) return []
  const known = reducePasskeys(shared)
  // A delegate brings their keys along as soon as somebody named them.
  const named = reduceDelegations(shared).some((d) => d.to.id === personId && d.side === side && isLive(d, at))
  // An administrator adopts charters with theirs.
  const signs = named || roster[side].some((s) => s.id === personId) || can(person, 'administer')
  return (await keysOf(tx, personId)).flatMap((row): NewEntry[] => {
    const key = known.get(row.credential)
    if (row.revokedAt !== null) {
      if (key === undefined || key.revoked !== undefined) return []
      const body = { person: personId, side: key.side, credential: row.credential, reason: row.revokedReason ?? '' }
      return [{ chain: 'shared', kind: 'passkey.revoked', body }]
    }
    return key === undefined && signs ? [enrolled(row, person.name, side)] : []
  })
}

function enrolled(row: KeyRow, name: string, side: Side): NewEntry {
  const { personId: person, credential, publicKey, algorithm, label, aaguid, backedUp, attestation, rpId } = row
  const about = { person, name, side, credential, algorithm, label, aaguid, backedUp, rpId }
  return {
    chain: 'shared',
    kind: 'passkey.enrolled',
    body: { ...about, publicKey: encodeBase64Url(publicKey), attestation: bytesToHex(sha256(attestation)) },
  }
}
