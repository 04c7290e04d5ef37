'use client'
import { Button, PasswordInput, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import type { CharterRecord } from '@/lib/agreement/charter-state'
import classes from './agreement.module.css'
import type { CharterTold } from './CharterPage'

interface Props {
  readonly caseId: string
  readonly record: CharterRecord
  readonly may: CharterTold['may']
  readonly done: () => void
}

/** An administrator's answer to a charter that waits: adopted by the digest that was read, or declined with a reason. */
export function CharterAnswer({ caseId, record, may, done }: Props) {
  const [answer, setAnswer] = useState<'adopt' | 'decline'>()
  const [password, setPassword] = useState('')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const { number, digest } = record
  if (!may.adopt && !may.decline) return null

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (answer === 'decline' && reason.trim() === '') return setProblem('Say why.')
    setBusy(true)
    setProblem('')
    const body = answer === 'adopt' ? { digest, password } : { digest, reason: reason.trim() }
    const path = `/api/cases/${encodeURIComponent(caseId)}/charter/${number}/${answer}`
    const outcome = await callApi(path, { body })
    setPassword('')
    setBusy(false)
    if (outcome.ok) done()
    else setProblem(outcome.refusal.message)
  }

  if (answer === undefined) {
    return (
      <div className={classes.choices}>
        {may.decline && (
          <Button size="md" variant="default" onClick={() => setAnswer('decline')}>
            {may.adopt ? 'Decline ...' : 'Take it back ...'}
          </Button>
        )}
        {may.adopt && (
          <Button size="md" onClick={() => setAnswer('adopt')}>
            Adopt for my side ...
          </Button>
        )}
      </div>
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label={`Answer charter ${number}`}>
      {answer === 'adopt' ? (
        <>
          <p className={classes.said}>
            I have read charter {number} and adopt it for my side. From then on, versions are proposed and signed under
            these rules; it can be changed only if both sides adopt another.
          </p>
          <PasswordInput
            label="Your password, again"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </>
      ) : (
        <Textarea
          label="Why (both sides read this)"
          autosize
          minRows={2}
          maxLength={4000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      )}
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" size="md" loading={busy}>
          {answer === 'adopt' ? `Adopt charter ${number}` : `Decline charter ${number}`}
        </Button>
        <Button type="button" size="md" variant="default" onClick={() => setAnswer(undefined)} disabled={busy}>
          Go back without answering
        </Button>
      </div>
    </form>
  )
}
