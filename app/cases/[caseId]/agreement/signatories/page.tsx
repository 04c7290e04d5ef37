import type { Metadata } from 'next'
import { SignatoriesPage } from '@/components/passkeys/SignatoriesPage'
import { can } from '@/lib/access/policy'
import { readRoster } from '@/server/agreement/roster'
import { runtime } from '@/server/runtime'
import { visit } from '../load'

export const metadata: Metadata = { title: 'Signatories' }

/** Who may sign for each side, with which keys, and who has checked them: the same for both sides. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { person, actor, case: row } = await visit(caseId, '/signatories')
  const roster = await readRoster(runtime().db, caseId)
  const people = (side: 'mdm' | 'hdo') => roster[side].map(({ id, name, organisation }) => ({ id, name, organisation }))
  return (
    <SignatoriesPage
      caseId={caseId}
      title={row.title}
      me={person.personId}
      side={actor.participation?.side}
      signatories={{ mdm: people('mdm'), hdo: people('hdo') }}
      mayDelegate={can(actor, 'sign')}
    />
  )
}
