import type { Metadata } from 'next'
import { EndMailPage } from '@/components/mail/EndMailPage'
import { whatEnds } from '@/server/commands/end-mail'

export const metadata: Metadata = { title: 'Stop mail', robots: 'noindex' }

interface Props {
  searchParams: Promise<{ token?: string | string[]; done?: string | string[] }>
}

/** Where an unsubscribe link of a mail leads: it asks, and the button does. */
export default async function EndMail({ searchParams }: Props) {
  const { token, done } = await searchParams
  const given = typeof token === 'string' ? token : ''
  return <EndMailPage what={whatEnds(given)} token={given} done={done === '1'} />
}
