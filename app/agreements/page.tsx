import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AgreementsOverview } from '@/components/agreement/AgreementsOverview'
import { PageFrame } from '@/components/cases/PageFrame'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { listAgreements } from '@/server/commands/list-agreements'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Agreements' }

/** The agreements of all my cases, with the dates ahead. */
export default async function AgreementsPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Fagreements')
  const { agreements } = must(await listAgreements(person))
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <AgreementsOverview agreements={agreements} today={runtime().clock().slice(0, 10)} />
    </PageFrame>
  )
}
