import type { Side } from './charter'
import { isAgreementEntry } from './event-kinds'
import type { Person } from './proposal'

/** A signatory's word that a colleague may sign in their place. */
export interface SigningDelegation {
  readonly id: string
  readonly from: Person
  readonly to: { readonly id: string; readonly name: string }
  readonly side: Side
  readonly since: string
  readonly until: string
  readonly reason: string
  readonly ended?: { readonly by: Person; readonly at: string }
}

type Read = { readonly kind: string; readonly body: unknown; readonly at: string; readonly actor: Person }

/** [DEL1] Delegations of signing, oldest first: given by the signatory themselves, for their own side, ended by that side. */
export function reduceDelegations(entries: readonly Read[]): readonly SigningDelegation[] {
  const found = new Map<string, SigningDelegation>()
  for (const entry of entries) {
    if (!isAgreementEntry(entry)) continue
    const { at, actor } = entry
    if (entry.kind === 'signing.delegated') {
      const { delegation: id, from, to, name, side, until, reason } = entry.body
      if (found.has(id) || from !== actor.id || actor.side !== side || to === from) continue
      found.set(id, { id, from: actor, to: { id: to, name }, side, since: at, until, reason })
    } else if (entry.kind === 'signing.delegation-ended') {
      const delegation = found.get(entry.body.delegation)
      if (delegation === undefined || delegation.ended !== undefined || actor.side !== delegation.side) continue
      found.set(delegation.id, { ...delegation, ended: { by: actor, at } })
    }
  }
  return [...found.values()]
}

/** Whether the delegation can be used at this time. */
export function isLive({ until, ended }: SigningDelegation, at: string): boolean {
  return ended === undefined && until > at
}
