import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { ApiTokens } from '@/components/account/ApiTokens'
import { StrictFrame } from '@/components/agreement/StrictFrame'
import { must } from '@/lib/gsn/outcome'
import { personFromRequest } from '@/server/auth/person'
import { listCases } from '@/server/commands/list-cases'
import { operationWords } from '@/server/http/openapi'

export const metadata: Metadata = { title: 'API tokens' }

/** My tokens for programs. */
export default async function ApiTokensPage() {
  const person = await personFromRequest(await headers())
  if (person === undefined) redirect('/sign-in?callbackUrl=%2Faccount%2Ftokens')
  const { cases } = must(await listCases(person))
  return (
    <StrictFrame me={{ name: person.name, email: person.email }}>
      <ApiTokens cases={cases.map(({ id, title }) => ({ id, title }))} operations={operationWords()} />
    </StrictFrame>
  )
}
