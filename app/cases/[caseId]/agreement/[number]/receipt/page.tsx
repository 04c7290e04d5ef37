import type { Metadata } from 'next'
import { ReceiptPage } from '@/components/agreement/ReceiptPage'
import { receiptsOf } from '@/lib/agreement/receipt'
import { readShared } from '@/server/agreement/context'
import { loadVersion } from '../../version'

export const metadata: Metadata = { title: 'Receipt' }

/** What this person did to this version, from the history. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string }> }) {
  const { caseId, number } = await params
  const { person, row, version } = await loadVersion(caseId, number, '/receipt')
  const { proposal } = version
  const receipts = receiptsOf(await readShared(caseId), proposal.digest, person.personId).map((receipt) => ({
    ...receipt,
    proposal: proposal.number,
  }))
  return <ReceiptPage caseId={caseId} title={row.title} number={proposal.number} receipts={receipts} />
}
