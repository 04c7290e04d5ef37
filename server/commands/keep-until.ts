import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { type KeptUntil, keptUntil } from '@/lib/retention/kept-until'
import type { NewEntry } from '@/lib/wire/ledger'
import { sharedOf } from '../agreement/context'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * [RET2] Says for a side until when an archived case is to be kept, or takes that back. When both sides have named a day and
 * the later one is over, an operator may delete the case.
 * @returns refusals `not-allowed`, `case-not-archived`, `day-over`
 */
export async function keepUntil(
  person: Person,
  caseId: string,
  { until }: { until: string | null },
): Promise<Outcome<KeptUntil>> {
  const allowed = await authorise(person, caseId, 'administer', {}, { evenArchived: true })
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  const side = actor.participation?.side
  if (side === undefined) {
    return refuse('not-allowed', 'How long the case is kept is said by an administrator of one of the sides.')
  }
  const { rooms, clock } = runtime()
  if (until !== null && until < clock().slice(0, 10)) {
    return refuse('day-over', 'That day is over. Name today or a later day.')
  }
  const done = await rooms.record(caseId, authorOf(actor), async ({ entries }) => {
    if (!row.archived) return refuse('case-not-archived', 'Archive the case first: a case at work is kept.')
    const before = keptUntil(sharedOf(entries))
    if ((before[side] ?? null) === until) return ok({ entries: [], value: before })
    const entry: NewEntry = { chain: 'shared', kind: 'case.kept-until', body: { until } }
    const said = { ...entry, actor: { side } }
    return ok({ entries: [entry], value: keptUntil([...sharedOf(entries), said]) })
  })
  return done.ok ? ok(done.value.value) : done
}
