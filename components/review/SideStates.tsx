'use client'
import { UnstyledButton } from '@mantine/core'
import { useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { SIDES, type Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { alertWords } from '@/lib/review/alerts'
import type { Approval } from '@/lib/review/approvals'
import { causesInWords } from '@/lib/review/causes'
import { type ClaimReview, isChallenged, type SideState, staleCauses } from '@/lib/review/state'
import { Moment } from './Byline'
import classes from './review.module.css'
import { reviewStoreOf, useReviewState } from './use-review'
import { Words } from './Words'

/** Where each side stands on a claim, in words. */
export function SideStates({ claim, review }: { claim: ElementId; review: ClaimReview }) {
  return (
    <dl className={classes.sides}>
      {SIDES.map((side) => (
        <div key={side} className={classes.side}>
          <dt className={SIDE_CLASS[side]}>{sideWord(side)}</dt>
          <dd>
            <SideWords claim={claim} side={side} state={review.sides[side]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function SideWords({ claim, side, state }: { claim: ElementId; side: Side; state: SideState }) {
  switch (state.state) {
    case 'none':
      return <span className={classes.muted}>Has not approved yet.</span>
    case 'approved':
      return (
        <>
          <span className={classes.good}>Approved</span> by <Speaker said={state.approval} />,{' '}
          <Moment at={state.approval.at} />
          {state.approval.note !== undefined && <Words text={state.approval.note} />}
        </>
      )
    case 'stale':
      return (
        <>
          {isChallenged(state) ? (
            <>
              <span className={classes.warn}>Challenged</span> by{' '}
              {(state.alerts ?? []).map((alert) => alertWords(alert)).join(', ')}.
            </>
          ) : (
            <>
              <span className={classes.warn}>Out of date:</span> <Causes claim={claim} side={side} />
            </>
          )}
          <div className={classes.muted}>
            Approved before by <Speaker said={state.approval} />, <Moment at={state.approval.at} />
          </div>
        </>
      )
    case 'objected':
      return state.objections.map((objection) => (
        <div key={objection.by.id}>
          <span className={classes.bad}>Objection</span> by <Speaker said={objection} />, <Moment at={objection.at} />
          <Words text={objection.note} />
          <div className={classes.muted}>
            It stands until {objection.by.name}
            {objection.for === undefined ? '' : ` or ${objection.for.name}`} lifts it.
          </div>
        </div>
      ))
  }
}

/** Who said it, and for whom if by delegation. */
export function Speaker({ said }: { said: Pick<Approval, 'by' | 'for'> }) {
  return (
    <>
      {said.by.name}
      {said.for !== undefined && ` for ${said.for.name}, by delegation`}
    </>
  )
}

/** Why the approval is out of date, with a way to each element that is the cause. Worked out only where it is read. */
function Causes({ claim, side }: { claim: ElementId; side: Side }) {
  const room = useRoom()
  const { select } = useNavigate()
  // Drawn again whenever the review moves: the same state may have another cause.
  useReviewState((review) => review)
  const review = reviewStoreOf(room).get()
  const causes = staleCauses(review, claim, side)
  const there = new Set(causes.flatMap((cause) => ('element' in cause ? [cause.element] : [])))
  return (
    <>
      {causesInWords(review.graph, claim, causes).join('; ')}.{' '}
      {[...there].slice(0, LINKED).map((id) => (
        <UnstyledButton key={id} className={classes.element} onClick={() => select(id)}>
          Show {review.graph.elements.get(id)?.name ?? review.graph.bin.get(id)?.name ?? id}
        </UnstyledButton>
      ))}
    </>
  )
}

const LINKED = 3
