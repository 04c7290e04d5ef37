import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { MinutesPage } from '@/components/workshop/MinutesPage'
import { personFromRequest } from '@/server/auth/person'
import { readMinutes } from '@/server/commands/workshop-minutes'

interface Props {
  params: Promise<{ caseId: string; number: string }>
}

export const metadata = { title: 'Minutes' }

/** The minutes of a workshop. A case or workshop that is absent and one that is not mine look the same. */
export default async function WorkshopPage({ params }: Props) {
  const { caseId, number } = await params
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    const back = `/cases/${encodeURIComponent(caseId)}/workshops/${encodeURIComponent(number)}`
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}`)
  }
  const minutes = await readMinutes(person, caseId, number)
  if (!minutes.ok) notFound()
  const { name, email, organisation } = person
  const { workshop, document } = minutes.value
  return <MinutesPage me={{ name, email, organisation }} caseId={caseId} number={workshop.number} document={document} />
}
