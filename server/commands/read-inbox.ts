import { type Outcome, ok } from '@/lib/gsn/outcome'
import type { Waiting } from '@/lib/review/inbox'
import type { Person } from '../auth/person'
import { headsOf } from '../inbox/heads'
import { waitingIn } from '../inbox/waiting'
import { runtime } from '../runtime'
import { listCases } from './list-cases'

export interface CaseInbox {
  readonly case: string
  readonly title: string
  readonly waiting: readonly Waiting[]
}

/**
 * [REV19] What waits for this person, case by case: each read from the entries that they may see there, and no other. Cases
 * in which nothing waits are left out; archived ones wait for nobody.
 */
export async function readInbox(person: Pick<Person, 'personId'>): Promise<Outcome<{ cases: CaseInbox[] }>> {
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const live = listed.value.cases.filter(({ archived }) => !archived)
  const heads = await headsOf(
    runtime().db,
    live.map(({ id }) => id),
  )
  const cases: CaseInbox[] = []
  // One after the other: each may read a whole case, and nobody waits for an inbox as they do for typing.
  for (const { id, title, side, rights } of live) {
    const at = heads.get(id)
    if (at === undefined) continue
    const waiting = await waitingIn(
      id,
      { personId: person.personId, rights, ...(side === undefined ? {} : { side }) },
      at,
    )
    if (waiting.length > 0) cases.push({ case: id, title, waiting })
  }
  return ok({ cases })
}
