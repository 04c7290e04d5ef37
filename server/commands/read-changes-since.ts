import { and, desc, eq, lte } from 'drizzle-orm'
import { SIDES } from '@/lib/access/policy'
import type { Change } from '@/lib/agreement/difference'
import { readCase } from '@/lib/case/read'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Approval } from '@/lib/review/approvals'
import { changesSince } from '@/lib/review/changes-since'
import type { Person } from '../auth/person'
import { runtime } from '../runtime'
import { createRoomStore } from '../store/room-store'
import { updates } from '../store/schema'
import { stateAt } from '../sync/history'
import { readReview } from './read-review'

/**
 * [REV25] What changed since a side approved a claim, read from the state that it approved.
 * @returns the approval's person and time, and the changes, none while it fits; refusals `element-not-found`, `malformed`,
 *   `conflict` (that side has not approved it, or objects)
 */
export async function readChangesSince(
  person: Person,
  caseId: string,
  claim: string,
  sideWord: string,
): Promise<Outcome<{ claim: string; by: string; at: string; seq: number; changes: readonly Change[] }>> {
  const read = await readReview(person, caseId)
  if (!read.ok) return read
  const side = SIDES.find((each) => each === sideWord)
  if (side === undefined) return refuse('malformed', 'Name a side: mdm or hdo.')
  const state = read.value.claims.get(claim)?.sides[side]
  if (state === undefined) return refuse('element-not-found', 'There is no such claim in the case.')
  if (state.state !== 'approved' && state.state !== 'stale') {
    return refuse('conflict', 'This side has no approval of the claim that could be compared.')
  }
  const { approval } = state
  const seq = approval.state ?? (await seqAt(caseId, approval))
  const past = await stateAt(createRoomStore(runtime().db), caseId, seq)
  if (!past.ok) return past
  try {
    const changes = changesSince(readCase(past.value.doc), read.value.graph, claim)
    return ok({ claim, by: approval.by.name, at: approval.at, seq, changes })
  } finally {
    past.value.doc.destroy()
  }
}

/** How far the log had come when somebody approved whose approval does not say so. */
async function seqAt(caseId: string, { at }: Approval): Promise<number> {
  const [row] = await runtime()
    .db.select({ seq: updates.seq })
    .from(updates)
    .where(and(eq(updates.caseId, caseId), lte(updates.at, at)))
    .orderBy(desc(updates.seq))
    .limit(1)
  return row?.seq ?? 0
}
