'use client'
import { Button } from '@mantine/core'
import { sideWord } from '@/components/workspace/people'
import classes from './invite.module.css'
import { forWhom, type Invitation, stateWords } from './words'

interface Props {
  readonly invitations: readonly Invitation[]
  readonly busy: boolean
  readonly onTakeBack: (id: string) => void
  /** Whether the sides are told; an organisation has one. */
  readonly sides?: boolean
}

/** Invitations with how each stands; the open ones first, and the way to take them back. */
export function InvitationList({ invitations, busy, onTakeBack, sides = true }: Props) {
  if (invitations.length === 0) return null
  const open = invitations.filter(({ state }) => state === 'open')
  const over = invitations.filter(({ state }) => state !== 'open')
  const line = (one: Invitation) => (
    <li key={one.id}>
      <span>
        {forWhom(one)}
        <br />
        <span className={classes.muted}>
          {sides ? `${sideWord(one.side)}: ${one.rights.join(', ')}. ` : ''}
          Made by {one.madeBy}, {stateWords(one)}.
        </span>
      </span>
      {one.state === 'open' && (
        <Button
          variant="subtle"
          color="red"
          size="compact-xs"
          disabled={busy}
          aria-label={`Take back: ${forWhom(one)}`}
          onClick={() => onTakeBack(one.id)}
        >
          Take back
        </Button>
      )}
    </li>
  )
  return (
    <section aria-label="Invitations">
      <h3 className={classes.head}>Open invitations ({open.length})</h3>
      {open.length === 0 ? <p className={classes.muted}>None.</p> : <ul className={classes.list}>{open.map(line)}</ul>}
      {over.length > 0 && (
        <details>
          <summary className={classes.muted}>Used, taken back and run out ({over.length})</summary>
          <ul className={classes.list}>{over.map(line)}</ul>
        </details>
      )}
    </section>
  )
}
