import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { StrictFrame } from '@/components/agreement/StrictFrame'
import { authorise, personFromRequest } from '@/server/auth/person'

interface Props {
  readonly params: Promise<{ caseId: string }>
  readonly children: ReactNode
}

/** The frame of the agreement's pages. Each page asks by itself whether it may be seen. */
export default async function AgreementLayout({ params, children }: Props) {
  const person = await personFromRequest(await headers())
  const { caseId } = await params
  // [ACC6] Without the frame for those who see nothing here, so that the answer is plainly "not found".
  if (person === undefined || !(await authorise(person, caseId, 'read')).ok) return children
  const { name, email } = person
  return (
    <StrictFrame me={{ name, email }} caseId={caseId}>
      {children}
    </StrictFrame>
  )
}
