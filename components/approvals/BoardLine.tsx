// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in view; the grid roles say the same
// biome-ignore-all lint/a11y/useFocusableInteractive: the lines are the stops of the grid; their cells and heads are walked past
'use client'
import { Button, Checkbox } from '@mantine/core'
import { memo } from 'react'
import {
  ChatIcon,
  CheckIcon,
  ChevronDownIcon,
  ChevronRightIcon,
  CircleIcon,
  RefusedIcon,
  WarningIcon,
} from '@/components/look/icons'
import { ApprovalBlock } from '@/components/review/ApprovalBlock'
import { Speaker } from '@/components/review/SideStates'
import { reviewStoreOf, useOpenThreads } from '@/components/review/use-review'
import { counted } from '@/components/review/words'
import { useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { SIDES, type Side } from '@/lib/access/policy'
import { capabilityName } from '@/lib/reading/capability-names'
import type { BoardRow } from '@/lib/review/board'
import { countStates } from '@/lib/review/board'
import { causesInWords } from '@/lib/review/causes'
import { isChallenged, type SideState, staleCauses } from '@/lib/review/state'
import classes from './approvals.module.css'

interface LineProps {
  readonly row: BoardRow
  readonly chosen: boolean
  readonly opened: boolean
  readonly mayChoose: boolean
  readonly onChoose: (id: string, chosen: boolean) => void
  readonly onOpen: (id: string) => void
}

/** One claim: what it says and where both sides stand. */
export const ClaimLine = memo(function ClaimLine({ row, chosen, opened, mayChoose, onChoose, onOpen }: LineProps) {
  const { id, name, statement, review } = row
  return (
    <>
      <div role="gridcell" className={classes.tick}>
        {mayChoose && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Choose ${name}`}
            checked={chosen}
            onChange={(event) => onChoose(id, event.currentTarget.checked)}
          />
        )}
      </div>
      <div role="gridcell" className={classes.name}>
        <button type="button" tabIndex={-1} className={classes.open} onClick={() => onOpen(id)}>
          {opened ? <ChevronDownIcon aria-hidden /> : <ChevronRightIcon aria-hidden />}
          {name}
        </button>
      </div>
      <div role="gridcell" className={classes.statement} title={statement}>
        {statement === '' ? <span className={classes.quiet}>Nothing written yet</span> : statement}
      </div>
      {SIDES.map((side) => (
        <div key={side} role="gridcell" className={classes.state}>
          <StateCell claim={id} side={side} state={review.sides[side]} />
        </div>
      ))}
    </>
  )
})

const MARKS = {
  none: { icon: CircleIcon, className: classes.quiet },
  approved: { icon: CheckIcon, className: classes.good },
  stale: { icon: WarningIcon, className: classes.warn },
  objected: { icon: RefusedIcon, className: classes.bad },
} as const satisfies Record<SideState['state'], unknown>

/** Where one side stands, in a word, with who said it or why it is out of date. */
function StateCell({ claim, side, state }: { claim: string; side: Side; state: SideState }) {
  const room = useRoom()
  const { icon: Icon, className } = MARKS[state.state]
  const review = reviewStoreOf(room).get()
  const why =
    state.state === 'stale' ? causesInWords(review.graph, claim, staleCauses(review, claim, side)).join('; ') : ''
  return (
    <>
      <Icon className={className} aria-hidden />
      <span className={className}>{isChallenged(state) ? 'Challenged' : STATE_WORDS[state.state]}</span>
      {state.state === 'approved' && (
        <span className={classes.by}>
          <Speaker said={state.approval} />
        </span>
      )}
      {state.state === 'objected' && (
        <span className={classes.by}>{state.objections.map(({ by }) => by.name).join(', ')}</span>
      )}
      {state.state === 'stale' && (
        <span className={classes.by} title={why}>
          {why}
        </span>
      )}
    </>
  )
}

export const STATE_WORDS = {
  none: 'Not approved',
  approved: 'Approved',
  stale: 'Out of date',
  objected: 'Objection',
} as const satisfies Record<SideState['state'], string>

/** What a group of claims is called; those of no capability are the top of the case and the terms. */
export function groupTitle(capability: string): string {
  return capability === '' ? 'The case as a whole, and terms' : `${capability} · ${capabilityName(capability)}`
}

interface GroupProps {
  readonly capability: string
  readonly rows: readonly BoardRow[]
  readonly chosen: 'all' | 'some' | 'none'
  readonly mayChoose: boolean
  readonly onChoose: (ids: readonly string[], chosen: boolean) => void
}

/** The head of a capability: how far both sides agree on its claims. */
export function GroupLine({ capability, rows, chosen, mayChoose, onChoose }: GroupProps) {
  const title = groupTitle(capability)
  const counts = countStates(rows)
  return (
    <>
      <div role="gridcell" className={classes.tick}>
        {mayChoose && (
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Choose all of ${title}`}
            checked={chosen === 'all'}
            indeterminate={chosen === 'some'}
            onChange={() =>
              onChoose(
                rows.map(({ id }) => id),
                chosen !== 'all',
              )
            }
          />
        )}
      </div>
      <div role="gridcell" className={classes.groupName}>
        {title} <span className={classes.quiet}>{counted(rows.length, 'claim')}</span>
      </div>
      {SIDES.map((side) => (
        <div key={side} role="gridcell" className={`${classes.state} ${classes.quiet}`}>
          {counts[side].approved} of {rows.length} approved
        </div>
      ))}
    </>
  )
}

/** What is said about an opened claim, and what I may say. */
export function DetailLine({ row }: { readonly row: BoardRow }) {
  const { select } = useNavigate()
  const open = useOpenThreads(row.id)
  return (
    <div role="gridcell" className={classes.detail}>
      <p className={classes.whole}>{row.statement}</p>
      <ApprovalBlock claim={row.id} />
      <Button
        variant="subtle"
        size="compact-xs"
        leftSection={<ChatIcon />}
        onClick={() => select(row.id, { tab: 'review' })}
      >
        {open === 0 ? `Show ${row.name} beside the board` : `Read ${counted(open, 'open comment')}`}
      </Button>
    </div>
  )
}
