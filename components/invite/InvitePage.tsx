'use client'
import { Alert, Button, Group, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import cases from '@/components/cases/cases.module.css'
import { Logo } from '@/components/look/Logo'
import { SchemeSwitch } from '@/components/look/SchemeSwitch'
import { signOut } from '@/components/workspace/sign-out'
import type { Side } from '@/lib/access/policy'
import { dayWords } from '@/lib/agreement/instant'
import { enter } from './enter'
import classes from './invite.module.css'
import { rightWords } from './words'

interface Props {
  readonly token: string
  /** What it is an invitation into; absent when nobody comes in by it, with the sentence why. */
  readonly shown?: {
    readonly by: string
    readonly title: string
    readonly into: 'case' | 'organisation'
    readonly side?: Side
    readonly organisation?: string
    readonly rights: readonly string[]
    readonly expiresAt: string
    readonly email?: string
    readonly path?: string
  }
  readonly problem?: string
  /** Whether an account with a password can be made here; otherwise people sign in by their organisation. */
  readonly passwords?: boolean
  readonly me?: { readonly name: string; readonly email: string }
}

/** Where an invitation leads: what it is for, then in with the account that is there or with a new one. */
export function InvitePage({ token, shown, problem, passwords = false, me }: Props) {
  const here = `/invite/${encodeURIComponent(token)}`
  const signIn = `/sign-in?callbackUrl=${encodeURIComponent(here)}`
  return (
    <main className={cases.signIn}>
      <div className={cases.signInCorner}>
        <SchemeSwitch />
      </div>
      <div className={classes.box}>
        <Logo size={36} />
        {shown === undefined ? (
          <>
            <h1>Nobody comes in by this invitation</h1>
            <p role="alert">{problem}</p>
            <Group>
              {me === undefined ? (
                <a href={signIn}>Sign in</a>
              ) : (
                <>
                  <a href="/">Go to my cases</a>
                  <Button variant="default" size="xs" onClick={() => void signOut(here)}>
                    Sign out and try as somebody else
                  </Button>
                </>
              )}
            </Group>
          </>
        ) : (
          <>
            <h1>
              {shown.by} invites you into {shown.into === 'case' ? shown.title : `the organisation ${shown.title}`}
            </h1>
            <Offer shown={shown} />
            {me === undefined ? <SignInFirst signIn={signIn} /> : null}
            {me === undefined && passwords ? <NewAccount token={token} shown={shown} /> : null}
            {me === undefined ? null : <AsMe token={token} me={me} path={shown.path} here={here} />}
          </>
        )}
      </div>
    </main>
  )
}

type Shown = NonNullable<Props['shown']>

function Offer({ shown: { into, side, organisation, rights, expiresAt, email } }: { readonly shown: Shown }) {
  const part = side === 'mdm' ? 'for the manufacturer' : side === 'hdo' ? 'for the hospital' : 'without a side'
  return (
    <div className={classes.offer}>
      {into === 'case' ? (
        <>
          You would take part {part}
          {organisation === undefined ? '' : ` (${organisation})`} and may:
          <ul>
            {rightWords(rights).map((right) => (
              <li key={right}>{right}</li>
            ))}
          </ul>
        </>
      ) : (
        <>You would belong to it{rights.includes('administer') ? ' and administer it' : ''}.</>
      )}
      <span className={classes.muted}>
        For one person{email === undefined ? '' : `, ${email}`}, until {dayWords(expiresAt)}.
      </span>
    </div>
  )
}

/** Somebody who is signed in comes in as who they are, or signs out first. */
function AsMe({
  token,
  me,
  path,
  here,
}: {
  readonly token: string
  readonly me: { readonly name: string; readonly email: string }
  readonly path: string | undefined
  readonly here: string
}) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function accept(): Promise<void> {
    setBusy(true)
    const outcome = await callApi<{ path: string }>('/api/invitations/accept', { body: { token } })
    if (outcome.ok) return window.location.assign(outcome.value.path)
    setProblem(outcome.refusal.message)
    setBusy(false)
  }
  if (path !== undefined) {
    return (
      <>
        <p role="status">You came in by this invitation before, {me.name}.</p>
        <Button component="a" href={path}>
          Go there
        </Button>
      </>
    )
  }
  return (
    <>
      {problem !== '' && (
        <Alert color="red" variant="light" role="alert" mb="sm">
          {problem}
        </Alert>
      )}
      <p>
        You are signed in as <strong>{me.name}</strong> ({me.email}).
      </p>
      <Group>
        <Button loading={busy} onClick={() => void accept()}>
          Come in as {me.name}
        </Button>
        <Button variant="default" onClick={() => void signOut(here)}>
          I am somebody else
        </Button>
      </Group>
    </>
  )
}

function SignInFirst({ signIn }: { readonly signIn: string }) {
  return (
    <>
      <h2>You have an account here</h2>
      <p>
        <a href={signIn}>Sign in</a>, and you come back to this page.
      </p>
    </>
  )
}

/** Somebody who is new makes an account that comes in at once. */
function NewAccount({ token, shown }: { readonly token: string; readonly shown: Shown }) {
  const [alive, setAlive] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => setAlive(true), [])

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi<{ path: string; email: string }>('/api/invitations/join', {
      body: { token, name, email, password },
    })
    if (!outcome.ok) {
      setProblem(outcome.refusal.message)
      return setBusy(false)
    }
    const { path } = outcome.value
    const inside = await enter(outcome.value.email, password, path)
    window.location.assign(inside ? path : `/sign-in?callbackUrl=${encodeURIComponent(path)}`)
  }

  return (
    <>
      <h2>You are new</h2>
      {problem !== '' && (
        <Alert color="red" variant="light" role="alert" mb="sm">
          {problem}
        </Alert>
      )}
      <form method="post" onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Your name"
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label="E-mail address"
          description={shown.email === undefined ? undefined : `The one that the invitation is for: ${shown.email}`}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          description="Four words that do not belong together are a good one."
          autoComplete="new-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!alive} loading={busy}>
          Make my account and come in
        </Button>
      </form>
    </>
  )
}
