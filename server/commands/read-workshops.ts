import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { answersOf, standingOf } from '@/lib/workshop/poll'
import { addToWorkshops, NO_WORKSHOPS } from '@/lib/workshop/reduce'
import type { Workshop } from '@/lib/workshop/workshop'
import type { Person } from '../auth/person'
import { readLedger } from './read-ledger'

export const WORKSHOP_NOT_FOUND = refuse('workshop-not-found', 'There is no such workshop in this case.')

/** The workshops of a case, the latest first. */
export async function readWorkshops(person: Person, caseId: string): Promise<Outcome<unknown>> {
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  const workshops = [...addToWorkshops(NO_WORKSHOPS, ledger.value.entries).values()].reverse()
  return ok({ workshops: workshops.map(plain) })
}

/** One workshop. @returns refusal `workshop-not-found` */
export async function readWorkshop(person: Person, caseId: string, number: string): Promise<Outcome<unknown>> {
  const ledger = await readLedger(person, caseId, null)
  if (!ledger.ok) return ledger
  const found = addToWorkshops(NO_WORKSHOPS, ledger.value.entries).get(/^\d{1,9}$/.test(number) ? Number(number) : 0)
  return found === undefined ? WORKSHOP_NOT_FOUND : ok(plain(found))
}

/** As JSON has it: lists where the reading has maps, and where each side stands. */
function plain({ present, polls, ...workshop }: Workshop): unknown {
  return {
    ...workshop,
    present: [...present.values()],
    polls: polls.map(({ answers, ...poll }) => ({
      ...poll,
      sides: {
        mdm: { standing: standingOf({ ...poll, answers }, 'mdm'), answers: answersOf({ ...poll, answers }, 'mdm') },
        hdo: { standing: standingOf({ ...poll, answers }, 'hdo'), answers: answersOf({ ...poll, answers }, 'hdo') },
      },
    })),
  }
}
