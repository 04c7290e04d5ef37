'use client'
import { Badge, Button, UnstyledButton } from '@mantine/core'
import { memo, useEffect, useRef, useState } from 'react'
import { linkTo } from '@/components/find/palette-actions'
import { useElement, useMe, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import type { Outcome } from '@/lib/gsn/outcome'
import { isReviewClass, REVIEW_CLASS_WORDS } from '@/lib/review/entries'
import { mentionsIn } from '@/lib/review/mentions'
import type { Thread } from '@/lib/review/threads'
import { AssignControl } from './AssignControl'
import { Byline, Moment, PersonMark } from './Byline'
import { useDraft } from './drafts'
import { PassageQuote } from './PassageQuote'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { SaidWords } from './SaidWords'
import { SuggestionBlock } from './SuggestionBlock'
import { useReachable } from './use-mentions'
import { Writer } from './Writer'
import { shortDay } from './words'

interface Props {
  readonly thread: Thread
  readonly unread: boolean
  /** A link led to it: it is shown and framed. */
  readonly marked: boolean
  /** Whether to name the element: not where all threads are about the same one. */
  readonly named: boolean
}

/** One thread: what was asked, the answers, and what can be done with it. */
export const ThreadCard = memo(function ThreadCard({ thread, unread, marked, named }: Props) {
  const { by, at, resolved, replies } = thread
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (marked) card.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <article
      ref={card}
      className={classes.thread}
      data-marked={marked || undefined}
      data-resolved={resolved !== undefined || undefined}
      data-unread={unread || undefined}
    >
      <PersonMark by={by} />
      <div className={classes.said}>
        <Byline by={by} at={at}>
          {named && <span aria-hidden>·</span>}
          {named && <ElementLink id={thread.element} />}
          {resolved === undefined ? <Badge color="orange">Open</Badge> : <Badge color="teal">Resolved</Badge>}
          {thread.proposal !== undefined && (
            <Badge color="indigo" title="Said about this version as it was frozen">
              Version {thread.proposal}
            </Badge>
          )}
          {thread.audience !== 'all' && <Badge color="gray">{sideWord(thread.audience)} only</Badge>}
          {isReviewClass(thread.class) && (
            <Badge color="grape" title={REVIEW_CLASS_WORDS[thread.class].asks}>
              {REVIEW_CLASS_WORDS[thread.class].word}
            </Badge>
          )}
          {unread && <Badge color="blue">New</Badge>}
        </Byline>
        {thread.passage !== undefined && thread.suggestion === undefined && (
          <PassageQuote element={thread.element} passage={thread.passage} />
        )}
        <SaidWords thread={thread} said={thread} />
        <SuggestionBlock thread={thread} />
        {thread.assigned !== undefined && (
          <p className={classes.outcome}>
            For <strong>{thread.assigned.name}</strong> to take care of
            {thread.assigned.due === undefined ? '' : ` by ${shortDay(thread.assigned.due)}`}
          </p>
        )}
        {replies.length > 0 && (
          <ol className={classes.replies}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <Byline by={reply.by} at={reply.at} />
                <SaidWords thread={thread} reply={reply.id} said={reply} />
              </li>
            ))}
          </ol>
        )}
        {resolved !== undefined && (
          <p className={classes.outcome}>
            Resolved by {resolved.by.name}, <Moment at={resolved.at} />
            {resolved.note === undefined ? '' : `: ${resolved.note}`}
          </p>
        )}
        <ThreadActions thread={thread} />
      </div>
    </article>
  )
})

function ElementLink({ id }: { id: string }) {
  const element = useElement(id)
  const { select } = useNavigate()
  if (element === undefined) return <span>an element that is gone</span>
  return (
    <UnstyledButton className={classes.element} title={element.statement} onClick={() => select(id)}>
      {element.name}
      {element.deleted && ' (in the bin)'}
    </UnstyledButton>
  )
}

function ThreadActions({ thread }: { thread: Thread }) {
  const { caseId } = useRoom()
  const me = useMe()
  const slot = `reply:${thread.id}`
  const drafted = useDraft(slot).text !== ''
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const people = useReachable(thread.audience)
  const calls = reviewCalls(caseId)
  if (!me.rights.includes('comment')) return null

  async function turn(act: () => Promise<Outcome<unknown>>) {
    setBusy(true)
    const outcome = await act()
    setBusy(false)
    if (!outcome.ok) tellRefusal(outcome.refusal)
  }

  async function copyLink(): Promise<void> {
    await navigator.clipboard.writeText(linkTo(window.location.origin, caseId, thread.element, thread.id))
    tellDone('The link is in the clipboard.')
  }

  const open = thread.resolved === undefined
  return (
    <>
      {(asked || drafted) && (
        <Writer
          slot={slot}
          label={`Reply to ${thread.by.name}`}
          placeholder="@ names somebody. Ctrl+Enter sends."
          action="Reply"
          autoFocus={asked}
          people={people}
          send={({ text }, key) => calls.reply(thread.id, { text, mentions: mentionsIn(text, people) }, key)}
          onSent={() => setAsked(false)}
          onCancel={drafted ? undefined : () => setAsked(false)}
        >
          {thread.audience === 'all'
            ? 'Visible to both sides'
            : `Only the ${sideWord(thread.audience).toLowerCase()} sees it`}
        </Writer>
      )}
      <div className={classes.actions}>
        {!asked && !drafted && (
          <Button variant="subtle" size="compact-xs" onClick={() => setAsked(true)}>
            Reply
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-xs"
          loading={busy}
          onClick={() => turn(() => (open ? calls.resolve(thread.id) : calls.reopen(thread.id)))}
        >
          {open ? 'Resolve' : 'Reopen'}
        </Button>
        {open && <AssignControl thread={thread} />}
        <Button variant="subtle" size="compact-xs" onClick={() => void copyLink()}>
          Copy link
        </Button>
      </div>
    </>
  )
}
