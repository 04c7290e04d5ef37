import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { ImportPage } from '@/components/exchange/ImportPage'
import { can } from '@/lib/access/policy'
import { authorise, personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'Import a file' }

/** Brings a file into a case; whoever may only read sees what it would bring. */
export default async function CaseImportPage({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/cases/${encodeURIComponent(caseId)}/import`)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) notFound()
  const { case: row, actor } = allowed.value
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <ImportPage caseId={caseId} title={row.title} mayEdit={can(actor, 'edit') && !row.archived} />
    </PageFrame>
  )
}
