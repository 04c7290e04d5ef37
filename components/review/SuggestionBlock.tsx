'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useCanEdit, useElement, useMe, useRoom } from '@/components/workspace/CaseContext'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import { whoseField } from '@/lib/case/only-side'
import type { Thread } from '@/lib/review/threads'
import { Moment } from './Byline'
import { usePassageState } from './passage-words'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { WordDifference } from './WordDifference'
import { Writer } from './Writer'

/** A proposed wording against the one it was made for, and what can be done with it. */
export function SuggestionBlock({ thread }: { thread: Thread }) {
  const { suggestion, passage, outcome } = thread
  const wording = useElement(thread.element)?.statement ?? ''
  if (suggestion === undefined || thread.removed !== undefined) return null
  const before = outcome?.state === 'applied' ? outcome.before : (passage?.quote ?? wording)
  return (
    <section className={classes.suggestion} aria-label={`Wording suggested by ${thread.by.name}`}>
      <strong>Suggested wording</strong>
      <WordDifference before={before} after={suggestion} />
      {outcome?.state === 'applied' && (
        <p className={classes.outcome}>
          <span className={classes.good}>Applied</span> by {outcome.by.name}, <Moment at={outcome.at} />. Worded by{' '}
          {thread.by.name}.
        </p>
      )}
      {outcome?.state === 'declined' && (
        <p className={classes.outcome}>
          <span className={classes.warn}>Declined</span> by {outcome.by.name}, <Moment at={outcome.at} />:{' '}
          {outcome.note}
        </p>
      )}
      {outcome === undefined && <Decide thread={thread} />}
    </section>
  )
}

function Decide({ thread }: { thread: Thread }) {
  const { caseId } = useRoom()
  const me = useMe()
  const canEdit = useCanEdit()
  const element = useElement(thread.element)
  const there = usePassageState(thread.element, thread.passage) === 'there'
  const [declining, setDeclining] = useState(false)
  const [busy, setBusy] = useState(false)
  const calls = reviewCalls(caseId)
  const field = element === undefined ? undefined : fieldsOf(facetOf(element))[thread.passage?.field ?? 'statement']
  const theirs = field === undefined ? undefined : whoseField(field, me.side)
  if (!me.rights.includes('comment')) return null

  async function apply() {
    setBusy(true)
    const outcome = await calls.apply(thread.id)
    setBusy(false)
    if (outcome.ok) tellDone(`The wording of ${thread.by.name} stands in the case now.`)
    else tellRefusal(outcome.refusal)
  }

  return (
    <>
      {!there && (
        <p className={classes.notice}>
          <span className={classes.warn}>These words have changed meanwhile.</span> Suggest it again for the wording of
          now.
        </p>
      )}
      {theirs !== undefined && canEdit && <p className={classes.notice}>{theirs} They apply it or decline it.</p>}
      {!declining && (
        <div className={classes.actions}>
          {canEdit && theirs === undefined && (
            <Button size="compact-xs" loading={busy} disabled={!there} onClick={() => void apply()}>
              Apply this wording
            </Button>
          )}
          <Button variant="default" size="compact-xs" onClick={() => setDeclining(true)}>
            Decline
          </Button>
        </div>
      )}
      {declining && (
        <Writer
          slot={`decline:${thread.id}`}
          label={`Decline the wording of ${thread.by.name}`}
          placeholder="Say why, in a word or two."
          action="Decline"
          autoFocus
          send={({ text }, key) => calls.decline(thread.id, { note: text }, key)}
          onSent={() => setDeclining(false)}
          onCancel={() => setDeclining(false)}
        />
      )}
    </>
  )
}
