'use client'
import { type AgendaItem, stateOf, talkedFor } from '@/lib/workshop/workshop'
import classes from './workshop.module.css'
import { useNow } from './workshop-store'

/** How long a point has been talked about, out of the time it was given; in words when it is over. */
export function Elapsed({ item }: { item: AgendaItem }) {
  const running = stateOf(item) === 'running'
  const now = useNow(running)
  const seconds = Math.floor(talkedFor(item, now) / 1000)
  const over = seconds - item.minutes * 60
  return (
    <span className={classes.time} data-over={over > 0 || undefined} role="timer" aria-live="off">
      {running || seconds > 0 ? `${clock(seconds)} of ${item.minutes} min` : `${item.minutes} min`}
      {over > 0 && `, ${Math.ceil(over / 60)} min over`}
    </span>
  )
}

/** Seconds as `7:05`. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
