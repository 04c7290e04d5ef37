import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { decideOpening } from '@/lib/workshop/decide'
import { couldLead } from '@/lib/workshop/may'
import type { OpenWorkshopRequest } from '@/lib/workshop/requests'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { workshopScene } from './workshop-scene'

/**
 * [WSH2] [WSH3] Opens a workshop in the case; who opens it leads it.
 * @returns its number; refusals `not-allowed`, `workshop-running`, `element-not-found`, `invalid`
 */
export async function openWorkshop(
  person: Person,
  caseId: string,
  request: OpenWorkshopRequest,
): Promise<Outcome<{ number: number }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  if (!couldLead(actor)) {
    return refuse('not-allowed', 'Whoever edits or administers the case may open a workshop. Ask one of them.')
  }
  const recorded = await runtime().rooms.record(caseId, authorOf(actor), async (state) => {
    const decided = decideOpening(workshopScene(state), request)
    return decided.ok ? ok({ entries: decided.value.entries, value: { number: decided.value.number } }) : decided
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
