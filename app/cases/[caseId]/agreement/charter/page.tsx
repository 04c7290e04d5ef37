import type { Metadata } from 'next'
import { CharterPage } from '@/components/agreement/CharterPage'
import { visit } from '../load'

export const metadata: Metadata = { title: 'Charter' }

/** The rules that both sides sign under: read, proposed, adopted. */
export default async function Page({ params }: { params: Promise<{ caseId: string }> }) {
  const { caseId } = await params
  const { case: row } = await visit(caseId, '/charter')
  return <CharterPage caseId={caseId} title={row.title} />
}
