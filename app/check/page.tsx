import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { CheckPage } from '@/components/agreement/CheckPage'
import { StrictFrame } from '@/components/agreement/StrictFrame'
import { personFromRequest } from '@/server/auth/person'
import { findVersion } from '@/server/commands/find-version'

export const metadata: Metadata = { title: 'Check on another computer' }

/** Shows digest and words of a version by its code, on a computer on which nothing is signed. */
export default async function Page({ searchParams }: { searchParams: Promise<{ code?: string }> }) {
  const { code = '' } = await searchParams
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    const back = code === '' ? '/check' : `/check?code=${encodeURIComponent(code)}`
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(back)}`)
  }
  const found = code === '' ? undefined : await findVersion(person, code)
  const problem = found?.ok === false ? found.refusal.message : ''
  return (
    <StrictFrame me={{ name: person.name, email: person.email }}>
      <CheckPage code={code} versions={found?.ok === true ? found.value : []} problem={problem} />
    </StrictFrame>
  )
}
