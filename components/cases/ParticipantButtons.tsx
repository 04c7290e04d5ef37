'use client'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import classes from './cases.module.css'
import type { Participant } from './ParticipantsDialog'

interface Props {
  readonly one: Participant
  readonly mine: boolean
  /** The other side decides about its own people. */
  readonly theirs: boolean
  readonly busy: boolean
  /** Who can take over what they were to take care of. */
  readonly heirs: readonly Participant[]
  readonly onChange: () => void
  readonly onRemove: (handTo: string) => void
}

/** Changing and taking out; taking out asks once more, because the person is out at once. */
export function ParticipantButtons({ one, mine, theirs, busy, heirs, onChange, onRemove }: Props) {
  const [asking, setAsking] = useState(false)
  const [heir, setHeir] = useState('')
  if (theirs) return <span className={classes.muted}>Their own side decides</span>
  if (asking) {
    return (
      <div className={classes.takeOut}>
        <p className={classes.muted}>
          They are out at once. What they wrote stays under their name; invitations that they made are void.
        </p>
        <NativeSelect
          size="xs"
          label="Who takes over what they take care of"
          value={heir}
          onChange={(event) => setHeir(event.currentTarget.value)}
          data={[{ value: '', label: 'Nobody for now' }, ...heirs.map(({ id, name }) => ({ value: id, label: name }))]}
        />
        <Group gap={4} wrap="nowrap" justify="flex-end">
          <Button size="compact-xs" color="red" disabled={busy} onClick={() => onRemove(heir)}>
            Take out now
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => setAsking(false)}>
            Keep
          </Button>
        </Group>
      </div>
    )
  }
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      <Button variant="subtle" size="compact-xs" aria-label={`Change the rights of ${one.name}`} onClick={onChange}>
        Change
      </Button>
      {/* Who leaves by themselves does so from the list of cases, where nothing else is at hand. */}
      {!mine && (
        <Button
          variant="subtle"
          color="red"
          size="compact-xs"
          disabled={busy}
          aria-label={`Remove ${one.name} from the case`}
          onClick={() => setAsking(true)}
        >
          Remove
        </Button>
      )}
    </Group>
  )
}
