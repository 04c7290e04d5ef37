'use client'
import Link from 'next/link'
import type { Waiting } from '@/lib/review/inbox'
import classes from './inbox.module.css'
import { WaitingLines } from './WaitingLines'
import { countsInWords } from './waiting-words'

interface Props {
  readonly cases: readonly { readonly case: string; readonly title: string; readonly waiting: readonly Waiting[] }[]
}

/** What waits for me, case by case. */
export function InboxList({ cases }: Props) {
  return (
    <>
      <h1>What waits for you</h1>
      {cases.length === 0 && (
        <p className={classes.none}>
          Nothing waits for you. Comments that name you, what is given to you, approvals that went out of date and
          versions to sign will stand here. You can have them by mail too: see the{' '}
          <Link href="/settings/mail">mail settings</Link>.
        </p>
      )}
      {cases.map(({ case: id, title, waiting }) => (
        <section key={id} className={classes.case} aria-label={title}>
          <h2>
            <Link href={`/cases/${encodeURIComponent(id)}`}>{title}</Link>
          </h2>
          <p className={classes.counts}>{countsInWords(waiting)}</p>
          <WaitingLines caseId={id} waiting={waiting} />
        </section>
      ))}
    </>
  )
}
