'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Differences } from '@/components/history/Differences'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { SIDES, type Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import type { ClaimReview } from '@/lib/review/state'
import { Moment } from './Byline'
import classes from './review.module.css'
import { useChanges } from './use-changes'

/** A way to read what changed since a side approved the claim, for each side whose approval is out of date. */
export function ChangesSince({ claim, review }: { claim: ElementId; review: ClaimReview }) {
  const { past } = useRoom()
  const me = useMe()
  const [shown, setShown] = useState<Side>()
  const stale = SIDES.filter((side) => {
    const state = review.sides[side]
    return state.state === 'stale' && state.differs.length > 0
  })
  if (stale.length === 0 || past !== undefined) return null
  return (
    <div className={classes.since}>
      {stale.map((side) => (
        <div key={side}>
          <Button
            variant="subtle"
            size="compact-xs"
            aria-expanded={shown === side}
            onClick={() => setShown(shown === side ? undefined : side)}
          >
            {shown === side ? 'Hide what' : 'What'} changed since{' '}
            {side === me.side ? 'my side' : `the ${sideWord(side).toLowerCase()}`} approved
          </Button>
          {shown === side && <Changes claim={claim} side={side} />}
        </div>
      ))}
    </div>
  )
}

/** What changed since this side approved the claim; `only` narrows it to one element. */
export function Changes({ claim, side, only }: { claim: ElementId; side: Side; only?: ElementId | undefined }) {
  const fetched = useChanges(claim, side)
  if (fetched === undefined) return <p className={classes.notice}>Comparing ...</p>
  if (fetched.problem !== undefined) {
    return (
      <p className={`${classes.notice} ${classes.warn}`} role="alert">
        {fetched.problem}
      </p>
    )
  }
  const { by, at, changes } = fetched.answer
  const told = only === undefined ? changes : changes.filter(({ element }) => element === only)
  return (
    <div className={classes.changes}>
      <p className={`${classes.notice} ${classes.muted}`}>
        Since {by} approved, <Moment at={at} />:
      </p>
      <Differences changes={told} />
    </div>
  )
}
