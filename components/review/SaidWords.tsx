'use client'
import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { tellRefusal } from '@/components/workspace/tell'
import { mentionsIn } from '@/lib/review/mentions'
import type { Words as Said } from '@/lib/review/thread'
import type { Thread } from '@/lib/review/threads'
import { Moment } from './Byline'
import { useDrafts } from './drafts'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { useReachable } from './use-mentions'
import { Words } from './Words'
import { Writer } from './Writer'

interface Props {
  readonly thread: Thread
  /** The opening, when absent. */
  readonly reply?: string
  readonly said: Said
}

/** [REV15] What somebody said, with its trace; its author can reword it or take it back. */
export function SaidWords({ thread, reply, said }: Props) {
  const { caseId } = useRoom()
  const me = useMe()
  const drafts = useDrafts()
  const people = useReachable(thread.audience)
  const [editing, setEditing] = useState(false)
  const [sure, setSure] = useState(false)
  const calls = reviewCalls(caseId)
  const slot = `edit:${thread.id}:${reply ?? ''}`
  const mine = said.by.id === me.id && said.removed === undefined && me.rights.includes('comment')
  const which = reply === undefined ? {} : { reply }

  async function remove() {
    setSure(false)
    const outcome = await calls.remove(thread.id, which)
    if (!outcome.ok) tellRefusal(outcome.refusal)
  }

  if (editing) {
    return (
      <Writer
        slot={slot}
        label="Reword what you said"
        placeholder="Ctrl+Enter saves."
        action="Save"
        autoFocus
        people={people}
        send={({ text }, key) => calls.edit(thread.id, { ...which, text, mentions: mentionsIn(text, people) }, key)}
        onSent={() => setEditing(false)}
        onCancel={() => {
          drafts.clear(slot)
          setEditing(false)
        }}
      >
        What it said before stays readable.
      </Writer>
    )
  }
  return (
    <>
      {said.removed === undefined ? (
        <Words text={said.text} named={said.mentions === undefined ? undefined : people} />
      ) : (
        <p className={`${classes.words} ${classes.muted}`}>
          {said.by.name} took this back, <Moment at={said.removed} />.
        </p>
      )}
      <Earlier said={said} />
      {mine && (
        <span className={classes.own}>
          <UnstyledButton
            className={classes.more}
            onClick={() => {
              if (drafts.get(slot).text === '') drafts.write(slot, { text: said.text })
              setEditing(true)
            }}
          >
            Edit
          </UnstyledButton>
          {sure ? (
            <>
              <Button size="compact-xs" color="red" variant="light" onClick={() => void remove()}>
                Take it back
              </Button>
              <UnstyledButton className={classes.more} onClick={() => setSure(false)}>
                Keep it
              </UnstyledButton>
            </>
          ) : (
            <UnstyledButton className={classes.more} onClick={() => setSure(true)}>
              Take back
            </UnstyledButton>
          )}
        </span>
      )}
    </>
  )
}

function Earlier({ said: { earlier = [], removed } }: { said: Said }) {
  const [shown, setShown] = useState(false)
  if (earlier.length === 0) return null
  return (
    <>
      <UnstyledButton className={classes.more} aria-expanded={shown} onClick={() => setShown(!shown)}>
        {removed === undefined ? 'Edited' : 'It was said before'}. {shown ? 'Hide' : 'Show'} what it said
      </UnstyledButton>
      {shown && (
        <ol className={classes.earlier}>
          {earlier.map(({ text, at }) => (
            <li key={at}>
              <Moment at={at} />
              <Words text={text} />
            </li>
          ))}
        </ol>
      )}
    </>
  )
}
