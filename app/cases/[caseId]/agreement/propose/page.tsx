import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProposePage } from '@/components/agreement/ProposePage'
import { can } from '@/lib/access/policy'
import { readPreflight } from '@/server/commands/read-preflight'
import { readPreview } from '@/server/commands/read-preview'
import { found, visit } from '../load'

export const metadata: Metadata = { title: 'Propose a version' }

interface Props {
  readonly params: Promise<{ caseId: string }>
  readonly searchParams: Promise<{ amends?: string }>
}

/** The pre-flight, what both sides would get, and the form that freezes and proposes. */
export default async function Page({ params, searchParams }: Props) {
  const { caseId } = await params
  const { person, actor, case: row } = await visit(caseId, '/propose')
  if (!can(actor, 'propose')) notFound()
  const { amends = '' } = await searchParams
  return (
    <ProposePage
      caseId={caseId}
      title={row.title}
      side={actor.participation?.side}
      preflight={found(await readPreflight(person, caseId))}
      preview={found(await readPreview(person, caseId))}
      amends={/^\d{1,6}$/.test(amends) ? Number(amends) : null}
    />
  )
}
