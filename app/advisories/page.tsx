import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { AdvisoriesPage } from '@/components/monitor/AdvisoriesPage'
import { personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'Check an advisory' }

/** Which of my cases an advisory, a VEX or a bill of materials touches. */
export default async function CheckAdvisoryPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Fadvisories')
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <AdvisoriesPage />
    </PageFrame>
  )
}
