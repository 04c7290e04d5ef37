import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { InboxList } from '@/components/inbox/InboxList'
import { NewsList } from '@/components/inbox/NewsList'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { listCases } from '@/server/commands/list-cases'
import { readInbox } from '@/server/commands/read-inbox'
import { readStanding } from '@/server/commands/read-standing'

export const metadata: Metadata = { title: 'Inbox' }

/** What waits for me, and what happened since I was here, over all my cases. */
export default async function InboxPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Finbox')
  const { cases } = must(await readInbox(person))
  const standing = must(await readStanding(person))
  const titles = new Map(must(await listCases(person)).cases.map(({ id, title }) => [id, title]))
  const news = standing.cases.flatMap(({ case: id, news }) => {
    const title = titles.get(id)
    return news === undefined || title === undefined || news.edits + news.entries === 0
      ? []
      : [{ case: id, title, news }]
  })
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <InboxList cases={cases} />
      <NewsList cases={news} />
    </PageFrame>
  )
}
