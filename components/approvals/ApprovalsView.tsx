'use client'
import { Button } from '@mantine/core'
import { useCallback, useMemo, useState } from 'react'
import { useReviewState } from '@/components/review/use-review'
import { useSpeaker, voiceOf } from '@/components/review/use-speaker'
import { whyNotNow } from '@/components/review/Verdicts'
import { counted } from '@/components/review/words'
import { useMe, useRoom, useSaveState, useSynced } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import { SIDES, type Side } from '@/lib/access/policy'
import { type BoardFilter, type BoardRow, boardRows, countStates, filterRows } from '@/lib/review/board'
import classes from './approvals.module.css'
import { BoardFilters } from './BoardFilters'
import { BoardList } from './BoardList'
import { CauseList } from './CauseList'
import { Delegations } from './Delegations'
import { ManyResultLine } from './ManyResultLine'
import { useApproveMany } from './use-approve-many'
import { useChosen } from './use-chosen'

// The choice outlives the view, which is gone while another one is open.
let lastFilter: BoardFilter = {}

/**
 * The board of approvals: every claim with where both sides stand, what put approvals out of date, and the way to approve
 * many claims at once.
 */
export default function ApprovalsView() {
  const review = useReviewState((now) => now)
  const me = useMe()
  const { past } = useRoom()
  const synced = useSynced()
  const speaker = useSpeaker()
  const notNow = whyNotNow(useSaveState())
  const [filter, setFilter] = useState(lastFilter)
  const rows = useMemo(() => boardRows(review), [review])
  const shown = useMemo(() => filterRows(rows, review, filter), [rows, review, filter])
  const chosen = useChosen()
  const many = useApproveMany()
  const mayChoose = useCallback(
    (row: BoardRow) => {
      const own = me.side === undefined ? undefined : row.review.sides[me.side]
      return own !== undefined && own.state !== 'approved' && voiceOf(speaker, row.capability).may
    },
    [me.side, speaker],
  )
  const inView = new Set(shown.map(({ id }) => id))
  const hidden = [...chosen.claims.keys()].filter((id) => !inView.has(id)).length

  function narrow(next: BoardFilter): void {
    lastFilter = next
    setFilter(next)
  }

  async function approveChosen() {
    if (await many.approve(chosen.claims)) chosen.clear()
  }

  const causesOf = filter.side === undefined ? (me.side === undefined ? SIDES : [me.side]) : [filter.side]
  return (
    <div className={classes.board}>
      <div className={classes.bar}>
        <h2>Approvals</h2>
        <BoardFilters rows={rows} filter={filter} onChange={narrow} />
        <span className={classes.end}>{past === undefined && <Delegations />}</span>
      </div>
      <Summary rows={rows} shown={shown.length} />
      {past === undefined &&
        causesOf.map((side: Side) => (
          <CauseList
            key={side}
            side={side}
            busy={many.busy}
            approve={many.approve}
            onShow={(of, cause) => narrow({ side: of, cause })}
          />
        ))}
      {many.result !== undefined && <ManyResultLine result={many.result} onClose={many.forget} />}
      {chosen.claims.size > 0 && (
        <div className={classes.chosen} role="status">
          <span>
            {counted(chosen.claims.size, 'claim')} chosen{hidden > 0 && `, ${hidden} of them not shown`}
          </span>
          <Button
            size="compact-sm"
            loading={many.busy}
            disabled={notNow !== undefined}
            onClick={() => void approveChosen()}
          >
            Approve {chosen.claims.size === 1 ? 'it' : `all ${chosen.claims.size}`}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={chosen.clear}>
            Choose none
          </Button>
          {notNow !== undefined && <span className={classes.quiet}>{notNow}</span>}
        </div>
      )}
      {shown.length === 0 ? (
        <p className={classes.nothing}>
          {!synced
            ? 'Loading the case ...'
            : rows.length === 0
              ? 'This case argues no claims yet: there is nothing to approve.'
              : 'No claim is like this. Choose other filters above.'}
        </p>
      ) : (
        <BoardList rows={shown} chosen={chosen} mayChoose={mayChoose} />
      )}
    </div>
  )
}

function Summary({ rows, shown }: { rows: readonly BoardRow[]; shown: number }) {
  const counts = useMemo(() => countStates(rows), [rows])
  const agreed = rows.filter(({ review }) => review.status === 'agreed').length
  return (
    <p className={classes.summary} role="status">
      <span>
        Both sides agree on {agreed} of {counted(rows.length, 'claim')}.
      </span>
      {SIDES.map((side) => {
        const { approved, stale, objected } = counts[side]
        const parts = [`${approved} approved`]
        if (stale > 0) parts.push(`${stale} out of date`)
        if (objected > 0) parts.push(`${counted(objected, 'objection')}`)
        return (
          <span key={side}>
            {sideWord(side)}: {parts.join(', ')}.
          </span>
        )
      })}
      {shown < rows.length && <span>Shown: {shown}.</span>}
    </p>
  )
}
