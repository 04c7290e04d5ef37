import { type Actor, can } from '@/lib/access/policy'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import type { DelegationBook } from './delegations'
import type { DelegateRequest } from './requests'

/** Nobody speaks for somebody else for longer than this, in days: then it is renewed, or a right of their own. */
export const LONGEST_DAYS = 366

/**
 * [REV21] Lends the right to approve to a person of the own side.
 * @param actor with their own rights and nothing lent: what is lent is not lent on
 * @param at    now, ISO 8601
 * @returns refusals `not-allowed`, `invalid` (days, the other side, oneself, somebody who may approve anyway)
 */
export function decideDelegating(
  book: DelegationBook,
  actor: Actor,
  id: string,
  { person, capabilities, from, until }: DelegateRequest,
  at: string,
): Outcome<NewEntry> {
  const { lent: _, ...own } = actor
  if (!can(own, 'approve')) {
    return refuse('not-allowed', 'Only who may approve can delegate it, and what was delegated to you stays with you.')
  }
  const to = book.people.get(person)
  if (to === undefined || to.side !== actor.participation?.side) {
    return refuse('invalid', 'Choose somebody of your own side: nobody speaks for the other side.')
  }
  if (to.id === actor.personId) return refuse('invalid', 'Choose somebody else: you may approve already.')
  if (to.rights.includes('approve')) {
    return refuse('invalid', `${to.name} may approve claims already and does so in their own name.`)
  }
  if (until < from) return refuse('invalid', 'The last day comes before the first. Choose a later last day.')
  if (until < at.slice(0, 10)) return refuse('invalid', 'The last day is over. Choose a later one.')
  if (daysBetween(from, until) > LONGEST_DAYS) {
    return refuse('invalid', 'Delegate for a year at most. Whoever needs it for longer can be given the right.')
  }
  const scope = capabilities === undefined ? {} : { capabilities: [...new Set(capabilities)].sort() }
  const body = { delegation: id, person, name: to.name, ...scope, from, until }
  return ok({ chain: 'shared', kind: 'delegation.given', body })
}

/**
 * [REV21] Ends a delegation: who gave it, who holds it, or an administrator of the side. Nothing to record when it is over.
 * @returns refusals `delegation-not-found`, `not-allowed`
 */
export function decideEnding(book: DelegationBook, actor: Actor, id: string): Outcome<NewEntry | undefined> {
  const one = book.all.get(id)
  if (one === undefined) return refuse('delegation-not-found', 'There is no such delegation.')
  const side = actor.participation?.side
  const may =
    side === one.side && ([one.by.id, one.to.id].includes(actor.personId) || can(actor, 'administer', { side }))
  if (!may) {
    return refuse('not-allowed', `${one.by.name}, ${one.to.name} or an administrator of their side can end this.`)
  }
  if (one.ended !== undefined) return ok(undefined)
  return ok({ chain: 'shared', kind: 'delegation.ended', body: { delegation: id } })
}

function daysBetween(from: string, until: string): number {
  return (Date.parse(until) - Date.parse(from)) / 86_400_000
}
