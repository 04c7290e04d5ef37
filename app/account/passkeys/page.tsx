import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { StrictFrame } from '@/components/agreement/StrictFrame'
import { PasskeysPage } from '@/components/passkeys/PasskeysPage'
import { personFromRequest } from '@/server/auth/person'

export const metadata: Metadata = { title: 'Passkeys' }

/** My passkeys, over all my cases. */
export default async function Page() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Faccount%2Fpasskeys')
  return (
    <StrictFrame me={{ name: person.name, email: person.email }}>
      <PasskeysPage name={person.name} />
    </StrictFrame>
  )
}
