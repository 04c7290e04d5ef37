'use client'
import { UnstyledButton } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { Moment } from '@/components/review/Byline'
import { shortDay } from '@/components/review/words'
import type { Waiting } from '@/lib/review/inbox'
import classes from './inbox.module.css'
import { addressOf, titleOf } from './waiting-words'

/** So many lines at once; a change of a context can put a thousand approvals out of date. */
const SHOWN = 20

/** What waits in one case: each line says what to do and leads there. */
export function WaitingLines({ caseId, waiting }: { caseId: string; waiting: readonly Waiting[] }) {
  const [shown, setShown] = useState(SHOWN)
  return (
    <>
      <ul className={classes.lines}>
        {waiting.slice(0, shown).map((one) => (
          <li key={`${one.kind}:${one.thread ?? one.element ?? one.proposal ?? one.text}`} data-kind={one.kind}>
            <Link href={addressOf(caseId, one)}>{titleOf(one)}</Link>
            <span className={classes.when}>
              {one.due !== undefined && <strong>by {shortDay(one.due)} · </strong>}
              <Moment at={one.at} />
            </span>
            <p>{one.text}</p>
          </li>
        ))}
      </ul>
      {waiting.length > shown && (
        <UnstyledButton className={classes.more} onClick={() => setShown(shown + 200)}>
          Show {Math.min(200, waiting.length - shown)} more of {waiting.length}
        </UnstyledButton>
      )}
    </>
  )
}
