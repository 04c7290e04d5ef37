import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { OriginPage } from '@/components/cases/OriginPage'
import { PageFrame } from '@/components/cases/PageFrame'
import { can } from '@/lib/access/policy'
import { authorise, personFromRequest } from '@/server/auth/person'
import { readOrigin } from '@/server/commands/read-origin'

export const metadata: Metadata = { title: 'What changed at the origin' }

/** Where a copied case comes from, and what has changed there since. */
export default async function CaseOriginPage({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/cases/${encodeURIComponent(caseId)}/origin`)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  const origin = allowed.ok ? await readOrigin(person, caseId) : allowed
  if (!allowed.ok || !origin.ok) notFound()
  const { case: row, actor } = allowed.value
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <OriginPage caseId={caseId} title={row.title} mayEdit={can(actor, 'edit') && !row.archived} {...origin.value} />
    </PageFrame>
  )
}
