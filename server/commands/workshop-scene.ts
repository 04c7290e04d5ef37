import { participantsOf } from '@/lib/review/participants'
import type { WorkshopScene } from '@/lib/workshop/decide'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import { runtime } from '../runtime'
import type { CaseState } from '../sync/rooms'

/** What a decision about a workshop is taken from, at a committed state. */
export function workshopScene({ entries, graph, seq }: CaseState): WorkshopScene {
  return {
    workshops: addToWorkshops(NO_WORKSHOPS, entries),
    graph,
    people: participantsOf(entries),
    state: seq,
    fresh: runtime().ids,
  }
}
