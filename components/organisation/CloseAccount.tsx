'use client'
import { Button, Group, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useAsked } from '@/components/agreement/use-asked'
import classes from '@/components/cases/cases.module.css'
import invite from '@/components/invite/invite.module.css'
import type { Colleague } from './OrganisationPage'

interface LeftOpen {
  readonly id: string
  readonly title: string
  readonly rights: readonly string[]
  readonly assignments: number
  readonly delegations: number
  readonly lastAdministrator: boolean
}

interface Props {
  readonly leaver: Colleague
  readonly heirs: readonly Colleague[]
  readonly me: string
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onClose: (handTo: string) => void
}

/** What somebody leaves open, who takes it over, and then the account is closed. */
export function CloseAccount({ leaver, heirs, me, busy, onCancel, onClose }: Props) {
  const { told, problem } = useAsked<{ open: LeftOpen[] }>(`/api/organisation/people/${leaver.id}`)
  const [heir, setHeir] = useState(me)
  const words = (one: LeftOpen) =>
    [
      one.assignments === 0
        ? ''
        : one.assignments === 1
          ? '1 comment to take care of'
          : `${one.assignments} comments to take care of`,
      one.delegations === 0
        ? ''
        : one.delegations === 1
          ? '1 delegation that ends'
          : `${one.delegations} delegations that end`,
      one.lastAdministrator ? 'the last administrator of your side: whoever takes over takes the seat' : '',
    ].filter(Boolean)
  return (
    <>
      <p>
        {leaver.name} is signed out everywhere at once, and nobody signs in by this account. Their{' '}
        {leaver.keys === 1 ? 'key is' : 'keys are'} revoked in every case, and they are taken out of every case. What
        they wrote stays under their name.
      </p>
      {problem !== '' && (
        <p role="alert" className={classes.muted}>
          {problem}
        </p>
      )}
      {told === undefined ? (
        <p role="status" className={classes.muted}>
          Looking for what is open ...
        </p>
      ) : told.open.length === 0 ? (
        <p>They take part in no case.</p>
      ) : (
        <ul className={invite.open} aria-label="What they leave open">
          {told.open.map((one) => (
            <li key={one.id}>
              <strong>{one.title}</strong>: {words(one).join('; ') || 'nothing open'}
            </li>
          ))}
        </ul>
      )}
      <NativeSelect
        label="Who takes over"
        description="They get what they may read themselves, where they take part; the rest goes back to nobody."
        value={heir}
        onChange={(event) => setHeir(event.currentTarget.value)}
        data={heirs.map(({ id, name }) => ({ value: id, label: id === me ? `${name} (you)` : name }))}
      />
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
        <Button color="red" loading={busy} onClick={() => onClose(heir)}>
          Close the account
        </Button>
      </Group>
    </>
  )
}
