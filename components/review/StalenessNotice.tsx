'use client'
import { useCanEdit, useGraph } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './review.module.css'
import { useStalenessEffect } from './use-review'
import { counted } from './words'

/** [REV10] Says before one edits how many approvals an edit of this element puts out of date; nothing when none. */
export function StalenessNotice({ element }: { element: ElementId }) {
  const name = useGraph((graph) => graph.elements.get(element)?.name)
  const canEdit = useCanEdit()
  const effect = useStalenessEffect(element)
  if (!canEdit || effect === 0) return null
  return (
    <p className={`${classes.notice} ${classes.muted}`}>
      Editing {name} puts {counted(effect, 'approval')} out of date.
    </p>
  )
}
