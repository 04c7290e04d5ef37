'use client'
import { Alert, Anchor, Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { PASSWORD_RULE } from '@/components/account/password-rule'
import { callApi } from '@/components/cases/call-api'
import { EntranceFrame } from './EntranceFrame'

/** [AUTH15] Chooses a new password by a link. Its secret stands behind the #, and is taken out of the address at once. */
export function NewPasswordForm() {
  const [token, setToken] = useState<string>()
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState('')
  const [done, setDone] = useState('')
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    const said = window.location.hash.slice(1)
    if (said !== '') setToken(said)
    else setProblem('This link is not complete. Open it from the mail again.')
    window.history.replaceState(null, '', window.location.pathname)
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi<{ email: string }>('/api/password-reset/finish', { body: { token, password } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) setDone(outcome.value.email)
  }

  return (
    <EntranceFrame title="Choose a new password">
      {problem !== '' && (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {problem}
        </Alert>
      )}
      {done !== '' && <p role="status">The password of {done} is changed, and every session has ended.</p>}
      {done === '' && token !== undefined && (
        <form method="post" onSubmit={(event) => void submit(event)}>
          <PasswordInput
            label="The new password"
            description={PASSWORD_RULE}
            name="password"
            autoComplete="new-password"
            required
            withAsterisk={false}
            size="sm"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <Button type="submit" size="sm" fullWidth loading={busy}>
            Set the password
          </Button>
        </form>
      )}
      <p>
        <Anchor href="/sign-in" size="sm">
          {done === '' ? 'Back to signing in' : 'Sign in with it'}
        </Anchor>
      </p>
    </EntranceFrame>
  )
}
