import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { InvitePage } from '@/components/invite/InvitePage'
import { personFromRequest } from '@/server/auth/person'
import { showInvitation } from '@/server/commands/show-invitation'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Invitation', robots: 'noindex, nofollow', referrer: 'no-referrer' }

/** Where an invitation leads, for people with and without an account. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const person = await personFromRequest(await headers())
  const shown = await showInvitation(token, person)
  const me = person === undefined ? {} : { me: { name: person.name, email: person.email } }
  return shown.ok ? (
    <InvitePage token={token} shown={shown.value} passwords={runtime().env.oidc?.only !== true} {...me} />
  ) : (
    <InvitePage token={token} problem={shown.refusal.message} {...me} />
  )
}
