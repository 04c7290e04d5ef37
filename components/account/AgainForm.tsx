'use client'
import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import own from './account.module.css'

interface Props<T> {
  readonly title: string
  readonly words: string
  readonly path: string
  readonly action: string
  /** Sent beside the password. */
  readonly body?: object
  readonly hasPassword: boolean
  readonly done: (answer: T) => void
  readonly back: () => void
  /** More fields. */
  readonly children?: ReactNode
}

/** A form that asks for the password again, where there is one, before it does something. */
export function AgainForm<T>({ title, words, path, action, body, hasPassword, done, back, children }: Props<T>) {
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi<T>(path, { body: { ...body, ...(hasPassword ? { password } : {}) } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) done(outcome.value)
  }

  return (
    <form className={classes.form} method="post" onSubmit={(event) => void submit(event)} aria-label={title}>
      <p>{words}</p>
      {children}
      {hasPassword && (
        <PasswordInput
          label="Your password, again"
          autoComplete="current-password"
          required
          withAsterisk={false}
          maw={420}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={own.ways}>
        <Button type="submit" loading={busy}>
          {action}
        </Button>
        <Button type="button" variant="default" onClick={back}>
          Go back
        </Button>
      </div>
    </form>
  )
}
