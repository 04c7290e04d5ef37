import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { PageFrame } from '@/components/cases/PageFrame'
import { ExportPage } from '@/components/export/ExportPage'
import { audiencesOf } from '@/lib/access/audience'
import { readCase } from '@/lib/case/read'
import { capabilityStates } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import { authorise, personFromRequest } from '@/server/auth/person'
import { runtime } from '@/server/runtime'

export const metadata: Metadata = { title: 'Export files' }

interface Asked {
  readonly params: Promise<{ caseId: string }>
  readonly searchParams: Promise<{ branch?: string | string[] }>
}

/** Takes a case along as a file: for everybody who reads it. */
export default async function CaseExportPage({ params, searchParams }: Asked) {
  const { caseId } = await params
  const { branch } = await searchParams
  const person = await personFromRequest(await headers())
  if (person === undefined) {
    redirect(`/sign-in?callbackUrl=${encodeURIComponent(`/cases/${encodeURIComponent(caseId)}/export`)}`)
  }
  const allowed = await authorise(person, caseId, 'read')
  if (!allowed.ok) notFound()
  const { case: row, actor } = allowed.value
  const rows = await runtime().rooms.read(caseId, (doc) => capabilityStates(readCase(doc)))
  const capabilities = rows.map(({ capability }) => ({ code: capability, name: capabilityName(capability) }))
  const named = typeof branch === 'string' ? branch.slice(0, 80) : ''
  return (
    <PageFrame me={{ name: person.name, email: person.email, organisation: person.organisation }}>
      <ExportPage
        caseId={caseId}
        title={row.title}
        audiences={audiencesOf(actor.participation)}
        capabilities={capabilities}
        {...(named === '' ? {} : { branch: named })}
      />
    </PageFrame>
  )
}
