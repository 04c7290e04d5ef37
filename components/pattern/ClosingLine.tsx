'use client'
import { Button } from '@mantine/core'
import { useReviewState } from '@/components/review/use-review'
import { useNavigate } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { type Closing, closingOf, sidesInWords } from '@/lib/pattern/closing'
import classes from './pattern.module.css'

const WORDS: Readonly<Record<Closing['state'], (closing: Closing) => string>> = {
  reasonless: () => 'Write the reason first; then both sides can agree to it.',
  awaited: ({ awaits, claim }) =>
    `Not closed yet: ${sidesInWords(awaits)} ${awaits.length === 1 ? 'has' : 'have'} not approved ${claim.name}.`,
  closed: () => 'Closed: both sides have approved it as it stands.',
}

/** [PAT12] How far the agreement is that closes this part of the case; nothing where none is asked for. */
export function ClosingLine({ head }: { readonly head: ElementId }) {
  const closing = useReviewState((review) => {
    const element = review.graph.elements.get(head)
    const approves = (claim: ElementId, side: 'mdm' | 'hdo') =>
      review.claims.get(claim)?.sides[side].state === 'approved'
    const found = element === undefined ? undefined : closingOf(review.graph, element, approves)
    return found === undefined
      ? undefined
      : { state: found.state, words: WORDS[found.state](found), claim: found.claim.id, name: found.claim.name }
  })
  const { select } = useNavigate()
  if (closing === undefined) return null
  return (
    <>
      <p className={classes.note} role="status">
        <span className={closing.state === 'closed' ? classes.good : classes.warn}>{closing.words}</span>
      </p>
      {closing.state === 'awaited' && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={() => select(closing.claim, { tab: 'review' })}>
            Review {closing.name}
          </Button>
        </div>
      )}
    </>
  )
}
