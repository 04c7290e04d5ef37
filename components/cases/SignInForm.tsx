'use client'
import { Alert, Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import classes from './cases.module.css'

const REASONS: Readonly<Record<string, string>> = {
  'wrong-credentials': 'The e-mail address or the password is not right. Check both and try again.',
  CredentialsSignin: 'The e-mail address or the password is not right. Check both and try again.',
  'too-many-attempts': 'There were too many wrong passwords. Wait a minute, then try again.',
  SessionRequired: 'Sign in to go on.',
  offline: 'The server cannot be reached. Check your connection and try again.',
}
const OTHER = 'Signing in did not work. Try again in a moment.'

interface Props {
  /** Where to go afterwards: a path of our own. */
  readonly target: string
  readonly error: string | undefined
  readonly demo: Demo | undefined
}

/** What the page of a demonstration tells. */
export interface Demo {
  readonly password: string
  readonly people: readonly {
    readonly email: string
    readonly name: string
    readonly about: string
    readonly side?: Side
  }[]
}

/**
 * [UI9] Sign-in. The form posts, and its button works only once the page is alive: an early submit would otherwise put the
 * password into the address.
 */
export function SignInForm({ target, error, demo }: Props) {
  const [alive, setAlive] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(error === undefined ? undefined : (REASONS[error] ?? OTHER))
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => setAlive(true), [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    const reason = await signIn(email, password, target).catch(() => 'offline')
    if (reason === undefined) return window.location.assign(target)
    setProblem(REASONS[reason] ?? OTHER)
    setBusy(false)
  }

  return (
    <main className={classes.signIn}>
      <div className={classes.signInCorner}>
        <SchemeSwitch />
      </div>
      <div className={classes.signInBox}>
        <Logo size={36} />
        <h1>Sign in to Accord</h1>
        <p className={classes.muted}>Manufacturer and hospital, one security case, one agreement.</p>
        {problem !== undefined && (
          <Alert color="red" variant="light" role="alert">
            {problem}
          </Alert>
        )}
        <form method="post" action="/api/auth/callback/credentials" onSubmit={(event) => void submit(event)}>
          <TextInput
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            required
            withAsterisk={false}
            size="sm"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="sm"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" fullWidth disabled={!alive} loading={busy}>
            Sign in
          </Button>
        </form>
      </div>
      {demo !== undefined && (
        <section className={classes.demo} aria-labelledby="demo-people">
          <h2 id="demo-people">This is a demonstration</h2>
          <p className={classes.muted}>
            Choose a person; the password of all of them is <code>{demo.password}</code>. Two browsers, one person of
            each side: that is a workshop.
          </p>
          <ul>
            {demo.people.map((one) => (
              <li key={one.email}>
                <UnstyledButton
                  className={classes.demoPerson}
                  disabled={!alive}
                  onClick={() => {
                    setEmail(one.email)
                    setPassword(demo.password)
                  }}
                >
                  <strong>{one.name}</strong>
                  <span>{one.about}</span>
                  <code>{one.email}</code>
                  <span className={`${classes.sidePill} ${SIDE_CLASS[one.side ?? 'none']}`}>{sideWord(one.side)}</span>
                </UnstyledButton>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}

/** @returns undefined when signed in, else the code of the reason */
async function signIn(email: string, password: string, target: string): Promise<string | undefined> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  const answer = await fetch('/api/auth/callback/credentials', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ csrfToken, email, password, callbackUrl: target, json: 'true' }),
  })
  const { url } = (await answer.json()) as { url?: string }
  const reason = url === undefined ? null : new URL(url, window.location.href).searchParams.get('error')
  if (reason !== null) return reason
  return answer.ok ? undefined : 'failed'
}
