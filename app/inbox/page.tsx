import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { InboxList } from '@/components/inbox/InboxList'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { readInbox } from '@/server/commands/read-inbox'

export const metadata: Metadata = { title: 'Inbox' }

/** What waits for me, over all my cases. */
export default async function InboxPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Finbox')
  const { cases } = must(await readInbox(person))
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <InboxList cases={cases} />
    </PageFrame>
  )
}
