import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { MailSettings } from '@/components/mail/MailSettings'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { readMailSettings } from '@/server/commands/mail-wishes'

export const metadata: Metadata = { title: 'Mail' }

/** What I am written about by mail, and when. */
export default async function MailSettingsPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Fsettings%2Fmail')
  const settings = must(await readMailSettings(person))
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <MailSettings email={person.email} {...settings} />
    </PageFrame>
  )
}
