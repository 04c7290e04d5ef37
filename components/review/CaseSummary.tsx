'use client'
import { Button, UnstyledButton } from '@mantine/core'
import { useNavigate } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { CLAIM_STATUSES, type ClaimStatus, countByStatus, type ReviewState } from '@/lib/review/state'
import classes from './review.module.css'
import { useReviewState } from './use-review'
import { counted } from './words'

/** The states that need somebody now, the most pressing first. */
const PRESSING = ['challenged', 'stale'] as const satisfies readonly ClaimStatus[]
const NAMED = 12

/** How far the whole case is agreed, and the claims that need somebody. */
export function CaseSummary() {
  const line = useReviewState(summaryLine)
  const { setView } = useNavigate()
  return (
    <section className={classes.approval} aria-label="Approval of the whole case">
      <div className={classes.approvalHead}>
        <h2>Approval of the whole case</h2>
      </div>
      <p className={classes.summary}>{line}</p>
      {PRESSING.map((status) => (
        <Pressing key={status} status={status} />
      ))}
      <Button variant="subtle" size="compact-xs" ml={-7} onClick={() => setView('approvals')}>
        Open the board of approvals
      </Button>
    </section>
  )
}

function summaryLine(review: ReviewState): string {
  const counts = countByStatus(review, review.graph.reachable)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const parts = [
    `Both sides agree on ${counts.agreed} of ${counted(all, 'claim')}`,
    `one side approved ${counts.half}`,
    `${counts.open} not approved yet`,
  ]
  return `${parts.join(', ')}.`
}

function Pressing({ status }: { status: (typeof PRESSING)[number] }) {
  const { select } = useNavigate()
  const claims = useReviewState((review) => claimsIn(review, status).join('\n'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): [ElementId, string] => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)])
  if (claims.length === 0) return null
  return (
    <p className={classes.summary}>
      <span className={status === 'challenged' ? classes.bad : classes.warn}>{CLAIM_STATUSES[status].word}:</span>{' '}
      {claims.slice(0, NAMED).map(([id, name]) => (
        <UnstyledButton key={id} className={classes.element} onClick={() => select(id)}>
          {name}
        </UnstyledButton>
      ))}
      {claims.length > NAMED && <span>and {claims.length - NAMED} more</span>}
    </p>
  )
}

/** "id name" of the argued claims in this state, by name: lines, so that an equal list draws nothing. */
function claimsIn({ graph, claims }: ReviewState, status: ClaimStatus): string[] {
  const lines: [string, string][] = []
  for (const [id, review] of claims) {
    if (review.status === status && graph.reachable.has(id)) lines.push([graph.elements.get(id)?.name ?? id, id])
  }
  return lines.sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([name, id]) => `${id} ${name}`)
}
