import { can } from '@/lib/access/policy'
import type { ProposeRequest } from '@/lib/agreement/requests'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { agreementNow, conclude } from '../agreement/agreement-now'
import { sharedOf } from '../agreement/context'
import { readForAgreement } from '../agreement/freeze-case'
import { type Opened, type Opening, openVersion } from '../agreement/open-version'
import { closedFiles, storedFileFindings } from '../agreement/stored-files'
import { authorise, type Person } from '../auth/person'
import { runtime } from '../runtime'
import { authorOf } from './author'

/**
 * Freezes the case as it stands and offers it to both sides. A negotiator (who may propose) or a signatory does this.
 * @returns refusals of `openVersion`
 */
export async function proposeVersion(
  person: Person,
  caseId: string,
  request: ProposeRequest,
): Promise<Outcome<Opened>> {
  const opening = await readOpening(person, caseId, request)
  if (!opening.ok) return opening
  const { by } = opening.value
  const recorded = await runtime().rooms.record(caseId, by, async (state) => {
    const now = await agreementNow(state.tx, caseId, sharedOf(state.entries), state.at)
    const opened = await openVersion(state, now, now.state, opening.value)
    if (!opened.ok) return opened
    const { entries } = await conclude(state.tx, caseId, now, by, [opened.value.event])
    return ok({ entries, value: opened.value.value })
  })
  return recorded.ok ? ok(recorded.value.value) : recorded
}

/** What is read before the case is locked: who proposes, and the stored files, which takes as long as they are large. */
export async function readOpening(person: Person, caseId: string, request: ProposeRequest): Promise<Outcome<Opening>> {
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) return allowed
  const { actor, case: row } = allowed.value
  if (!can(actor, 'propose') && !can(actor, 'sign')) {
    return refuse('not-allowed', 'Only people with the right to propose or to sign for a side propose a version.')
  }
  const before = await runtime().rooms.read(caseId, readForAgreement)
  const files = await storedFileFindings(before.graph, caseId, true)
  return ok({ case: row, by: authorOf(actor), request, before, files, closed: await closedFiles(caseId) })
}
