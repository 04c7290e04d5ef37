import type { LeaveRequest } from '@/lib/access/access-requests'
import { isLastAdministrator } from '@/lib/access/parting'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { takeOut } from '../access/take-out'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'
import { readParticipants } from './list-participants'
import { LAST_ADMINISTRATOR } from './set-participant'

/**
 * [ACC12] Leaves a case, as anybody who takes part may; the last administrator of a side names another one first.
 * @returns refusal `last-administrator`
 */
export async function leaveCase(
  person: Person,
  caseId: string,
  { handTo }: LeaveRequest,
): Promise<Outcome<{ left: true }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const by = authorOf(allowed.value.actor)
  const { rooms } = runtime()
  const done = await rooms.record(caseId, by, async (state) => {
    const present = await readParticipants(state.tx, caseId)
    const leaver = present.find(({ id }) => id === by.personId)
    // Somebody took them out in the same moment: they are where they want to be.
    if (leaver === undefined) return ok({ entries: [], value: undefined })
    if (isLastAdministrator(present, leaver.id)) return LAST_ADMINISTRATOR
    const successor = present.find(({ id }) => id !== leaver.id && id === handTo)
    return ok({ entries: await takeOut(state, { caseId, leaver, by, why: 'left', successor }), value: undefined })
  })
  if (!done.ok) return done
  await rooms.recheck(caseId, by.personId)
  return ok({ left: true as const })
}
