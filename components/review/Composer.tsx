'use client'
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core'
import { useElement, useMe, useRoom } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { TEXT_MAX } from '@/lib/case/fields'
import { textOf } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'
import { isReviewClass, REVIEW_CLASS_WORDS, REVIEW_CLASSES } from '@/lib/review/entries'
import { mentionsIn } from '@/lib/review/mentions'
import { NARRATIVE, passageAt } from '@/lib/review/passage'
import { type Draft, useDraft, useDrafts } from './drafts'
import { PassageQuote } from './PassageQuote'
import { useWordsNow } from './passage-words'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { useReachable } from './use-mentions'
import { WordDifference } from './WordDifference'
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
  const { caseId, doc } = useRoom()
  const me = useMe()
  const slot = `comment:${element}`
  const drafts = useDrafts()
  const { audience, suggestion } = useDraft(slot)
  const people = useReachable(audience === 'side' && me.side !== undefined ? me.side : 'all')

  function send({ text, audience, suggestion, class: asks, passage }: Draft, key: string) {
    const whole = textOf(doc, element, 'statement')
    // What is suggested is bound to the words that stand here now.
    const about = passage ?? (suggestion === undefined ? undefined : passageAt(whole, 'statement', 0, whole.length))
    const words = text.trim() === '' ? 'I suggest this wording.' : text
    const request = { element, audience, text: words, passage: about, suggestion, class: asks }
    return reviewCalls(caseId).open({ ...request, mentions: mentionsIn(words, people) }, key)
  }

  return (
    <Writer
      slot={slot}
      label={`Comment on ${name}`}
      placeholder="Ask, object or propose. @ names somebody. Ctrl+Enter sends."
      action={suggestion === undefined ? 'Comment' : 'Suggest'}
      people={people}
      mayBeBlank={suggestion !== undefined && suggestion.length <= TEXT_MAX}
      above={<About element={element} slot={slot} />}
      send={send}
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

/** What the comment is about: the marked words, what it asks, and a wording to suggest. */
function About({ element, slot }: { element: ElementId; slot: string }) {
  const drafts = useDrafts()
  const { passage, suggestion, class: asks } = useDraft(slot)
  const now = useWordsNow(element, passage)
  // In a narrative words of one line can be reworded.
  const canSuggest = now !== undefined && (passage?.field !== NARRATIVE || !/[\n\uFFFC]/.test(now))
  return (
    <>
      {passage !== undefined && <PassageQuote element={element} passage={passage} />}
      <div className={classes.tools}>
        <Select
          size="xs"
          w={130}
          aria-label="What it asks about the argument"
          placeholder="Any question"
          clearable
          value={asks ?? null}
          onChange={(next) => drafts.write(slot, { class: isReviewClass(next) ? next : undefined })}
          data={REVIEW_CLASSES.map((value) => ({ value, label: REVIEW_CLASS_WORDS[value].word }))}
        />
        {suggestion === undefined && canSuggest && (
          <Button variant="default" size="compact-xs" onClick={() => drafts.write(slot, { suggestion: now })}>
            Suggest a wording
          </Button>
        )}
        {suggestion !== undefined && (
          <Button variant="subtle" size="compact-xs" onClick={() => drafts.write(slot, { suggestion: undefined })}>
            No wording
          </Button>
        )}
        {passage !== undefined && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => drafts.write(slot, { passage: undefined, suggestion: undefined })}
          >
            About the whole element
          </Button>
        )}
      </div>
      {suggestion !== undefined && (
        <>
          <Textarea
            label="Suggested wording"
            size="xs"
            autosize
            minRows={2}
            maxRows={8}
            value={suggestion}
            error={suggestion.length > TEXT_MAX ? `Suggest at most ${TEXT_MAX.toLocaleString('en')} characters.` : null}
            onChange={(event) => drafts.write(slot, { suggestion: event.currentTarget.value })}
          />
          {now !== undefined && now !== suggestion && <WordDifference before={now} after={suggestion} />}
        </>
      )}
    </>
  )
}
