'use client'
import { Alert, Button, Checkbox, Group, NativeSelect, Table, TextInput } from '@mantine/core'
import { type FormEvent, useCallback, useEffect, useState } from 'react'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import { mayAppoint, RIGHTS, type Right, type Side } from '@/lib/access/policy'
import { callApi } from './call-api'
import classes from './cases.module.css'

interface Participant {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation?: string
  readonly side?: Side
  readonly rights: readonly Right[]
}

const OPTIONAL = (Object.keys(RIGHTS) as Right[]).filter((right) => right !== 'read')
const USUAL: readonly Right[] = ['comment', 'edit', 'approve']

interface Draft {
  readonly email: string
  readonly side: Side | ''
  readonly rights: readonly Right[]
  /** Set while somebody who takes part already is being changed. */
  readonly known: boolean
}

/** Who takes part, on which side, with which rights. Each side names its own people. */
export function ParticipantsDialog({ caseId, side, me }: { caseId: string; side: Side | undefined; me: string }) {
  const blank: Draft = { email: '', side: side ?? '', rights: USUAL, known: false }
  const path = `/api/cases/${encodeURIComponent(caseId)}/participants`
  const [people, setPeople] = useState<readonly Participant[]>()
  const [draft, setDraft] = useState<Draft>(blank)
  const [message, setMessage] = useState<{ readonly text: string; readonly bad: boolean }>()
  const [busy, setBusy] = useState(false)

  const load = useCallback(async () => {
    const outcome = await callApi<{ participants: Participant[] }>(path)
    if (outcome.ok) {
      const { participants } = outcome.value
      setPeople(participants)
      const empty = (['mdm', 'hdo'] as const).find((one) => !isAdministered(participants, one))
      // A side that nobody looks after yet is who is invited next.
      if (empty !== undefined) setDraft((now) => (now.email === '' ? { ...now, side: empty, rights: OPTIONAL } : now))
    } else setMessage({ text: outcome.refusal.message, bad: true })
  }, [path])
  useEffect(() => void load(), [load])

  async function send(body: unknown, done: string): Promise<void> {
    setBusy(true)
    const outcome = await callApi<{ participants: Participant[] }>(path, { body })
    setBusy(false)
    if (outcome.ok) {
      setPeople(outcome.value.participants)
      setDraft(blank)
    }
    setMessage(outcome.ok ? { text: done, bad: false } : { text: outcome.refusal.message, bad: true })
  }

  const administered = new Set(
    (people ?? []).flatMap((one) => (one.side !== undefined && one.rights.includes('administer') ? [one.side] : [])),
  )
  const actor = { personId: me, email: '', name: '', participation: { side, rights: ['read', 'administer'] as const } }
  const mayChange = ({ side, rights }: Participant) =>
    mayAppoint(actor, { side, rights }, undefined, administered, undefined)

  const isFirst = people !== undefined && !draft.known && draft.side !== '' && !administered.has(draft.side)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const { email, rights } = draft
    const body = {
      email: email.trim(),
      ...(draft.side === '' ? {} : { side: draft.side }),
      rights: ['read', ...rights],
    }
    void send(body, draft.known ? `${email} has these rights now.` : `${email} takes part now.`)
  }

  return (
    <>
      {message !== undefined && (
        <Alert color={message.bad ? 'red' : 'teal'} variant="light" mb="md" role={message.bad ? 'alert' : 'status'}>
          {message.text}
        </Alert>
      )}
      {people === undefined ? (
        <p role="status">Loading the people ...</p>
      ) : (
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Side</Table.Th>
              <Table.Th>May</Table.Th>
              <Table.Th>
                <span className="visually-hidden">Change</span>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {people.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <strong className={classes.person}>{one.name}</strong>
                  <span className={classes.muted}>{one.email}</span>
                </Table.Td>
                <Table.Td>
                  <span className={`${classes.sidePill} ${SIDE_CLASS[one.side ?? 'none']}`}>{sideWord(one.side)}</span>
                </Table.Td>
                <Table.Td className={classes.muted}>{one.rights.join(', ')}</Table.Td>
                <Table.Td>
                  <RowButtons
                    one={one}
                    mine={one.id === me}
                    theirs={!mayChange(one)}
                    busy={busy}
                    onChange={() =>
                      setDraft({
                        email: one.email,
                        side: one.side ?? '',
                        rights: one.rights.filter((right) => right !== 'read'),
                        known: true,
                      })
                    }
                    onRemove={() =>
                      void send(
                        { email: one.email, ...(one.side ? { side: one.side } : {}), rights: [], remove: true },
                        `${one.name} does not take part any more. They can be invited again.`,
                      )
                    }
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <form onSubmit={submit} className={classes.invite}>
        <h3>{draft.known ? `Change ${draft.email}` : 'Invite somebody'}</h3>
        <Group gap="md" align="flex-end" wrap="nowrap">
          <TextInput
            label="E-mail address"
            description="They need an account here already."
            type="email"
            required
            withAsterisk={false}
            disabled={draft.known}
            value={draft.email}
            onChange={(event) => setDraft({ ...draft, email: event.currentTarget.value })}
            style={{ flex: 1 }}
          />
          <NativeSelect
            label="Side"
            value={draft.side}
            onChange={(event) => {
              const chosen = event.currentTarget.value as Side | ''
              setDraft({ ...draft, side: chosen, rights: draft.known ? draft.rights : usualRights(people, chosen) })
            }}
            data={[
              { value: 'mdm', label: 'Manufacturer' },
              { value: 'hdo', label: 'Hospital' },
              { value: '', label: 'No side (assessor)' },
            ]}
          />
        </Group>
        {isFirst && (
          <p className={classes.muted} role="note">
            Nobody of {draft.side === 'hdo' ? 'the hospital' : 'the manufacturer'} looks after its side yet. Its first
            person gets every right, so that they can invite their colleagues and sign.
          </p>
        )}
        <Checkbox.Group
          label="May, beside reading"
          mt="md"
          value={[...draft.rights]}
          onChange={(rights) => setDraft({ ...draft, rights: rights as Right[] })}
        >
          <div className={classes.rights}>
            {OPTIONAL.map((right) => (
              <Checkbox key={right} size="xs" value={right} label={RIGHTS[right]} />
            ))}
          </div>
        </Checkbox.Group>
        <Group justify="flex-end" mt="md" gap="sm">
          {draft.known && (
            <Button variant="default" onClick={() => setDraft(blank)}>
              Cancel
            </Button>
          )}
          <Button type="submit" loading={busy}>
            {draft.known ? 'Save the rights' : 'Invite'}
          </Button>
        </Group>
      </form>
    </>
  )
}

function isAdministered(people: readonly Participant[], side: Side): boolean {
  return people.some((one) => one.side === side && one.rights.includes('administer'))
}

/** What somebody who is invited may usually do; the first of a side can do all for it, an assessor reads. */
function usualRights(people: readonly Participant[] | undefined, side: Side | ''): readonly Right[] {
  if (side === '') return []
  return people !== undefined && !isAdministered(people, side) ? OPTIONAL : USUAL
}

interface RowButtonsProps {
  readonly one: Participant
  readonly mine: boolean
  /** The other side decides about its own people. */
  readonly theirs: boolean
  readonly busy: boolean
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** Changing and taking out; taking out asks once more, because the person is out at once. */
function RowButtons({ one, mine, theirs, busy, onChange, onRemove }: RowButtonsProps) {
  const [asking, setAsking] = useState(false)
  if (theirs) return <span className={classes.muted}>Their own side decides</span>
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end">
      {asking ? (
        <>
          <Button size="compact-xs" color="red" disabled={busy} onClick={onRemove}>
            Take out now
          </Button>
          <Button variant="subtle" size="compact-xs" onClick={() => setAsking(false)}>
            Keep
          </Button>
        </>
      ) : (
        <>
          <Button variant="subtle" size="compact-xs" aria-label={`Change the rights of ${one.name}`} onClick={onChange}>
            Change
          </Button>
          {/* Nobody locks themselves out: that is for the other administrators. */}
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
        </>
      )}
    </Group>
  )
}
