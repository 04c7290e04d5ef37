import { and, eq, like } from 'drizzle-orm'
import { digestStart } from '@/lib/agreement/word-phrase'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { cases, participants, proposals } from '../store/schema'

export interface FoundVersion {
  readonly caseId: string
  readonly title: string
  readonly number: number
  readonly digest: string
}

/**
 * The version that a code from another computer stands for, among the cases that this person may read.
 * @returns refusals `malformed`, `not-found`
 */
export async function findVersion(person: Person, code: string): Promise<Outcome<readonly FoundVersion[]>> {
  const start = digestStart(code)
  if (start === undefined) {
    return refuse('malformed', 'A code has eight letters and digits, such as K7QF-2M9P. Look at it again.')
  }
  const rows = await runtime()
    .db.select({ proposal: proposals, one: cases, part: participants })
    .from(participants)
    .innerJoin(cases, eq(participants.caseId, cases.id))
    .innerJoin(proposals, eq(proposals.caseId, cases.id))
    .where(and(eq(participants.personId, person.personId), like(proposals.digest, `${start}%`)))
  const found = rows
    .filter(({ part }) => part.rights.includes('read'))
    .map(({ proposal, one }) => ({
      caseId: one.id,
      title: one.title,
      number: proposal.number,
      digest: proposal.digest,
    }))
  if (found.length === 0) {
    return refuse('not-found', 'None of your cases has a version with this code. Compare the code letter by letter.')
  }
  return ok(found)
}
