import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { NewCaseForm } from '@/components/cases/NewCaseForm'
import { PageFrame } from '@/components/cases/PageFrame'
import { personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'New case' }

/** Starts a case: what it is about, who the two sides are, and what it starts from. */
export default async function NewCasePage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Fcases%2Fnew')
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <NewCaseForm organisation={person.organisation} side={person.organisationSide} />
    </PageFrame>
  )
}
