'use client'
import { SegmentedControl } from '@mantine/core'
import { useElement, useMe, useRoom } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import type { ElementId } from '@/lib/gsn/graph'
import { useDraft, useDrafts } from './drafts'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { Writer } from './Writer'

/** Where a new thread about the selected element is written. Whom it will reach is said before it is sent. */
export function Composer({ element }: { element: ElementId | undefined }) {
  const me = useMe()
  const known = useElement(element)
  if (!me.rights.includes('comment')) {
    return <p className={classes.hint}>You read this case without the right to comment.</p>
  }
  if (element === undefined || known === undefined || known.deleted) {
    return <p className={classes.hint}>Select an element to comment on it.</p>
  }
  return <ComposerFor key={element} element={element} name={known.name} />
}

function ComposerFor({ element, name }: { element: ElementId; name: string }) {
  const { caseId } = useRoom()
  const me = useMe()
  const slot = `comment:${element}`
  const drafts = useDrafts()
  const { audience } = useDraft(slot)
  return (
    <Writer
      slot={slot}
      label={`Comment on ${name}`}
      placeholder="Ask, object or propose. Ctrl+Enter sends."
      action="Comment"
      send={({ text, audience }, key) => reviewCalls(caseId).open({ element, audience, text }, key)}
    >
      {me.side === undefined ? (
        'Visible to both sides'
      ) : (
        <>
          <SegmentedControl
            size="xs"
            aria-label="Who will see this comment"
            value={audience}
            onChange={(value) => drafts.write(slot, { audience: value === 'side' ? 'side' : 'all' })}
            data={[
              { value: 'all', label: 'Both sides' },
              { value: 'side', label: 'My side only' },
            ]}
          />
          <span className={classes.reach} role="status">
            {audience === 'all'
              ? 'Everybody in the case will see it.'
              : `Only the ${sideWord(me.side).toLowerCase()} will see it.`}
          </span>
        </>
      )}
    </Writer>
  )
}
