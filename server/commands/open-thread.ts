import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { participantsOf } from '@/lib/review/participants'
import type { ThreadRequest } from '@/lib/review/requests'
import { decideOpening } from '@/lib/review/speak'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Opens a thread on an element, or on a proposed version, for everybody in the case or for the writer's own side only.
 * @returns the thread's id; refusals `element-not-found`, `proposal-not-found`, `invalid`
 */
export async function openThread(
  person: Person,
  caseId: string,
  request: ThreadRequest,
): Promise<Outcome<{ id: string; at: string }>> {
  const allowed = await authorise(person, caseId, 'comment')
  if (!allowed.ok) return allowed
  const { rooms, ids } = runtime()
  const by = authorOf(allowed.value.actor)
  const id = ids()
  const recorded = await rooms.record(caseId, by, async ({ graph, at, entries }) => {
    const { proposal } = request
    if (
      proposal !== undefined &&
      !entries.some(({ kind, body }) => kind === 'proposal.opened' && body.proposal === proposal)
    ) {
      return refuse('proposal-not-found', 'There is no such proposal.')
    }
    const entry = decideOpening(graph, participantsOf(entries), by.side, id, request)
    return entry.ok ? ok({ entries: [entry.value], value: { id, at } }) : entry
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}
