import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { SignPage } from '@/components/agreement/SignPage'
import { loadVersion } from '../../version'

export const metadata: Metadata = { title: 'Sign' }

/** The page on which a version is signed. Who may not sign it (any more) reads it instead, and finds there why. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string }> }) {
  const { caseId, number } = await params
  const { row, version, before } = await loadVersion(caseId, number, '/sign')
  const { proposal, duties, preflight, signsFor, may, methods } = version
  if (!may.sign || signsFor === null) redirect(`/cases/${encodeURIComponent(caseId)}/agreement/${proposal.number}`)
  return (
    <SignPage
      caseId={caseId}
      title={row.title}
      proposal={proposal}
      duties={duties}
      before={before}
      openPoints={preflight.items.length}
      side={signsFor}
      methods={methods}
    />
  )
}
