'use client'
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import type { AccountAnswer } from '@/lib/access/account-answer'
import own from './account.module.css'
import { PASSWORD_RULE } from './password-rule'

interface Props {
  readonly password: AccountAnswer['password']
  readonly done: () => void
}

/** [AUTH10] Another password, with the present one. */
export function PasswordSection({ password, done }: Props) {
  const [open, setOpen] = useState(false)
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi('/api/account/password', { body: { current, password: next } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (!outcome.ok) return
    setOpen(false)
    setCurrent('')
    setNext('')
    setSaid('Your password is changed. Every other session of yours has ended.')
    done()
  }

  return (
    <section className={classes.section} aria-labelledby="account-password">
      <h2 id="account-password">Password</h2>
      {!password.works && <p>On this server people sign in by their organisation’s service, not by a password.</p>}
      {password.works && !password.set && (
        <p>This account has no password: you sign in by your organisation’s service.</p>
      )}
      {said !== '' && <p role="status">{said}</p>}
      {password.set && !open && (
        <Button variant="default" onClick={() => setOpen(true)}>
          Change the password ...
        </Button>
      )}
      {open && (
        <form
          className={classes.form}
          method="post"
          onSubmit={(event) => void submit(event)}
          aria-label="Change the password"
        >
          <PasswordInput
            label="Your present password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            maw={420}
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordInput
            label="The new one"
            description={PASSWORD_RULE}
            autoComplete="new-password"
            required
            withAsterisk={false}
            maw={420}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          {problem !== '' && (
            <p role="alert" className={classes.bad}>
              {problem}
            </p>
          )}
          <div className={own.ways}>
            <Button type="submit" loading={busy}>
              Change it
            </Button>
            <Button type="button" variant="default" onClick={() => setOpen(false)}>
              Go back
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}
