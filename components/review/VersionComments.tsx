'use client'
import { Badge, Button, SegmentedControl, Textarea } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { linkTo } from '@/components/find/palette-actions'
import { sideWord } from '@/components/workspace/people'
import type { Thread } from '@/lib/review/threads'
import { Byline, Moment, PersonMark } from './Byline'
import classes from './review.module.css'
import { freshKey, reviewCalls } from './review-calls'
import { Words } from './Words'

interface Props {
  readonly caseId: string
  /** The number of the proposed version. */
  readonly number: number
  readonly mayComment: boolean
  /** Whether the reader has a side among whom they can speak. */
  readonly hasSide: boolean
  /** A comment is begun here; otherwise only answered, where the page has another place to ask. */
  readonly begin?: boolean
}

/** So often what others said is looked up, in milliseconds. */
const LOOK_EVERY = 10_000

/** [REV26] What people say about a frozen version, on its own page. */
export function VersionComments({ caseId, number, mayComment, hasSide, begin = true }: Props) {
  const [threads, setThreads] = useState<readonly Thread[]>()
  const [problem, setProblem] = useState('')
  const look = useCallback(async () => {
    const path = `/api/cases/${encodeURIComponent(caseId)}/threads?proposal=${number}`
    const outcome = await callApi<{ threads: readonly Thread[] }>(path)
    if (outcome.ok) setThreads(outcome.value.threads)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
  }, [caseId, number])
  useEffect(() => {
    void look()
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void look()
    }, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [look])

  return (
    <section aria-label={`Comments on version ${number}`} className={classes.version}>
      <h2>Comments on this version</h2>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {threads?.length === 0 && <p className={classes.muted}>Nobody has said anything about this version yet.</p>}
      {threads?.map((thread) => (
        <VersionThread key={thread.id} caseId={caseId} thread={thread} mayComment={mayComment} onSaid={look} />
      ))}
      {mayComment && begin && <Ask caseId={caseId} number={number} hasSide={hasSide} onSaid={look} />}
    </section>
  )
}

interface ThreadProps {
  readonly caseId: string
  readonly thread: Thread
  readonly mayComment: boolean
  readonly onSaid: () => Promise<void>
}

function VersionThread({ caseId, thread, mayComment, onSaid }: ThreadProps) {
  const [text, setText] = useState('')
  const [replying, setReplying] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const calls = reviewCalls(caseId)
  const { by, at, resolved, replies } = thread

  async function act(call: () => ReturnType<typeof calls.resolve>) {
    setBusy(true)
    const outcome = await call()
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (!outcome.ok) return
    setText('')
    setReplying(false)
    await onSaid()
  }

  return (
    <article className={classes.thread} data-resolved={resolved !== undefined || undefined}>
      <PersonMark by={by} />
      <div className={classes.said}>
        <Byline by={by} at={at}>
          {resolved === undefined ? <Badge color="orange">Open</Badge> : <Badge color="teal">Resolved</Badge>}
          {thread.audience !== 'all' && <Badge color="gray">{sideWord(thread.audience)} only</Badge>}
        </Byline>
        {thread.removed === undefined ? (
          <Words text={thread.text} />
        ) : (
          <p className={classes.muted}>
            {by.name} took this back, <Moment at={thread.removed} />.
          </p>
        )}
        {replies.length > 0 && (
          <ol className={classes.replies}>
            {replies.map((reply) => (
              <li key={reply.id}>
                <Byline by={reply.by} at={reply.at} />
                {reply.removed === undefined && <Words text={reply.text} />}
              </li>
            ))}
          </ol>
        )}
        {replying && (
          <form
            className={classes.writer}
            onSubmit={(event) => {
              event.preventDefault()
              void act(() => calls.reply(thread.id, { text }, freshKey()) as ReturnType<typeof calls.resolve>)
            }}
          >
            <Textarea
              label={`Reply to ${by.name}`}
              autosize
              minRows={2}
              autoFocus
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <div className={classes.send}>
              <Button type="submit" size="compact-sm" loading={busy} disabled={text.trim() === ''}>
                Send the reply
              </Button>
            </div>
          </form>
        )}
        {problem !== '' && (
          <p role="alert" className={classes.bad}>
            {problem}
          </p>
        )}
        <div className={classes.actions}>
          {mayComment && !replying && (
            <Button variant="subtle" size="compact-xs" onClick={() => setReplying(true)}>
              Reply
            </Button>
          )}
          {mayComment && (
            <Button
              variant="subtle"
              size="compact-xs"
              loading={busy}
              onClick={() =>
                void act(() => (resolved === undefined ? calls.resolve(thread.id) : calls.reopen(thread.id)))
              }
            >
              {resolved === undefined ? 'Resolve' : 'Reopen'}
            </Button>
          )}
          <Button component="a" variant="subtle" size="compact-xs" href={linkTo('', caseId, thread.element, thread.id)}>
            Open in the case
          </Button>
        </div>
      </div>
    </article>
  )
}

function Ask({ caseId, number, hasSide, onSaid }: Omit<Props, 'mayComment' | 'begin'> & Pick<ThreadProps, 'onSaid'>) {
  const [text, setText] = useState('')
  const [audience, setAudience] = useState<'all' | 'side'>('all')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await reviewCalls(caseId).open({ proposal: number, audience, text }, freshKey())
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (!outcome.ok) return
    setText('')
    await onSaid()
  }

  return (
    <form className={classes.writer} onSubmit={submit}>
      <Textarea
        label="Comment on this version"
        description="The words of the version stay as they are. Wordings are suggested in the case."
        autosize
        minRows={2}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.send}>
        {hasSide && (
          <SegmentedControl
            size="xs"
            aria-label="Who will see this comment"
            value={audience}
            onChange={(value) => setAudience(value === 'side' ? 'side' : 'all')}
            data={[
              { value: 'all', label: 'Both sides' },
              { value: 'side', label: 'My side only' },
            ]}
          />
        )}
        <Button type="submit" size="compact-sm" loading={busy} disabled={text.trim() === ''}>
          Comment
        </Button>
      </div>
    </form>
  )
}
