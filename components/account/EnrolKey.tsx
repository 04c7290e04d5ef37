'use client'
import { TextInput } from '@mantine/core'
import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser'
import { useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { withPasskey } from '@/components/agreement/answer'
import { callApi } from '@/components/cases/call-api'
import { AgainForm } from './AgainForm'

interface Props {
  readonly hasPassword: boolean
  readonly done: (backupCodes: readonly string[]) => void
  readonly back: () => void
}
type Options = Parameters<typeof startRegistration>[0]['optionsJSON']

/** [AUTH13] Enrols a key for signing in: the password, then the key itself. */
export function EnrolKey({ hasPassword, done, back }: Props) {
  const [label, setLabel] = useState('')
  const [problem, setProblem] = useState('')

  async function enrol(optionsJSON: Options) {
    const made = await withPasskey(() => startRegistration({ optionsJSON }))
    if (!made.ok) return setProblem(made.refusal.message)
    const body = { label: label.trim() || 'A key', registration: made.value }
    const outcome = await callApi<{ backupCodes: string[] }>('/api/account/keys', { body })
    if (outcome.ok) done(outcome.value.backupCodes)
    else setProblem(outcome.refusal.message)
  }

  if (!browserSupportsWebAuthn()) return <p role="status">This browser knows no keys. Use another browser.</p>
  return (
    <>
      <AgainForm<Options>
        title="Add a key"
        words="A security key, or this device with fingerprint, face or PIN. It signs you in; agreements take other keys."
        path="/api/account/keys/options"
        action="Use the key"
        hasPassword={hasPassword}
        done={(options) => void enrol(options)}
        back={back}
      >
        <TextInput
          label="A name for it"
          placeholder="Key on my key ring"
          maxLength={100}
          maw={420}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
        />
      </AgainForm>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
    </>
  )
}
