import type { Metadata } from 'next'
import { AuditPage } from '@/components/audit/AuditPage'
import { readCase } from '@/lib/case/read'
import { runtime } from '@/server/runtime'
import { visit } from '../load'

export const metadata: Metadata = { title: 'History' }

/** The history of the agreement as sentences. The browser fetches the entries itself, because it checks them. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { actor, case: row } = await visit(caseId, '/audit')
  const names = await runtime().rooms.read(caseId, (doc) => {
    const { elements, bin } = readCase(doc)
    return [...bin.values(), ...elements.values()].map(({ id, name }) => [id, name] as const)
  })
  return <AuditPage caseId={caseId} title={row.title} side={actor.participation?.side} names={names} />
}
