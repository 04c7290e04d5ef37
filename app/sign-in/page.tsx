import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type Demo, SignInForm } from '@/components/cases/SignInForm'
import { ownPath } from '@/server/auth/own-path'
import { personOfSession } from '@/server/auth/session-person'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[]; link?: string }>
}

/** The way in. Whoever is signed in already goes straight on. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error, link } = await searchParams
  const target = ownPath(callbackUrl)
  const person = await personOfSession(await headers())
  const next = `callbackUrl=${encodeURIComponent(target)}`
  // [AUTH14] Whoever has to enrol a second factor first gets nowhere else.
  if (person !== undefined) redirect(person.mustEnrol ? `/sign-in/enrol?${next}` : target)
  // A form that was sent before the page was alive comes back here.
  if (error === 'second-factor') redirect(`/sign-in/second-step?${next}`)
  const { oidc } = runtime().env
  return (
    <SignInForm
      target={target}
      error={typeof error === 'string' ? error : undefined}
      demo={await demo()}
      service={oidc !== undefined}
      passwords={!oidc?.only || link !== undefined}
      link={link !== undefined}
    />
  )
}

/** The demo people and their password, in demo mode only. */
async function demo(): Promise<Demo | undefined> {
  if (!runtime().demo) return undefined
  const [{ DEMO_PASSWORD }, { FRAME }] = await Promise.all([
    import('@/server/commands/create-demo'),
    import('@/catalog/example/device'),
  ])
  return {
    password: DEMO_PASSWORD,
    people: FRAME.people.map(({ title, ...person }) => ({ ...person, about: title })),
  }
}
