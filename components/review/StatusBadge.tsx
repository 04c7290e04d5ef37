'use client'
import { Badge } from '@mantine/core'
import type { ElementId } from '@/lib/gsn/graph'
import { CLAIM_STATUSES, type ClaimStatus } from '@/lib/review/state'
import { useClaimStatus } from './use-review'

const COLOR: Readonly<Record<ClaimStatus, string>> = {
  challenged: 'red',
  stale: 'orange',
  open: 'gray',
  half: 'blue',
  agreed: 'teal',
}

/** Where a claim stands, in words and colour. Draws nothing for an element that is not a claim. */
export function StatusBadge({ claim }: { claim: ElementId }) {
  const status = useClaimStatus(claim)
  if (status === undefined) return null
  return (
    <Badge color={COLOR[status]} title={CLAIM_STATUSES[status].help}>
      {CLAIM_STATUSES[status].word}
    </Badge>
  )
}
