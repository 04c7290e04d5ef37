import { type Actor, can } from '@/lib/access/policy'
import type { WorkshopActName } from './requests'

/**
 * What each act takes: `anybody` who reads the case; `comment`; `edit` or leading the workshop; `approve` for one's side;
 * `lead`: leading it now; `could-lead`: being one who may lead.
 */
const NEEDS = {
  join: 'anybody',
  park: 'comment',
  decide: 'edit',
  assign: 'edit',
  strike: 'comment',
  answer: 'approve',
  plan: 'lead',
  begin: 'lead',
  end: 'lead',
  ask: 'lead',
  'close-poll': 'lead',
  'hand-over': 'lead',
  close: 'lead',
  'take-over': 'could-lead',
} as const satisfies Record<WorkshopActName, string>

/** [WSH2] Whoever edits or administers the case may open and lead a workshop. */
export function couldLead(actor: Actor): boolean {
  return can(actor, 'edit') || can(actor, 'administer')
}

/**
 * [WSH2] Whether this person may do this in a workshop. Whoever leads it is one who could lead: a facilitator who lost the
 * rights in the meantime has nothing more to say than others.
 * @returns `no` for a missing right, `leads-not` when the right is there and somebody else leads
 */
export function mayDo(actor: Actor, act: WorkshopActName, facilitator: string): 'yes' | 'no' | 'leads-not' {
  const leads = couldLead(actor) && facilitator === actor.personId
  switch (NEEDS[act]) {
    case 'anybody':
      return can(actor, 'read') ? 'yes' : 'no'
    case 'comment':
      return can(actor, 'comment') || leads ? 'yes' : 'no'
    case 'edit':
      return can(actor, 'edit') || leads ? 'yes' : 'no'
    case 'approve':
      return can(actor, 'approve') ? 'yes' : 'no'
    case 'could-lead':
      return couldLead(actor) ? 'yes' : 'no'
    case 'lead':
      return leads ? 'yes' : couldLead(actor) ? 'leads-not' : 'no'
  }
}
