'use client'
import { Alert, Table } from '@mantine/core'
import { useCallback, useEffect, useState } from 'react'
import { FreshLink } from '@/components/invite/FreshLink'
import { InvitationList } from '@/components/invite/InvitationList'
import type { Invitation } from '@/components/invite/words'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { InviteRequest } from '@/lib/access/access-requests'
import { mayAppoint, type Right, type Side } from '@/lib/access/policy'
import { callApi } from './call-api'
import classes from './cases.module.css'
import { type Draft, InviteForm, isAdministered, OPTIONAL, USUAL } from './InviteForm'
import { ParticipantButtons } from './ParticipantButtons'

export interface Participant {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly organisation?: string
  readonly side?: Side
  readonly rights: readonly Right[]
}

interface Invited {
  readonly invitations: readonly Invitation[]
  /** This server sends mail. */
  readonly mail: boolean
}

/** Who takes part, on which side, with which rights. Each side names its own people. */
export function ParticipantsDialog({ caseId, side, me }: { caseId: string; side: Side | undefined; me: string }) {
  const blank: Draft = { email: '', side: side ?? '', rights: USUAL, known: false }
  const path = `/api/cases/${encodeURIComponent(caseId)}/participants`
  const [people, setPeople] = useState<readonly Participant[]>()
  const [draft, setDraft] = useState<Draft>(blank)
  const [invited, setInvited] = useState<Invited>()
  const [fresh, setFresh] = useState<string>()
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
  const invitations = `${path.slice(0, -'participants'.length)}invitations`
  const look = useCallback(async () => {
    const outcome = await callApi<Invited>(invitations)
    if (outcome.ok) setInvited(outcome.value)
  }, [invitations])
  useEffect(() => void look(), [look])

  async function makeInvitation(body: InviteRequest): Promise<void> {
    setBusy(true)
    const outcome = await callApi<{ url?: string }>(invitations, { body })
    setBusy(false)
    if (!outcome.ok) return setMessage({ text: outcome.refusal.message, bad: true })
    setFresh(outcome.value.url)
    setDraft(blank)
    setMessage(body.way === 'mail' ? { text: `The invitation is on its way to ${body.email}.`, bad: false } : undefined)
    await look()
  }

  async function takeBack(id: string): Promise<void> {
    setBusy(true)
    const outcome = await callApi<Pick<Invited, 'invitations'>>(`${invitations}/${id}/revoke`, { body: {} })
    setBusy(false)
    if (!outcome.ok) return setMessage({ text: outcome.refusal.message, bad: true })
    setMessage({ text: 'The invitation is taken back: nobody comes in by it.', bad: false })
    await look()
  }

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
                  <ParticipantButtons
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
                    heirs={people.filter((each) => each.id !== one.id && each.rights.includes('comment'))}
                    onRemove={(handTo) =>
                      void send(
                        {
                          email: one.email,
                          ...(one.side ? { side: one.side } : {}),
                          rights: [],
                          remove: true,
                          ...(handTo === '' ? {} : { handTo }),
                        },
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
      {people !== undefined && (
        <InviteForm
          key={draft.known ? draft.email : 'new'}
          people={people}
          me={me}
          draft={draft}
          change={setDraft}
          mail={invited?.mail ?? false}
          busy={busy}
          onCancel={() => setDraft(blank)}
          onSeat={(body) =>
            void send(body, draft.known ? `${draft.email} has these rights now.` : `${draft.email} takes part now.`)
          }
          onInvite={(body) => void makeInvitation(body)}
        />
      )}
      {fresh !== undefined && (
        <FreshLink
          url={fresh}
          label="Send this link to the person. It lets one person in."
          done={() => setFresh(undefined)}
        />
      )}
      <InvitationList invitations={invited?.invitations ?? []} busy={busy} onTakeBack={(id) => void takeBack(id)} />
    </>
  )
}
