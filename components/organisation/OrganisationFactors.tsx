'use client'
import { Badge, Button, Switch, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import own from '@/components/account/account.module.css'
import classes from '@/components/agreement/agreement.module.css'
import { useAsked } from '@/components/agreement/use-asked'
import { callApi } from '@/components/cases/call-api'
import type { OrganisationFactorsAnswer } from '@/lib/access/account-answer'
import { instantWords } from '@/lib/agreement/instant'

/** [AUTH14] Who has a second factor, whether everybody needs one, and help for whoever has lost theirs. For administrators. */
export function OrganisationFactors({ me }: { me: string }) {
  const { told, again } = useAsked<OrganisationFactorsAnswer>('/api/organisation/second-factor')
  const [problem, setProblem] = useState('')
  const [resetting, setResetting] = useState('')
  if (told === undefined) return null

  async function require(required: boolean) {
    const outcome = await callApi('/api/organisation/second-factor', { body: { required } })
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    again()
  }

  return (
    <section className={classes.section} aria-labelledby="organisation-factors">
      <h2 id="organisation-factors">Second factor</h2>
      <Switch
        label="Everybody of this organisation needs a second factor"
        description="Whoever has none is signed out now, and led to enrol one at the next sign-in."
        checked={told.required}
        onChange={(event) => void require(event.currentTarget.checked)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <ul className={own.rows}>
        {told.people.map(({ id, name, email, hasFactor, lastReset }) => (
          <li key={id} className={own.row}>
            <div>
              <strong>{name}</strong> {hasFactor ? <Badge>On</Badge> : <Badge color="gray">Off</Badge>}
              <div className={classes.muted}>{email}</div>
              {lastReset !== null && (
                <div className={classes.muted}>
                  Taken off by {lastReset.by} on {instantWords(lastReset.at)}: {lastReset.reason}
                </div>
              )}
            </div>
            {hasFactor && id !== me && resetting !== id && (
              <Button variant="default" size="xs" onClick={() => setResetting(id)}>
                {name} has lost it ...
              </Button>
            )}
            {resetting === id && (
              <ResetForm
                id={id}
                name={name}
                done={() => {
                  setResetting('')
                  again()
                }}
                back={() => setResetting('')}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function ResetForm({ id, name, done, back }: { id: string; name: string; done: () => void; back: () => void }) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const path = `/api/organisation/people/${encodeURIComponent(id)}/reset-factors`
    const outcome = await callApi(path, { body: { reason } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) done()
  }

  return (
    <form
      className={classes.form}
      method="post"
      onSubmit={(event) => void submit(event)}
      aria-label={`Second factor of ${name}`}
    >
      <p>
        Make sure that it is {name} who asks: whoever pretends to be {name} and knows the password is in after this. All
        sessions of {name} end.
      </p>
      <Textarea
        label="How you made sure (stands in the history of the account)"
        autosize
        maxLength={500}
        required
        withAsterisk={false}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={own.ways}>
        <Button type="submit" loading={busy}>
          Take the second factor off
        </Button>
        <Button type="button" variant="default" onClick={back}>
          Go back
        </Button>
      </div>
    </form>
  )
}
