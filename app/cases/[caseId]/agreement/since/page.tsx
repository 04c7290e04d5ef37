import type { Metadata } from 'next'
import { SincePage } from '@/components/agreement/SincePage'
import { can } from '@/lib/access/policy'
import { readSince } from '@/server/commands/read-since'
import { found, visit } from '../load'

export const metadata: Metadata = { title: 'Since the baseline' }

/** What has happened in the case since the baseline in force was signed. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { person, actor, case: row } = await visit(caseId, '/since')
  const since = found(await readSince(person, caseId))
  return (
    <SincePage
      caseId={caseId}
      title={row.title}
      side={actor.participation?.side}
      since={since}
      mayPropose={can(actor, 'propose')}
    />
  )
}
