'use client'
import Link from 'next/link'
import { useMemo } from 'react'
import { useReviewState } from '@/components/review/use-review'
import { useLedger, useMe } from '@/components/workspace/CaseContext'
import { waitingFor } from '@/lib/review/inbox'
import classes from './inbox.module.css'
import { useInbox } from './use-inbox'
import { countsInWords } from './waiting-words'

/** The way to the inbox from pages outside of a case, with how much waits in all of them. */
export function InboxLink() {
  const cases = useInbox()
  const waiting = cases?.flatMap((one) => one.waiting) ?? []
  return <CountedLink waiting={waiting.length} words={countsInWords(waiting)} />
}

/** The same inside a case: what waits there, live. */
export function CaseInboxLink() {
  const me = useMe()
  const entries = useLedger()
  const review = useReviewState((state) => state)
  const waiting = useMemo(() => waitingFor(review, entries, me), [review, entries, me])
  return <CountedLink waiting={waiting.length} words={countsInWords(waiting)} />
}

function CountedLink({ waiting, words }: { waiting: number; words: string }) {
  return (
    <Link href="/inbox" className={classes.link} title={words === '' ? 'Nothing waits for you' : words}>
      Inbox
      {waiting > 0 && (
        <span className={classes.count}>
          {waiting > 99 ? '99+' : waiting}
          <span className="visually-hidden"> waiting</span>
        </span>
      )}
    </Link>
  )
}
