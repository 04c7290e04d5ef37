import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AccountPage } from '@/components/account/AccountPage'
import { StrictFrame } from '@/components/agreement/StrictFrame'
import { personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'Account' }

/** My account. */
export default async function Page() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Faccount')
  return (
    <StrictFrame me={{ name: person.name, email: person.email }}>
      <AccountPage />
    </StrictFrame>
  )
}
