'use client'
import type { ReactNode } from 'react'
import { initials, SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { EntryActor } from '@/lib/review/entries'
import classes from './review.module.css'
import { fullMoment, SIDE_SHORT, shortMoment } from './words'

/** The round mark of a person, in the colours of their side; the name beside it says the same in words. */
export function PersonMark({ by }: { by: EntryActor }) {
  return (
    <span className={`${classes.mark} ${SIDE_CLASS[by.side ?? 'none']}`} aria-hidden>
      {initials(by.name)}
    </span>
  )
}

/** Who said it, for which side, and when. */
export function Byline({ by, at, children }: { by: EntryActor; at: string; children?: ReactNode }) {
  return (
    <div className={classes.byline}>
      <strong>{by.name}</strong>
      <span title={sideWord(by.side)}>{by.side === undefined ? 'No side' : SIDE_SHORT[by.side]}</span>
      <span aria-hidden>·</span>
      <Moment at={at} />
      {children}
    </div>
  )
}

export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={fullMoment(at)}>
      {shortMoment(at, new Date())}
    </time>
  )
}
