'use client'
import { useMemo } from 'react'
import { useLedger, useMe } from '@/components/workspace/CaseContext'
import { type Actor, can, lentFor } from '@/lib/access/policy'
import { addToDelegations, type DelegationBook, lentTo, NO_DELEGATIONS } from '@/lib/review/delegations'
import type { LedgerEntry } from '@/lib/wire/ledger'

// One reduction for everybody who asks: they ask about the same entries.
let last: { readonly entries: readonly LedgerEntry[]; readonly book: DelegationBook } | undefined

/** Who may approve for whom, as the ledger tells. */
export function useDelegations(): DelegationBook {
  const entries = useLedger()
  return useMemo(() => {
    if (last?.entries !== entries) last = { entries, book: addToDelegations(NO_DELEGATIONS, entries) }
    return last.book
  }, [entries])
}

/** [REV21] Me, with what others of my side have lent me and is in force today. */
export function useSpeaker(): Actor {
  const me = useMe()
  const book = useDelegations()
  return useMemo(
    () => ({
      personId: me.id,
      name: me.name,
      email: me.email,
      participation: { rights: me.rights, ...(me.side === undefined ? {} : { side: me.side }) },
      lent: lentTo(book, me.id, new Date().toISOString()),
    }),
    [me, book],
  )
}

/** Whether this person can speak for their side about something of a capability, and in whose name if not in their own. */
export function voiceOf(actor: Actor, capability: string | undefined): { may: boolean; for?: string } {
  const lent = lentFor(actor, 'approve', { capability })
  return { may: can(actor, 'approve', { capability }), ...(lent === undefined ? {} : { for: lent.by.name }) }
}

/** Why this person cannot judge a claim, in a sentence; undefined when they can. */
export function whyNotJudge(actor: Actor, capability: string | undefined): string | undefined {
  if (voiceOf(actor, capability).may) return undefined
  if (actor.participation?.side === undefined) return 'You take part without a side. Only the two sides approve claims.'
  const [lent] = actor.lent ?? []
  if (lent !== undefined) {
    return `${lent.by.name} has asked you to approve for ${lent.capabilities?.join(', ') ?? 'the whole case'} only.`
  }
  return 'You may not approve claims. An administrator of your side can allow it, or a colleague who may can delegate it to you.'
}
