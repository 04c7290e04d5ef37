import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { decideAct } from '@/lib/workshop/decide'
import { couldLead, mayDo } from '@/lib/workshop/may'
import type { WorkshopRequest } from '@/lib/workshop/requests'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { WORKSHOP_NOT_FOUND } from './read-workshops'
import { workshopScene } from './workshop-scene'

/**
 * [WSH2] [WSH3] One act in a workshop. Who leads is judged at the same committed state as the act itself, so that of two
 * who act at once after a hand-over only the one who leads then is heard.
 * @returns the id of what was made, and whether something was written down; refusals of `decideAct`, `not-allowed`,
 *          `not-facilitator`, `workshop-not-found`
 */
export async function actInWorkshop(
  person: Person,
  caseId: string,
  number: string,
  request: WorkshopRequest,
): Promise<Outcome<{ id?: string; recorded: boolean }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor } = allowed.value
  const recorded = await runtime().rooms.record(caseId, authorOf(actor), async (state) => {
    const scene = workshopScene(state)
    const workshop = /^\d{1,9}$/.test(number) ? scene.workshops.get(Number(number)) : undefined
    if (workshop === undefined) return WORKSHOP_NOT_FOUND
    const { facilitator } = workshop
    const may = mayDo(actor, request.act, facilitator.id)
    if (may === 'no') {
      return refuse(
        'not-allowed',
        'You take part in this case without the right to do this in a workshop. Ask an administrator of your side.',
      )
    }
    if (may === 'leads-not') {
      const words = `${facilitator.name} leads this workshop. Ask them to hand it over, or take it over yourself.`
      return refuse('not-facilitator', words, { facilitator: facilitator.name })
    }
    const leads = couldLead(actor) && facilitator.id === actor.personId
    const decided = decideAct(scene, workshop, { id: actor.personId, name: actor.name, leads }, request)
    if (!decided.ok) return decided
    const { entries, id } = decided.value
    return ok({ entries, value: { ...(id === undefined ? {} : { id }), recorded: entries.length > 0 } })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
