import type { Metadata } from 'next'
import { VersionPage } from '@/components/agreement/VersionPage'
import { loadVersion } from '../version'

export const metadata: Metadata = { title: 'Version' }

/** One frozen version: to be read, asked about, signed or refused. */
export default async function Page({ params }: { params: Promise<{ caseId: string; number: string }> }) {
  const { caseId, number } = await params
  const { row, version, before, side, mayComment, mayApprove } = await loadVersion(caseId, number)
  const { manifest: _, signed: __, ...rest } = version
  return (
    <VersionPage
      caseId={caseId}
      title={row.title}
      side={side}
      before={before}
      mayComment={mayComment}
      mayApprove={mayApprove}
      {...rest}
    />
  )
}
