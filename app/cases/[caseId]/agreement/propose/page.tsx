import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProposePage } from '@/components/agreement/ProposePage'
import { can } from '@/lib/access/policy'
import { readPreflight } from '@/server/commands/read-preflight'
import { found, visit } from '../load'

export const metadata: Metadata = { title: 'Propose a version' }

/** The pre-flight, and the form that freezes and proposes. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { person, actor, case: row } = await visit(caseId, '/propose')
  if (!can(actor, 'propose')) notFound()
  return <ProposePage caseId={caseId} title={row.title} preflight={found(await readPreflight(person, caseId))} />
}
