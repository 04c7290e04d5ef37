'use client'
import { Alert, Anchor, Button, PasswordInput, TextInput, UnstyledButton } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import { reasonWords } from '@/components/sign-in/reasons'
import { authForm, authStep } from '@/components/sign-in/sign-in-calls'
import { SIDE_CLASS, sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import classes from './cases.module.css'

interface Props {
  /** Where to go afterwards: a path of our own. */
  readonly target: string
  readonly error: string | undefined
  readonly demo: Demo | undefined
  /** Whether an organisation's sign-in service is set up. */
  readonly service: boolean
  /** Whether passwords sign anybody in here. */
  readonly passwords: boolean
  /** Somebody comes from the service to an account that has a password: it ties the two, once. */
  readonly link: boolean
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
export function SignInForm({ target, error, demo, service, passwords, link }: Props) {
  const [alive, setAlive] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState(error === undefined ? undefined : reasonWords(error))
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => setAlive(true), [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    setProblem(undefined)
    const reason = await authStep('callback/credentials', { email, password, callbackUrl: target })
    if (reason === undefined) return window.location.assign(target)
    if (reason === 'second-factor') {
      return window.location.assign(`/sign-in/second-step?callbackUrl=${encodeURIComponent(target)}`)
    }
    setProblem(reasonWords(reason))
    setBusy(false)
  }

  /** [AUTH16] Leaves for the organisation's own sign-in service. */
  async function leave(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    const to = await authForm('signin/oidc', { callbackUrl: target }).catch(() => undefined)
    const reason = to === undefined ? 'offline' : to.searchParams.get('error')
    if (to !== undefined && reason === null) return window.location.assign(to.href)
    setProblem(reasonWords(reason ?? ''))
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
        {link && (
          <p role="status">
            There is an account here with your address. Type its password once: then the account is tied to the service,
            and you need it no more.
          </p>
        )}
        {service && !link && (
          <Button
            size="sm"
            fullWidth
            mt={12}
            variant={passwords ? 'default' : 'filled'}
            disabled={!alive}
            loading={busy}
            onClick={() => void leave()}
          >
            Sign in by your organisation
          </Button>
        )}
        {passwords && (
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
        )}
        {passwords && (
          <p className={classes.forgot}>
            <Anchor href="/sign-in/forgot" size="sm">
              Forgot your password?
            </Anchor>
          </p>
        )}
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
