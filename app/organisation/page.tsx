import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { OrganisationPage } from '@/components/organisation/OrganisationPage'
import { personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'My organisation' }

/** Who belongs to my organisation, and who administers it. */
export default async function Page() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Forganisation')
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <OrganisationPage me={person.personId} />
    </PageFrame>
  )
}
