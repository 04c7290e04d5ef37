import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/cases/PageFrame'
import { personFromRequest } from '@/server/auth/person'

/** The frame of the agreement's pages. Each page asks by itself whether it may be seen. */
export default async function AgreementLayout({ children }: { children: ReactNode }) {
  const person = await personFromRequest(await headers())
  if (person === undefined) return children
  const { name, email, organisation } = person
  return <PageFrame me={{ name, email, organisation }}>{children}</PageFrame>
}
