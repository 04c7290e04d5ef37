import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type Demo, SignInForm } from '@/components/cases/SignInForm'
import { personFromRequest } from '@/server/auth/person'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Sign in' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>
}

/** The way in. Whoever is signed in already goes straight on. */
export default async function SignInPage({ searchParams }: Props) {
  const { callbackUrl, error } = await searchParams
  const target = ownPath(callbackUrl)
  if ((await personFromRequest(await headers())) !== undefined) redirect(target)
  return <SignInForm target={target} error={typeof error === 'string' ? error : undefined} demo={await demo()} />
}

/** Only paths of our own: never a way to another site, and never back to this page. */
function ownPath(value: string | string[] | undefined): string {
  if (typeof value !== 'string') return '/'
  const here = 'http://here.invalid'
  if (!URL.canParse(value, here)) return '/'
  const url = new URL(value, here)
  const path = `${url.pathname}${url.search}`
  return url.pathname.startsWith('/sign-in') || path.startsWith('//') ? '/' : path
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
