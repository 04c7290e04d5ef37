import { z } from 'zod'
import { elementId } from '@/lib/case/command'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { restoreInto } from '@/lib/history/restore'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { stateAt } from '../sync/history'
import { authorOf } from './author'

export const restoreRequest = z.object({
  /** Only this element; the whole case when left out. */
  element: elementId.optional(),
})

/**
 * [HIS4] Puts a past state of the case, or one element of it, back as a new edit of this person.
 * @returns `{seq, created, changes, left}`; refusals `state-not-found`, `element-absent`
 */
export async function restoreState(
  person: Person,
  caseId: string,
  seq: string,
  { element }: z.infer<typeof restoreRequest>,
): Promise<Outcome<unknown>> {
  const allowed = await authorise(person, caseId, 'edit')
  if (!allowed.ok) return allowed
  if (!/^\d{1,15}$/.test(seq)) return refuse('state-not-found', 'A state is named by a number, such as /history/12.')
  const { rooms, db } = runtime()
  const past = await stateAt(createRoomStore(db), caseId, Number(seq))
  if (!past.ok) return past
  try {
    const author = authorOf(allowed.value.actor)
    const outcome = await rooms.edit(caseId, author, (doc) =>
      restoreInto(doc, past.value.doc, element, { by: author.personId, side: author.side }),
    )
    if (!outcome.ok) return outcome
    return ok({ seq: outcome.value.seq, ...outcome.value.value })
  } finally {
    past.value.doc.destroy()
  }
}
