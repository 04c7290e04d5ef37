import type { Metadata } from 'next'
import { AgreementPage } from '@/components/agreement/AgreementPage'
import { charterInForce, reduceCharter } from '@/lib/agreement/charter-state'
import { readShared } from '@/server/agreement/context'
import { readBaseline } from '@/server/commands/read-baseline'
import { readProposals } from '@/server/commands/read-proposals'
import { found, visit } from './load'

export const metadata: Metadata = { title: 'Agreement' }

/** What is in force, what waits for a signature, and every version before. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { person, case: row } = await visit(caseId, '')
  const { mayPropose, ...state } = found(await readProposals(person, caseId))
  const charter = charterInForce(reduceCharter(await readShared(caseId)))
  const inForce =
    state.inForce === undefined ? undefined : found(await readBaseline(person, caseId, state.inForce.number))
  return (
    <AgreementPage
      caseId={caseId}
      title={row.title}
      state={state}
      mayPropose={mayPropose}
      differs={inForce?.changes.length ?? null}
      missing={charter.ok ? '' : charter.refusal.message}
    />
  )
}
