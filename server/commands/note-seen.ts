import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { SeenRequest } from '@/lib/wire/requests'
import { type News, newsOf } from '../activity/news'
import { noteVisit, pointOf } from '../activity/visits'
import { authorise, type Person } from '../auth/person'
import { headsOf } from '../inbox/heads'
import { runtime } from '../runtime'

/** [ACT1] I am in this case now, or I have read what happened in it up to a point. Kept for me, whatever device I use. */
export async function noteSeen(
  person: Person,
  caseId: string,
  { upTo }: SeenRequest,
): Promise<Outcome<News & { back: boolean }>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { db, clock } = runtime()
  const heads = (await headsOf(db, [caseId])).get(caseId)
  if (heads === undefined) throw new Error(`The case ${caseId} is gone`)
  const side = allowed.value.actor.participation?.side
  const now = pointOf(heads, side, clock())
  const read =
    upTo &&
    pointOf(
      { ...heads, mdm: 0, hdo: 0, ...(side && { [side]: upTo.own }), seq: upTo.seq, shared: upTo.shared },
      side,
      now.at,
    )
  const visit = await noteVisit(db, caseId, person.personId, now, read)
  const seat = { id: caseId, ...(side === undefined ? {} : { side }) }
  return ok({ ...(await newsOf(seat, person.personId, visit.since, heads)), back: visit.back })
}
