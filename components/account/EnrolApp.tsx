'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { encode } from 'uqr'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import { AgainForm } from './AgainForm'
import own from './account.module.css'

interface Props {
  readonly hasPassword: boolean
  readonly done: (backupCodes: readonly string[]) => void
  readonly back: () => void
}

interface Begun {
  readonly uri: string
  readonly secret: string
}

/** [AUTH11] Enrols an app for codes: the password, the picture for its camera, and a first code. */
export function EnrolApp({ hasPassword, done, back }: Props) {
  const [begun, setBegun] = useState<Begun>()
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)

  async function confirm(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    const outcome = await callApi<{ backupCodes: string[] }>('/api/account/code-app/confirm', { body: { code } })
    setBusy(false)
    setProblem(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) done(outcome.value.backupCodes)
  }

  if (begun === undefined) {
    return (
      <AgainForm<Begun>
        title="Add an app for codes"
        words="You need an app that makes codes by time, on your phone or in your password manager."
        path="/api/account/code-app"
        action="Go on"
        hasPassword={hasPassword}
        done={setBegun}
        back={back}
      />
    )
  }
  return (
    <form
      className={classes.form}
      method="post"
      onSubmit={(event) => void confirm(event)}
      aria-label="Add an app for codes"
    >
      <p>Point the camera of the app at this picture, or type the secret into it.</p>
      <div className={own.enrol}>
        <Picture text={begun.uri} />
        <div>
          <div className={classes.muted}>Secret</div>
          <code className={own.secret}>{begun.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
        </div>
      </div>
      <TextInput
        label="The code that the app shows now"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        maw={240}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={own.ways}>
        <Button type="submit" loading={busy}>
          Turn it on
        </Button>
        <Button type="button" variant="default" onClick={back}>
          Go back
        </Button>
      </div>
    </form>
  )
}

/** A QR code as one path: dark on light in both schemes, as cameras want it. */
function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 3 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return (
    <svg
      className={own.picture}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="The secret as a picture for the camera"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
