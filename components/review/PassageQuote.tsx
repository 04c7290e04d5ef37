'use client'
import { useGraph } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import type { Passage } from '@/lib/review/entries'
import { fieldWord, usePassageState } from './passage-words'
import classes from './review.module.css'

const SHOWN = 300

/** The words that a comment is about, and whether they still stand there. */
export function PassageQuote({ element, passage }: { element: ElementId; passage: Passage }) {
  const state = usePassageState(element, passage)
  const field = useGraph((graph) => fieldWord(graph, element, passage.field))
  const { quote } = passage
  return (
    <>
      <blockquote className={classes.quote} data-state={state}>
        <span className={classes.muted}>{field}: </span>
        {quote.length > SHOWN ? `${quote.slice(0, SHOWN)} ...` : quote}
      </blockquote>
      {state === 'gone' && (
        <p className={classes.notice}>
          <span className={classes.gone}>These words are gone from the text.</span>
        </p>
      )}
      {state === 'changed' && <p className={classes.notice}>These words have been changed since.</p>}
    </>
  )
}
