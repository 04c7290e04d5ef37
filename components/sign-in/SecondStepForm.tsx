'use client'
import { Alert, Anchor, Button, TextInput } from '@mantine/core'
import { browserSupportsWebAuthn, startAuthentication } from '@simplewebauthn/browser'
import { type FormEvent, useEffect, useState } from 'react'
import { withPasskey } from '@/components/agreement/answer'
import { callApi } from '@/components/cases/call-api'
import type { StepAnswer } from '@/lib/access/account-answer'
import { EntranceFrame } from './EntranceFrame'
import { reasonWords } from './reasons'
import { authStep } from './sign-in-calls'

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON']

/** [AUTH12] The second step: a code, a key, or a backup code. */
export function SecondStepForm({ target }: { target: string }) {
  const [told, setTold] = useState<StepAnswer>()
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState('')
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    void callApi<StepAnswer>('/api/sign-in/step', { body: {} }).then((outcome) => {
      if (outcome.ok) return setTold(outcome.value)
      setProblem(outcome.refusal.message)
      setOver(outcome.refusal.code === 'step-expired')
    })
  }, [])

  async function give(fields: Readonly<Record<string, string>>) {
    setBusy(true)
    setProblem('')
    const reason = await authStep('callback/second-step', { ...fields, callbackUrl: target })
    if (reason === undefined) return window.location.assign(target)
    setBusy(false)
    setProblem(reasonWords(reason))
    setOver(reason === 'step-expired')
  }

  async function giveKey() {
    // Each challenge counts once: it is asked for when it is needed.
    const fresh = await callApi<StepAnswer>('/api/sign-in/step', { body: {} })
    if (!fresh.ok) return setProblem(fresh.refusal.message)
    const made = await withPasskey(() => startAuthentication({ optionsJSON: fresh.value.key as Options }))
    if (!made.ok) return setProblem(made.refusal.message)
    await give({ key: JSON.stringify(made.value) })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void give(backup ? { backup: code } : { code })
  }

  const key = told?.key !== undefined && told.key !== null && browserSupportsWebAuthn()
  const typed = told?.app || backup
  return (
    <EntranceFrame title="One more step">
      {problem !== '' && (
        <Alert color="red" variant="light" role="alert" mt={12}>
          {problem}
        </Alert>
      )}
      {over && <Anchor href={`/sign-in?callbackUrl=${encodeURIComponent(target)}`}>Sign in again</Anchor>}
      {told !== undefined && !over && (
        <>
          {key && (
            <Button size="sm" fullWidth mt={12} onClick={() => void giveKey()}>
              Use your key
            </Button>
          )}
          {typed && (
            <form method="post" onSubmit={submit}>
              <TextInput
                label={backup ? 'One of your backup codes' : 'The code that your app shows now'}
                name={backup ? 'backup' : 'code'}
                inputMode={backup ? 'text' : 'numeric'}
                autoComplete={backup ? 'off' : 'one-time-code'}
                required
                withAsterisk={false}
                size="sm"
                data-autofocus
                value={code}
                onChange={(event) => setCode(event.currentTarget.value)}
              />
              <Button type="submit" size="sm" fullWidth loading={busy} variant={key ? 'default' : 'filled'}>
                Go on
              </Button>
            </form>
          )}
          {told.backupCodes && (
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              mt={12}
              onClick={() => {
                setBackup(!backup)
                setCode('')
                setProblem('')
              }}
            >
              {backup ? 'Use something else' : 'Use a backup code'}
            </Button>
          )}
          <p>
            Lost all of them? An administrator of your organisation can take the second factor off your account, once
            they have made sure that it is you.
          </p>
        </>
      )}
    </EntranceFrame>
  )
}
