import { can } from '@/lib/access/policy'
import { readProposal } from '@/server/commands/read-proposal'
import { readProposals } from '@/server/commands/read-proposals'
import { numberIn } from '@/server/http/number'
import { found, visit } from './load'

/** One version with everything its pages need, read from its frozen bytes; what the baseline before it asked of each side too. */
export async function loadVersion(caseId: string, typed: string, path = '') {
  const number = numberIn(typed)
  const { person, actor, case: row } = await visit(caseId, `/${number}${path}`)
  const version = found(await readProposal(person, caseId, number))
  const { baselines } = found(await readProposals(person, caseId))
  const replaced = baselines.find(({ digest }) => digest === version.proposal.supersedes)
  const before = replaced === undefined ? null : found(await readProposal(person, caseId, replaced.proposal)).duties
  return {
    person,
    row,
    version,
    before,
    side: actor.participation?.side,
    mayComment: can(actor, 'comment'),
    mayApprove: can(actor, 'approve'),
  }
}
