import { readCase } from '@/lib/case/read'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { type Waiting, waitingFor } from '@/lib/review/inbox'
import { reviewState } from '@/lib/review/state'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { type CaseLine, listCases } from './list-cases'
import { readLedger } from './read-ledger'

export interface CaseInbox {
  readonly case: string
  readonly title: string
  readonly waiting: readonly Waiting[]
}

/**
 * [REV19] What waits for this person, case by case: each read from the entries that they may see there, and no other. Cases
 * in which nothing waits are left out; archived ones wait for nobody.
 */
export async function readInbox(person: Person): Promise<Outcome<{ cases: CaseInbox[] }>> {
  const listed = await listCases(person)
  if (!listed.ok) return listed
  const cases: CaseInbox[] = []
  // One after the other: each reads a whole case, and nobody waits for an inbox as they do for typing.
  for (const line of listed.value.cases) {
    if (line.archived) continue
    const waiting = await waitingIn(person, line)
    if (waiting.length > 0) cases.push({ case: line.id, title: line.title, waiting })
  }
  return ok({ cases })
}

async function waitingIn(person: Person, { id, side, rights }: CaseLine): Promise<readonly Waiting[]> {
  const ledger = await readLedger(person, id, null)
  // Taken out of the case in this moment: it is not theirs any more.
  if (!ledger.ok) return []
  const { entries } = ledger.value
  const me = { id: person.personId, rights, ...(side === undefined ? {} : { side }) }
  const graph = await runtime().rooms.read(id, (doc) => readCase(doc))
  return waitingFor(reviewState(graph, entries), entries, me)
}
