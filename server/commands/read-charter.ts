import { can } from '@/lib/access/policy'
import type { Method } from '@/lib/agreement/charter'
import type { CharterTerms } from '@/lib/agreement/charter-schema'
import { type CharterRecord, charterInForce, reduceCharter } from '@/lib/agreement/charter-state'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { adoptionKeys, adoptionMethods } from '../agreement/adoption-proof'
import { offeredCharter, termsOf } from '../agreement/charter-store'
import { readShared } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'

export interface CharterAnswer {
  /** All that were ever put, oldest first. */
  readonly charters: readonly CharterRecord[]
  readonly inForce: CharterRecord | null
  /** The one that waits for the other side. */
  readonly open: CharterRecord | null
  /** What an administrator would begin from. */
  readonly offered: CharterTerms
  readonly may: { readonly propose: boolean; readonly adopt: boolean; readonly decline: boolean }
  /** By which means this person may adopt the one that waits, or one that is proposed now. */
  readonly methods: readonly Method[]
  /** Who must do what before there is a charter; empty when there is one. */
  readonly missing: string
}

/** The rules that both sides sign under, all earlier ones, and what this person may do about them. */
export async function readCharter(person: Person, caseId: string): Promise<Outcome<CharterAnswer>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const shared = await readShared(caseId)
  const state = reduceCharter(shared)
  const { charters, inForce, open } = state
  const side = actor.participation?.side
  const administers = side !== undefined && can(actor, 'administer')
  const found = charterInForce(state)
  const offered = offeredCharter(row, state)
  const { db, clock } = runtime()
  const charter = open?.charter ?? offered
  const who = { personId: actor.personId, at: clock() }
  const keys = side === undefined ? [] : await adoptionKeys(db, shared, charter, { ...who, side })
  return ok({
    charters,
    inForce: inForce ?? null,
    open: open ?? null,
    offered: termsOf(offered),
    may: {
      propose: administers && open === undefined,
      adopt: administers && open !== undefined && open.adopted[side] === undefined,
      decline: administers && open !== undefined,
    },
    methods: adoptionMethods(charter, keys),
    missing: found.ok ? '' : found.refusal.message,
  })
}
