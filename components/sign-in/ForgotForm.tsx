'use client'
import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { EntranceFrame } from './EntranceFrame'

/** [AUTH15] Asks for a link to a new password. What follows is the same for every address. */
export function ForgotForm() {
  const [email, setEmail] = useState('')
  const [problem, setProblem] = useState('')
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi('/api/password-reset', { body: { email } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    setSent(outcome.ok)
  }

  return (
    <EntranceFrame title="A new password">
      {problem !== '' && (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {problem}
        </Alert>
      )}
      {sent ? (
        <p role="status">
          If there is an account for {email}, a mail with a link is on its way to it. The link works once, for half an
          hour.
        </p>
      ) : (
        <form method="post" onSubmit={(event) => void submit(event)}>
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
          <Button type="submit" size="sm" fullWidth loading={busy}>
            Send me a link
          </Button>
        </form>
      )}
      <p>
        <Anchor href="/sign-in" size="sm">
          Back to signing in
        </Anchor>
      </p>
    </EntranceFrame>
  )
}
