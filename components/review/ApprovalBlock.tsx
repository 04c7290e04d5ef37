'use client'
import { useElement } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { AlertNotice } from './AlertNotice'
import { ChangesSince } from './ChangesSince'
import classes from './review.module.css'
import { SideStates } from './SideStates'
import { StalenessNotice } from './StalenessNotice'
import { StatusBadge } from './StatusBadge'
import { useReview } from './use-review'
import { Verdicts } from './Verdicts'

/** The approval of the selected claim: where both sides stand, and what I may say for mine. */
export function ApprovalBlock({ claim }: { claim: ElementId }) {
  const element = useElement(claim)
  const review = useReview(claim)
  if (element === undefined || review === undefined) return null
  return (
    <section className={classes.approval} aria-label={`Approval of ${element.name}`}>
      <div className={classes.approvalHead}>
        <h2>Approval of {element.name}</h2>
        <StatusBadge claim={claim} />
      </div>
      <SideStates claim={claim} review={review} />
      <AlertNotice claim={claim} review={review} />
      <ChangesSince key={`changes ${claim}`} claim={claim} review={review} />
      <Verdicts key={claim} claim={claim} name={element.name} review={review} />
      <StalenessNotice element={claim} />
    </section>
  )
}
