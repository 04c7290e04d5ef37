import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { ActivityPage } from '@/components/activity/ActivityPage'
import { PageFrame } from '@/components/cases/PageFrame'
import { authorise, personFromRequest } from '@/server/auth/person'
import { readActivity } from '@/server/commands/read-activity'

export const metadata: Metadata = { title: 'Since you were here' }

/** What others did in a case since I was here. */
export default async function CaseActivityPage({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/cases/${encodeURIComponent(caseId)}/activity`)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  const activity = allowed.ok ? await readActivity(person, caseId) : allowed
  if (!allowed.ok || !activity.ok) notFound()
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <ActivityPage caseId={caseId} title={allowed.value.case.title} {...activity.value} />
    </PageFrame>
  )
}
