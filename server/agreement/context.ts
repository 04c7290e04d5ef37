import type { AgreementEvent } from '@/lib/agreement/events'
import type { AgreementState } from '@/lib/agreement/proposal'
import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import type { LedgerEntry } from '@/lib/wire/ledger'
import { runtime } from '../runtime'
import type { Db, Tx } from '../store/db'
import { createRoomStore } from '../store/room-store'
import type { Author } from '../sync/rooms'
import { readVersion, type StoredVersion } from './proposal-store'

/** The shared chain of a case as it is committed. */
export function readShared(caseId: string): Promise<LedgerEntry[]> {
  return createRoomStore(runtime().db).entriesAfter(caseId, 'shared', 0)
}

/** Agreements are made in the shared chain only. */
export function sharedOf(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.filter((entry) => entry.chain === 'shared')
}

/** The agreement as it is recorded. What the clock has made of it since: agreement-now.ts. */
export async function readAgreement(caseId: string): Promise<{ state: AgreementState; shared: LedgerEntry[] }> {
  const shared = await readShared(caseId)
  return { state: reduceAgreement(shared), shared }
}

/** The frozen version of the baseline in force, when there is one. */
export async function versionInForce(
  db: Db | Tx,
  caseId: string,
  state: AgreementState,
): Promise<{ baseline: NonNullable<AgreementState['inForce']>; version: StoredVersion } | undefined> {
  if (state.inForce === undefined) return undefined
  const version = await readVersion(db, caseId, state.inForce.proposal)
  if (version === undefined)
    throw new Error(`The version of baseline ${state.inForce.number} of case ${caseId} is missing`)
  return { baseline: state.inForce, version }
}

/** An event as the entry it is about to become, for reducing it in advance. */
export function asEntry<E extends AgreementEvent>(event: E, by: Author, at: string) {
  const actor = { id: by.personId, name: by.name, ...(by.side === undefined ? {} : { side: by.side }) }
  return { ...event, at, actor }
}
