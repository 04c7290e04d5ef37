'use client'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import type { Side } from '@/lib/agreement/charter'
import type { SigningDelegation } from '@/lib/agreement/delegation-state'
import { dayWords, instantWords } from '@/lib/agreement/instant'

interface Props {
  readonly caseId: string
  readonly side: Side | undefined
  readonly me: string
  readonly mayDelegate: boolean
  readonly delegations: readonly SigningDelegation[]
  readonly done: () => void
}

interface Participant {
  readonly id: string
  readonly name: string
  readonly side?: Side
  readonly rights: readonly string[]
}

/** Who signs in whose place, until when; and the way to let a colleague do so. */
export function Delegations({ caseId, side, me, mayDelegate, delegations, done }: Props) {
  const [open, setOpen] = useState(false)
  const [problem, setProblem] = useState('')
  const now = new Date().toISOString()
  async function end(id: string) {
    const path = `/api/cases/${encodeURIComponent(caseId)}/signing-delegations/${encodeURIComponent(id)}/end`
    const outcome = await callApi(path, { body: {} })
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) done()
  }
  return (
    <section className={classes.section} aria-label="Delegations">
      <h2>Who signs in whose place</h2>
      {delegations.length === 0 && <p className={classes.muted}>Nobody signs in anybody else's place.</p>}
      <ul className={classes.items}>
        {delegations.map((one) => {
          const live = one.ended === undefined && one.until > now
          return (
            <li key={one.id} className={classes.change}>
              {one.to.name} signs in the place of {one.from.name} until {dayWords(one.until)}. {one.reason}
              <div className={classes.muted}>
                {one.ended === undefined
                  ? live
                    ? 'For versions that are proposed while it lasts. Both together count once.'
                    : 'It has run out.'
                  : `Ended by ${one.ended.by.name} on ${instantWords(one.ended.at)}.`}
              </div>
              {live && one.side === side && (one.from.id === me || mayDelegate) && (
                <Button variant="default" mt={4} onClick={() => void end(one.id)}>
                  End it
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      {mayDelegate && !open && (
        <Button variant="default" mt="sm" onClick={() => setOpen(true)}>
          Let a colleague sign in my place ...
        </Button>
      )}
      {open && (
        <DelegateForm
          caseId={caseId}
          side={side}
          me={me}
          done={() => {
            setOpen(false)
            done()
          }}
          cancel={() => setOpen(false)}
        />
      )}
    </section>
  )
}

function DelegateForm({
  caseId,
  side,
  me,
  done,
  cancel,
}: Pick<Props, 'caseId' | 'side' | 'me' | 'done'> & { cancel: () => void }) {
  const base = `/api/cases/${encodeURIComponent(caseId)}`
  const [people, setPeople] = useState<readonly Participant[]>([])
  const [to, setTo] = useState('')
  const [until, setUntil] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void callApi<{ participants: readonly Participant[] }>(`${base}/participants`).then((told) => {
      if (told.ok) setPeople(told.value.participants)
    })
  }, [base])
  const colleagues = people.filter((one) => one.side === side && one.id !== me && !one.rights.includes('sign'))

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (to === '' || until === '' || reason.trim() === '') {
      return setProblem('Choose a colleague and a day, and say why.')
    }
    setBusy(true)
    setProblem('')
    const body = { to, until: `${until}T23:59:59.999Z`, reason: reason.trim() }
    const outcome = await callApi(`${base}/signing-delegations`, { body })
    setBusy(false)
    if (outcome.ok) done()
    else setProblem(outcome.refusal.message)
  }

  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label="Let a colleague sign in my place">
      <p className={classes.said}>
        Your colleague can sign versions that are proposed from now on, in your place and for your side. You can still
        sign yourself; both together count once. They cannot pass it on.
      </p>
      <NativeSelect
        label="Colleague"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        data={[
          { value: '', label: 'Choose a colleague' },
          ...colleagues.map((one) => ({ value: one.id, label: one.name })),
        ]}
      />
      <TextInput type="date" label="Until" value={until} onChange={(event) => setUntil(event.currentTarget.value)} />
      <Textarea
        label="Why (both sides read this)"
        autosize
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" loading={busy}>
          Delegate
        </Button>
        <Button type="button" variant="default" onClick={cancel} disabled={busy}>
          Go back
        </Button>
      </div>
    </form>
  )
}
