import { can } from '@/lib/access/policy'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import { type CharterRecord, charterInForce, reduceCharter } from '@/lib/agreement/charter-state'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { offeredCharter, termsOf } from '../agreement/charter-store'
import { readShared } from '../agreement/context'
import { authorise, type Person } from '../auth/person'

export interface CharterAnswer {
  /** All that were ever put, oldest first. */
  readonly charters: readonly CharterRecord[]
  readonly inForce: CharterRecord | null
  /** The one that waits for the other side. */
  readonly open: CharterRecord | null
  /** What an administrator would begin from. */
  readonly offered: CharterTerms
  readonly may: { readonly propose: boolean; readonly adopt: boolean; readonly decline: boolean }
  /** Who must do what before there is a charter; empty when there is one. */
  readonly missing: string
}

/** The rules that both sides sign under, all earlier ones, and what this person may do about them. */
export async function readCharter(person: Person, caseId: string): Promise<Outcome<CharterAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const state = reduceCharter(await readShared(caseId))
  const { charters, inForce, open } = state
  const side = actor.participation?.side
  const administers = side !== undefined && can(actor, 'administer')
  const found = charterInForce(state)
  return ok({
    charters,
    inForce: inForce ?? null,
    open: open ?? null,
    offered: termsOf(offeredCharter(row, state)),
    may: {
      propose: administers && open === undefined,
      adopt: administers && open !== undefined && open.adopted[side] === undefined,
      decline: administers && open !== undefined,
    },
    missing: found.ok ? '' : found.refusal.message,
  })
}
