import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CaseList } from '@/components/cases/CaseList'
import { PageFrame } from '@/components/cases/PageFrame'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { listCases } from '@/server/commands/list-cases'

/** The cases that I take part in. */
export default async function MyCasesPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in')
  const { cases } = must(await listCases(person))
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <CaseList cases={cases} />
    </PageFrame>
  )
}
