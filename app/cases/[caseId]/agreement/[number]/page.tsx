import type { Metadata } from 'next'
import { VersionPage } from '@/components/agreement/VersionPage'
import { readProposal } from '@/server/commands/read-proposal'
import { numberIn } from '@/server/http/number'
import { found, visit } from '../load'

export const metadata: Metadata = { title: 'Version' }

/** One frozen version: to be read, signed or refused. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string }> }) {
  const { caseId, number } = await params
  const { person, actor, case: row } = await visit(caseId, `/${numberIn(number)}`)
  const { manifest: _, signed: __, ...version } = found(await readProposal(person, caseId, numberIn(number)))
  return <VersionPage caseId={caseId} title={row.title} side={actor.participation?.side} {...version} />
}
