import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { AnswerPage } from '@/components/agreement/AnswerPage'
import { type Answered, isAnswer } from '@/components/agreement/acts'
import { readPart } from '@/lib/agreement/manifest'
import { readVersion } from '@/server/agreement/proposal-store'
import { readPreflight } from '@/server/commands/read-preflight'
import { runtime } from '@/server/runtime'
import { found } from '../../../load'
import { loadVersion } from '../../../version'

export const metadata: Metadata = { title: 'Answer' }

/** One answer to a version, on a page of its own. Who may not give it (any more) reads the version instead. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string; what: string }> }) {
  const { caseId, number, what } = await params
  if (!isAnswer(what)) notFound()
  const { person, row, version, side, mayComment, mayApprove } = await loadVersion(caseId, number, `/answer/${what}`)
  const { proposal, signsFor, may, methods } = version
  const own = signsFor ?? side
  const allowed: Readonly<Record<Answered, boolean>> = {
    ...may,
    ask: mayComment,
    object: mayApprove,
    counter: may.refuse,
  }
  if (!allowed[what] || (own === undefined && what !== 'ask')) {
    redirect(`/cases/${encodeURIComponent(caseId)}/agreement/${proposal.number}`)
  }
  return (
    <AnswerPage
      caseId={caseId}
      title={row.title}
      what={what}
      proposal={proposal}
      side={own ?? proposal.by.side ?? 'mdm'}
      methods={methods}
      elements={await elementsOf(caseId, proposal.number)}
      preflight={what === 'counter' ? found(await readPreflight(person, caseId)) : null}
      noticeDays={proposal.noticeDays}
    />
  )
}

/** What a question or a refusal can be about, the claims first as they stand in the version. */
async function elementsOf(caseId: string, number: number) {
  const version = await readVersion(runtime().db, caseId, number)
  if (version === undefined) notFound()
  const named = readPart(version.files, 'case').elements.map(({ id, name, statement, kind, role }) => ({
    id,
    name,
    statement,
    claim: kind === 'goal',
    top: role === 'C1',
  }))
  named.sort((a, b) => Number(b.top) - Number(a.top) || Number(b.claim) - Number(a.claim) || (a.name < b.name ? -1 : 1))
  return named.map(({ top: _, ...element }) => element)
}
