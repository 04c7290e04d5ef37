'use client'
import { UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useLedger, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import type { LedgerHeads } from '@/lib/wire/ledger'
import { Moment } from './Byline'
import { newsOf } from './news'
import classes from './review.module.css'
import { newsAfter } from './unread'
import { reviewStoreOf } from './use-review'
import { counted } from './words'

/** So many at once, the newest first. */
const SHOWN = 30

/** What others said and decided since I was here last, newest first, each with the way there. */
export function SinceHere({ since }: { since: LedgerHeads | undefined }) {
  const room = useRoom()
  const entries = useLedger()
  const { select } = useNavigate()
  const [open, setOpen] = useState(true)
  const news = useMemo(() => {
    if (since === undefined) return []
    const { graph, threads } = reviewStoreOf(room).get()
    const told = newsAfter(entries, since, room.me.id).toSorted((a, b) => (a.at < b.at ? 1 : -1))
    return told.flatMap((entry) => {
      const one = newsOf(entry, graph, threads)
      return one === undefined ? [] : [{ ...one, at: entry.at }]
    })
  }, [room, entries, since])
  if (news.length === 0) return null
  return (
    <section className={classes.approval} aria-label="Since you were here">
      <div className={classes.approvalHead}>
        <h2>Since you were here</h2>
        <UnstyledButton className={classes.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide' : `Show ${counted(news.length, 'entry', 'entries')}`}
        </UnstyledButton>
      </div>
      {open && (
        <ul className={classes.earlier}>
          {news.slice(0, SHOWN).map(({ key, title, element, at }) => (
            <li key={key}>
              <UnstyledButton className={classes.more} onClick={() => select(element, { tab: 'review' })}>
                {title}
              </UnstyledButton>{' '}
              <Moment at={at} />
            </li>
          ))}
          {news.length > SHOWN && <li>and {news.length - SHOWN} more before these</li>}
        </ul>
      )}
    </section>
  )
}
