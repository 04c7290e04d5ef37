import { eq, inArray } from 'drizzle-orm'
import type { RosterKey, Side } from '@/lib/agreement/charter'
import { readPart } from '@/lib/agreement/manifest'
import { reducePasskeys, rosterKeys } from '@/lib/agreement/passkey-state'
import type { Act } from '@/lib/agreement/statement'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { Db, Tx } from '../store/db'
import { passkeys } from '../store/schema'
import type { StoredVersion } from './proposal-store'

/**
 * [KEY5] The passkeys a person may use for an act on this version now: those that its roster froze, whose check is still
 * good, and that nobody has revoked since. A key that was enrolled or checked later is not among them, or whoever runs the service could enrol
 * one of their own after the first signature. Ending an agreement is an act of today: it takes today's keys.
 */
export async function usableKeys(
  db: Db | Tx,
  version: StoredVersion,
  shared: readonly LedgerEntry[],
  who: { readonly act: Act; readonly personId: string; readonly side: Side; readonly at: string },
): Promise<readonly RosterKey[]> {
  const { act, personId, side } = who
  const { passkeys: bound } = readPart(version.files, 'charter')
  if (bound === null) return []
  if (act === 'terminate') return keysOfToday(db, shared, bound.rpId, who)
  const frozen = readPart(version.files, 'roster')[side].find((s) => s.id === personId)?.keys ?? []
  return stillGood(db, frozen, shared, who)
}

/** The keys that the shared history knows for a person now, checked and unrevoked: for acts on no frozen version. */
export function keysOfToday(
  db: Db | Tx,
  shared: readonly LedgerEntry[],
  rpId: string,
  who: { readonly personId: string; readonly side: Side; readonly at: string },
): Promise<readonly RosterKey[]> {
  return stillGood(db, rosterKeys(reducePasskeys(shared), who.personId, who.side, rpId), shared, who)
}

async function stillGood(
  db: Db | Tx,
  named: readonly RosterKey[],
  shared: readonly LedgerEntry[],
  { personId, at }: { readonly personId: string; readonly at: string },
): Promise<readonly RosterKey[]> {
  const known = reducePasskeys(shared)
  // A check that has run out no longer says whose key it is.
  const good = named.filter(({ checked }) => checked.reviewBy >= at.slice(0, 10))
  const unrevoked = good.filter(({ credential }) => known.get(credential)?.revoked === undefined)
  if (unrevoked.length === 0) return []
  const rows = await db
    .select()
    .from(passkeys)
    .where(
      inArray(
        passkeys.credential,
        unrevoked.map((key) => key.credential),
      ),
    )
  // The owner's own revocation counts at once, also before every case's ledger tells it.
  const live = new Set(rows.filter((r) => r.personId === personId && r.revokedAt === null).map((r) => r.credential))
  return unrevoked.filter(({ credential }) => live.has(credential))
}

/** What the service's table knows of a key besides what is frozen: how far its counter was. */
export async function counterOf(db: Db | Tx, credential: string): Promise<number> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credential, credential))
  return row?.counter ?? 0
}
