'use client'
import { Alert, Badge, Button, Modal, Table } from '@mantine/core'
import { useState } from 'react'
import { useAsked } from '@/components/agreement/use-asked'
import { callApi } from '@/components/cases/call-api'
import classes from '@/components/cases/cases.module.css'
import { InvitationList } from '@/components/invite/InvitationList'
import type { Invitation } from '@/components/invite/words'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { CloseAccount } from './CloseAccount'
import { InviteColleague } from './InviteColleague'
import { OrganisationFactors } from './OrganisationFactors'

export interface Colleague {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly administers: boolean
  readonly closed: boolean
  readonly cases: number
  readonly keys: number
}

interface Told {
  readonly id: string
  readonly name: string
  readonly side?: Side
  readonly mayAdminister: boolean
  readonly people: readonly Colleague[]
  readonly invitations: readonly Invitation[]
  readonly mail: boolean
  readonly kept?: readonly { readonly caseId: string; readonly title: string; readonly why: string }[]
}

/** My organisation: who belongs to it, who administers it, and for its administrators the way in and out. */
export function OrganisationPage({ me }: { readonly me: string }) {
  const { told, problem, again } = useAsked<Told>('/api/organisation')
  const [message, setMessage] = useState<{ readonly text: string; readonly bad: boolean }>()
  const [leaver, setLeaver] = useState<Colleague>()
  const [busy, setBusy] = useState(false)

  async function act(path: string, body: object, done: string): Promise<boolean> {
    setBusy(true)
    const outcome = await callApi<Told>(path, { body })
    setBusy(false)
    again()
    if (!outcome.ok) {
      setMessage({ text: outcome.refusal.message, bad: true })
      return false
    }
    const kept = (outcome.value.kept ?? []).map(({ title, why }) => `${title}: ${why}`)
    setMessage(
      kept.length === 0
        ? { text: done, bad: false }
        : { text: `${done} These seats could not be given up. ${kept.join(' ')}`, bad: true },
    )
    return true
  }
  const change = (person: Colleague, what: string, done: string, rest: object = {}) =>
    act('/api/organisation/people', { person: person.id, act: what, ...rest }, done)

  if (told === undefined) {
    return (
      <>
        <h1>My organisation</h1>
        <p role="status" className={classes.lead}>
          {problem === '' ? 'Reading who belongs to it ...' : problem}
        </p>
      </>
    )
  }
  return (
    <>
      <div className={classes.pageHead}>
        <h1>{told.name}</h1>
        {told.side !== undefined && (
          <span className={`${classes.sidePill} ${SIDE_CLASS[told.side]}`}>{sideWord(told.side)}</span>
        )}
      </div>
      <p className={classes.lead}>
        {told.mayAdminister
          ? 'You administer this organisation: you invite people, name administrators, and close the account of whoever leaves.'
          : 'The people of your organisation. Those who administer it invite people and close the account of whoever leaves.'}
      </p>
      {message !== undefined && (
        <Alert color={message.bad ? 'red' : 'teal'} variant="light" mb="md" role={message.bad ? 'alert' : 'status'}>
          {message.text}
        </Alert>
      )}
      <section className={classes.card} aria-label="People">
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Cases</Table.Th>
              <Table.Th>Keys to sign</Table.Th>
              <Table.Th>Part</Table.Th>
              {told.mayAdminister && (
                <Table.Th>
                  <span className="visually-hidden">Change</span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {told.people.map((one) => (
              <Table.Tr key={one.id}>
                <Table.Td>
                  <strong className={classes.person}>{one.name}</strong>
                  <span className={classes.muted}>{one.email}</span>
                </Table.Td>
                <Table.Td>{one.cases}</Table.Td>
                <Table.Td>{one.keys}</Table.Td>
                <Table.Td>
                  {one.closed ? (
                    <Badge color="gray" variant="light">
                      Account closed
                    </Badge>
                  ) : one.administers ? (
                    <Badge variant="light">Administers</Badge>
                  ) : (
                    'Member'
                  )}
                </Table.Td>
                {told.mayAdminister && (
                  <Table.Td className={classes.acts}>
                    {one.closed ? (
                      <Button
                        variant="subtle"
                        size="compact-xs"
                        disabled={busy}
                        aria-label={`Open the account of ${one.name} again`}
                        onClick={() =>
                          void change(one, 'reactivate', `${one.name} can sign in again. They take part in no case.`)
                        }
                      >
                        Open again
                      </Button>
                    ) : (
                      <>
                        <Button
                          variant="subtle"
                          size="compact-xs"
                          disabled={busy}
                          aria-label={`${one.administers ? 'Dismiss' : 'Name'} ${one.name} as administrator`}
                          onClick={() =>
                            void (one.administers
                              ? change(one, 'dismiss', `${one.name} does not administer the organisation any more.`)
                              : change(one, 'appoint', `${one.name} administers the organisation now.`))
                          }
                        >
                          {one.administers ? 'Dismiss as administrator' : 'Name administrator'}
                        </Button>
                        {one.id !== me && (
                          <Button
                            variant="subtle"
                            color="red"
                            size="compact-xs"
                            disabled={busy}
                            aria-label={`${one.name} has left: close the account`}
                            onClick={() => setLeaver(one)}
                          >
                            Has left ...
                          </Button>
                        )}
                      </>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
      {told.mayAdminister && (
        <section className={`${classes.card} ${classes.below}`} aria-label="Invite somebody into the organisation">
          <InviteColleague mail={told.mail} made={again} />
          <InvitationList
            invitations={told.invitations}
            busy={busy}
            sides={false}
            onTakeBack={(id) =>
              void act(`/api/organisation/invitations/${id}/revoke`, {}, 'The invitation is taken back.')
            }
          />
        </section>
      )}
      <Modal opened={leaver !== undefined} onClose={() => setLeaver(undefined)} title="Somebody has left" size="lg">
        {leaver !== undefined && (
          <CloseAccount
            leaver={leaver}
            heirs={told.people.filter(({ id, closed }) => id !== leaver.id && !closed)}
            me={me}
            busy={busy}
            onCancel={() => setLeaver(undefined)}
            onClose={(handTo) => {
              const done = `The account of ${leaver.name} is closed: nobody signs in by it, and it takes part in nothing.`
              void change(leaver, 'deactivate', done, { handTo }).then(() => setLeaver(undefined))
            }}
          />
        )}
      </Modal>
      {told.mayAdminister && <OrganisationFactors me={me} />}
    </>
  )
}
