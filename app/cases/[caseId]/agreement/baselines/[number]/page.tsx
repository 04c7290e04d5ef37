import type { Metadata } from 'next'
import { BaselinePage } from '@/components/agreement/BaselinePage'
import { can } from '@/lib/access/policy'
import { readBaseline } from '@/server/commands/read-baseline'
import { readProposal } from '@/server/commands/read-proposal'
import { numberIn } from '@/server/http/number'
import { found, visit } from '../../load'

export const metadata: Metadata = { title: 'Baseline' }

/** One baseline: its file, how to check it, and where the live case differs. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string }> }) {
  const { caseId, number } = await params
  const { person, actor, case: row } = await visit(caseId, `/baselines/${numberIn(number)}`)
  const baseline = found(await readBaseline(person, caseId, numberIn(number)))
  const { may } = found(await readProposal(person, caseId, baseline.baseline.proposal))
  const side = actor.participation?.side
  return (
    <BaselinePage
      caseId={caseId}
      title={row.title}
      side={side}
      mayEnd={may.terminate}
      mayComment={can(actor, 'comment')}
      mayShow={side !== undefined && can(actor, 'administer', { side })}
      {...baseline}
    />
  )
}
