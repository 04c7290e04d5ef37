import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { WatchPage } from '@/components/monitor/WatchPage'
import { can } from '@/lib/access/policy'
import { authorise, personFromRequest } from '@/server/auth/person'
import { readWatchList } from '@/server/commands/watch-list'

export const metadata: Metadata = { title: 'Watch list' }

/** What a case watches, and checking an advisory against it. */
export default async function CaseWatchPage({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/cases/${encodeURIComponent(caseId)}/watch`)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  const list = allowed.ok ? await readWatchList(person, caseId) : allowed
  if (!allowed.ok || !list.ok) notFound()
  const { case: row, actor } = allowed.value
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <WatchPage caseId={caseId} title={row.title} mayEdit={can(actor, 'edit') && !row.archived} {...list.value} />
    </PageFrame>
  )
}
