'use client'
import { Button, Textarea } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { Outcome } from '@/lib/gsn/outcome'
import { WORDS_MAX } from '@/lib/wire/ledger'
import { type Draft, useDraft, useDrafts } from './drafts'
import classes from './review.module.css'
import { freshKey } from './review-calls'
import { type Named, useMentions } from './use-mentions'

interface Props {
  /** Where the draft is kept. */
  readonly slot: string
  readonly label: string
  readonly placeholder: string
  readonly action: string
  readonly send: (draft: Draft, key: string) => Promise<Outcome<unknown>>
  readonly onSent?: () => void
  readonly onCancel?: () => void
  readonly autoFocus?: boolean
  /** Who can be named in it with an @. */
  readonly people?: readonly Named[]
  /** There is something to send although nothing is written here. */
  readonly mayBeBlank?: boolean
  /** What stands above the words. */
  readonly above?: ReactNode
  /** What stands between the text and the button: whom it is for. */
  readonly children?: ReactNode
}

const NOBODY: readonly Named[] = []

/** After these it is not known whether the server has it: the same key asks again. */
const UNANSWERED: ReadonlySet<string> = new Set(['offline', 'failed', 'in-progress', 'internal', 'unavailable'])

/** A place to write something and send it. The draft is kept until the server has it, whatever happens in between. */
export function Writer(props: Props) {
  const { slot, label, placeholder, action, send, onSent, onCancel, autoFocus, children, above } = props
  const { people = NOBODY, mayBeBlank = false } = props
  const drafts = useDrafts()
  const draft = useDraft(slot)
  const errorId = useId()
  const [sending, setSending] = useState(false)
  const [failure, setFailure] = useState<string>()
  const blank = draft.text.trim() === '' && !mayBeBlank
  const tooLong = draft.text.length > WORDS_MAX

  async function submit() {
    if (blank || tooLong || sending) return
    setSending(true)
    setFailure(undefined)
    const key = drafts.keyFor(slot, freshKey)
    const outcome = await send(drafts.get(slot), key)
    setSending(false)
    if (!outcome.ok) {
      if (!UNANSWERED.has(outcome.refusal.code)) drafts.refused(slot)
      return setFailure(outcome.refusal.message)
    }
    drafts.sent(slot, key)
    onSent?.()
  }

  const area = useRef<HTMLTextAreaElement>(null)
  const naming = useMentions(area, draft.text, people, (text) => drafts.write(slot, { text }))

  function onKeyDown(event: KeyboardEvent) {
    if (naming.onKeyDown(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void submit()
    } else if (event.key === 'Escape' && onCancel !== undefined) {
      event.stopPropagation()
      onCancel()
    }
  }

  const error = tooLong ? `Shorten it to ${WORDS_MAX.toLocaleString('en')} characters.` : failure
  return (
    <form
      className={classes.writer}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {above}
      <Textarea
        ref={area}
        label={label}
        placeholder={placeholder}
        autosize
        minRows={2}
        maxRows={10}
        value={draft.text}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : errorId}
        autoFocus={autoFocus}
        onChange={(event) => {
          setFailure(undefined)
          drafts.write(slot, { text: event.currentTarget.value })
        }}
        onKeyDown={onKeyDown}
        onSelect={naming.look}
        onBlur={naming.close}
        {...naming.aria}
      />
      {naming.list}
      {error !== undefined && (
        <p id={errorId} className={`${classes.failure} ${classes.bad}`} role="alert">
          {error}
        </p>
      )}
      <div className={classes.send}>
        <div className={classes.audience}>{children}</div>
        {onCancel !== undefined && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" disabled={blank || tooLong} loading={sending}>
          {action}
        </Button>
      </div>
    </form>
  )
}
