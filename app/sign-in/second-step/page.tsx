import type { Metadata } from 'next'
import { SecondStepForm } from '@/components/sign-in/SecondStepForm'
import { ownPath } from '@/server/auth/own-path'

export const metadata: Metadata = { title: 'One more step' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

export default async function Page({ searchParams }: Props) {
  return <SecondStepForm target={ownPath((await searchParams).callbackUrl)} />
}
