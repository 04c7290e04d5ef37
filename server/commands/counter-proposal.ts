import { reduceAgreement } from '@/lib/agreement/reduce-agreement'
import type { CounterRequest } from '@/lib/agreement/requests'
import { type Outcome, ok } from '@/lib/gsn/outcome'
import { asEntry } from '../agreement/context'
import { type Opened, openVersion } from '../agreement/open-version'
import { type Receipt, takeStatementAnd } from '../agreement/take-statement'
import type { Person } from '../auth/person'
import { readOpening } from './propose-version'

/**
 * Refuses a version and puts another in its place, in one step: either both are recorded or neither. The new version
 * tells in what it differs from the refused one.
 */
export async function counterProposal(
  person: Person,
  caseId: string,
  number: number,
  { propose, ...proof }: CounterRequest,
): Promise<Outcome<{ receipt: Receipt } & Opened>> {
  const opening = await readOpening(person, caseId, propose)
  if (!opening.ok) return opening
  const { by } = opening.value
  const done = await takeStatementAnd(person, caseId, number, 'refuse', proof, (state, now, refused) => {
    const after = reduceAgreement([asEntry(refused, by, now.at)], now.state)
    return openVersion(state, now, after, { ...opening.value, counters: number })
  })
  if (!done.ok) return done
  const { receipt, also: opened } = done.value
  if (opened === undefined) throw new Error('A counter-proposal is opened in the step that refuses.')
  return ok({ receipt, ...opened })
}
