import type { Metadata } from 'next'
import { EnrolFirst } from '@/components/sign-in/EnrolFirst'
import { ownPath } from '@/server/auth/own-path'

export const metadata: Metadata = { title: 'Second factor' }

interface Props {
  searchParams: Promise<{ callbackUrl?: string | string[] }>
}

export default async function Page({ searchParams }: Props) {
  return <EnrolFirst target={ownPath((await searchParams).callbackUrl)} />
}
