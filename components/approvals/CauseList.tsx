'use client'
import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Differences } from '@/components/history/Differences'
import { Moment } from '@/components/review/Byline'
import { useChanges } from '@/components/review/use-changes'
import { reviewStoreOf, useReviewState } from '@/components/review/use-review'
import { useSpeaker, voiceOf } from '@/components/review/use-speaker'
import { whyNotNow } from '@/components/review/Verdicts'
import { counted } from '@/components/review/words'
import { useGraph, useMe, useNavigate, useRoom, useSaveState } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { type CauseGroup, causeGroups, causeInWords } from '@/lib/review/board'
import type { ClaimDigests } from '@/lib/review/digests'
import classes from './approvals.module.css'

interface Props {
  readonly side: Side
  readonly busy: boolean
  readonly approve: (claims: ReadonlyMap<ElementId, ClaimDigests>) => Promise<boolean>
  readonly onShow: (side: Side, cause: string) => void
}

/** So many causes at once; more on request. */
const FIRST = 5

/** [REV24] What put the approvals of a side out of date, one row for each change, and the way to affirm all of it at once. */
export function CauseList(props: Props) {
  const { side } = props
  const groups = useReviewState((review) => causeGroups(review, side))
  const [all, setAll] = useState(false)
  const me = useMe()
  if (groups.length === 0) return null
  const shown = all ? groups : groups.slice(0, FIRST)
  const whose = side === me.side ? 'your side' : `the ${sideWord(side).toLowerCase()}`
  return (
    <section className={classes.causes} aria-label={`Why approvals of ${whose} are out of date`}>
      <h3>Why approvals of {whose} are out of date</h3>
      <ul>
        {shown.map((group) => (
          <CauseRow key={group.key} group={group} {...props} />
        ))}
      </ul>
      {groups.length > shown.length && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          Show {groups.length - shown.length} more
        </Button>
      )}
    </section>
  )
}

function CauseRow({ group, side, busy, approve, onShow }: Props & { readonly group: CauseGroup }) {
  const words = useGraph((graph) => causeInWords(graph, group))
  const [open, setOpen] = useState(false)
  const { only, also, key } = group
  return (
    <li className={classes.cause}>
      <div className={classes.causeHead}>
        <strong>{words}</strong>
        <span className={classes.quiet}>
          {only.length > 0 && `${counted(only.length, 'claim')} by this alone`}
          {only.length > 0 && also.length > 0 && ', '}
          {also.length > 0 && `${also.length} by something else too`}
        </span>
        <span className={classes.causeActs}>
          <Button variant="subtle" size="compact-xs" onClick={() => onShow(side, key)}>
            Show the claims
          </Button>
          <Button variant="default" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? 'Hide the change' : 'Read the change'}
          </Button>
        </span>
      </div>
      {open && <ReadChange group={group} side={side} busy={busy} approve={approve} />}
    </li>
  )
}

/** The change itself; below it, once it is there to be read, the button that affirms what it alone put out of date. */
function ReadChange({ group, side, busy, approve }: Omit<Props, 'onShow'> & { readonly group: CauseGroup }) {
  const room = useRoom()
  const me = useMe()
  const { select } = useNavigate()
  const speaker = useSpeaker()
  const notNow = whyNotNow(useSaveState())
  const { only, also, element } = group
  const example = only[0] ?? also[0] ?? ''
  const fetched = useChanges(example, side)
  const mine = only.filter((id) => voiceOf(speaker, room.reader.graph().elements.get(id)?.capability).may)

  function affirm() {
    const { digests } = reviewStoreOf(room).get()
    const claims = mine.flatMap((id): [ElementId, ClaimDigests][] => {
      const now = digests.get(id)
      return now === undefined ? [] : [[id, now]]
    })
    void approve(new Map(claims))
  }

  if (fetched === undefined) return <p className={classes.quiet}>Comparing ...</p>
  if (fetched.problem !== undefined) {
    return (
      <p className={classes.bad} role="alert">
        {fetched.problem}
      </p>
    )
  }
  const { at, changes } = fetched.answer
  if (group.alert !== undefined) {
    return (
      <div className={classes.change}>
        <p className={classes.quiet}>
          {group.alert.by.name} held it against these claims, <Moment at={group.alert.at} />. What it says stands in the
          thread on each claim; below is what has changed besides.
        </p>
        {changes.length > 0 && <Differences changes={changes} />}
        <div className={classes.causeActs}>
          {side === me.side && mine.length > 0 && (
            <Button size="compact-sm" loading={busy} disabled={notNow !== undefined} onClick={affirm}>
              Approve {mine.length === 1 ? 'this claim' : `these ${mine.length} claims`} in spite of it
            </Button>
          )}
          <UnstyledButton className={classes.link} onClick={() => select(example, { tab: 'review' })}>
            Read the thread
          </UnstyledButton>
        </div>
      </div>
    )
  }
  const told = element === undefined ? changes : changes.filter((change) => change.element === element)
  return (
    <div className={classes.change}>
      <p className={classes.quiet}>
        As it was approved, <Moment at={at} />, and as it stands now:
      </p>
      <Differences changes={told.length === 0 ? changes : told} />
      <div className={classes.causeActs}>
        {side === me.side && mine.length > 0 && (
          <Button size="compact-sm" loading={busy} disabled={notNow !== undefined} onClick={affirm}>
            Approve {mine.length === 1 ? 'this claim' : `these ${mine.length} claims`} again
          </Button>
        )}
        {element !== undefined && (
          <UnstyledButton className={classes.link} onClick={() => select(element, { tab: 'details' })}>
            Show the element
          </UnstyledButton>
        )}
      </div>
      {side === me.side && notNow !== undefined && <p className={classes.quiet}>{notNow}</p>}
      {side === me.side && also.length > 0 && (
        <p className={classes.quiet}>
          {counted(also.length, 'claim')} changed in another way as well: read each before you approve it.
        </p>
      )}
    </div>
  )
}
