'use client'
import { Button, Checkbox, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { InviteRequest } from '@/lib/access/access-requests'
import { RIGHTS, type Right, type Side } from '@/lib/access/policy'
import classes from './cases.module.css'
import type { Participant } from './ParticipantsDialog'

export const OPTIONAL = (Object.keys(RIGHTS) as Right[]).filter((right) => right !== 'read')
export const USUAL: readonly Right[] = ['comment', 'edit', 'approve']
const FOR_A_SIDE: readonly Right[] = ['approve', 'propose', 'sign']

export interface Draft {
  readonly email: string
  readonly side: Side | ''
  readonly rights: readonly Right[]
  /** Set while somebody who takes part already is being changed. */
  readonly known: boolean
}

/** How somebody is brought in: by the account they have, by a link that is handed on, or by mail. */
type Way = 'account' | 'link' | 'mail'

interface Props {
  readonly people: readonly Participant[]
  readonly me: string
  readonly draft: Draft
  readonly change: (draft: Draft) => void
  /** This server sends mail. */
  readonly mail: boolean
  readonly busy: boolean
  readonly onCancel: () => void
  readonly onSeat: (body: object) => void
  readonly onInvite: (body: InviteRequest) => void
}

/** Brings somebody in, or changes what somebody who takes part may do. */
export function InviteForm({ people, me, draft, change, mail, busy, onCancel, onSeat, onInvite }: Props) {
  const [chosen, setWay] = useState<Way>('account')
  const [days, setDays] = useState('7')
  const way = draft.known ? 'account' : chosen
  const own = people.find(({ id }) => id === me)?.rights ?? []
  const isFirst = people.length > 0 && !draft.known && draft.side !== '' && !isAdministered(people, draft.side)
  // A link gives no more than whoever makes it may do; without a side nobody approves, proposes or signs.
  const offered = (right: Right) =>
    way === 'account' || (own.includes(right) && (draft.side !== '' || !FOR_A_SIDE.includes(right)))

  function submit(event: FormEvent): void {
    event.preventDefault()
    const email = draft.email.trim()
    const part = draft.side === '' ? {} : { side: draft.side }
    const rights = draft.rights.filter(offered)
    if (way === 'account') onSeat({ email, ...part, rights: ['read', ...rights] })
    else onInvite({ way, days: Number(days), rights, ...part, ...(email === '' ? {} : { email }) })
  }

  return (
    <form onSubmit={submit} className={classes.invite}>
      <h3>{draft.known ? `Change ${draft.email}` : 'Invite somebody'}</h3>
      {!draft.known && (
        <SegmentedControl
          aria-label="How they come in"
          size="xs"
          mb="sm"
          data={[
            { value: 'account', label: 'They have an account' },
            { value: 'link', label: 'By a link' },
            { value: 'mail', label: 'By mail', disabled: !mail },
          ]}
          value={way}
          onChange={(value) => setWay(value as Way)}
        />
      )}
      <Group gap="md" align="flex-end" wrap="nowrap">
        <TextInput
          label="E-mail address"
          description={ADDRESS[way]}
          type="email"
          required={way !== 'link'}
          withAsterisk={false}
          disabled={draft.known}
          value={draft.email}
          onChange={(event) => change({ ...draft, email: event.currentTarget.value })}
          style={{ flex: 1 }}
        />
        <NativeSelect
          label="Side"
          value={draft.side}
          disabled={draft.known && draft.side !== ''}
          onChange={(event) => {
            const side = event.currentTarget.value as Side | ''
            change({ ...draft, side, rights: draft.known ? draft.rights : usualRights(people, side) })
          }}
          data={[
            { value: 'mdm', label: 'Manufacturer' },
            { value: 'hdo', label: 'Hospital' },
            { value: '', label: 'No side (assessor)' },
          ]}
        />
        {way !== 'account' && (
          <NativeSelect
            label="Good for"
            value={days}
            onChange={(event) => setDays(event.currentTarget.value)}
            data={[
              { value: '1', label: '1 day' },
              { value: '7', label: '7 days' },
              { value: '30', label: '30 days' },
            ]}
          />
        )}
      </Group>
      {!mail && !draft.known && (
        <p className={classes.muted}>
          This server sends no mail. Make a link and hand it on yourself, by a way on which you know the person.
        </p>
      )}
      {isFirst && (
        <p className={classes.muted} role="note">
          Nobody of {draft.side === 'hdo' ? 'the hospital' : 'the manufacturer'} looks after its side yet. Its first
          person gets every right, so that they can invite their colleagues and sign.
        </p>
      )}
      <Checkbox.Group
        label="May, beside reading"
        mt="md"
        value={draft.rights.filter(offered)}
        onChange={(rights) => change({ ...draft, rights: rights as Right[] })}
      >
        <div className={classes.rights}>
          {OPTIONAL.map((right) => (
            <Checkbox key={right} size="xs" value={right} label={RIGHTS[right]} disabled={!offered(right)} />
          ))}
        </div>
      </Checkbox.Group>
      <Group justify="flex-end" mt="md" gap="sm">
        {draft.known && (
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        )}
        <Button type="submit" loading={busy}>
          {draft.known ? 'Save the rights' : SUBMIT[way]}
        </Button>
      </Group>
    </form>
  )
}

const ADDRESS: Readonly<Record<Way, string>> = {
  account: 'They need an account here already.',
  link: 'May be left out: then the link is for whoever has it.',
  mail: 'The invitation is sent there, and is for this address only.',
}
const SUBMIT: Readonly<Record<Way, string>> = { account: 'Invite', link: 'Make a link', mail: 'Send the mail' }

export function isAdministered(people: readonly Participant[], side: Side): boolean {
  return people.some((one) => one.side === side && one.rights.includes('administer'))
}

/** What somebody who is invited may usually do; the first of a side can do all for it, an assessor reads. */
function usualRights(people: readonly Participant[], side: Side | ''): readonly Right[] {
  if (side === '') return []
  return people.length > 0 && !isAdministered(people, side) ? OPTIONAL : USUAL
}
