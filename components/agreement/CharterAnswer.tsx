'use client'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import type { CharterRecord } from '@/lib/agreement/charter-state'
import { ADOPT_MEANING } from '@/lib/agreement/charter-statement'
import classes from './agreement.module.css'
import { proveAdoption } from './answer'
import type { CharterTold } from './CharterPage'
import { ProofFields } from './ProofFields'
import { useProof } from './use-proof'
import { NO_KEY_HERE } from './words'

interface Props {
  readonly caseId: string
  readonly record: CharterRecord
  readonly may: CharterTold['may']
  readonly methods: CharterTold['methods']
  readonly done: () => void
}

/** An administrator's answer to a charter that waits: adopted by the digest that was read, or declined with a reason. */
export function CharterAnswer({ caseId, record, may, methods, done }: Props) {
  const [answer, setAnswer] = useState<'adopt' | 'decline'>()
  const { proof, forget, fields } = useProof(methods)
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
    const outcome = await give()
    forget()
    setBusy(false)
    if (outcome.ok) done()
    else setProblem(outcome.refusal.message)
  }

  async function give() {
    const path = `/api/cases/${encodeURIComponent(caseId)}/charter/${number}/${answer}`
    if (answer === 'decline') return callApi(path, { body: { digest, reason: reason.trim() } })
    const proven = await proveAdoption(caseId, { charter: number, digest }, proof)
    return proven.ok ? callApi(path, { body: { digest, ...proven.value } }) : proven
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
          <p className={classes.said}>{ADOPT_MEANING}</p>
          <ProofFields {...fields} busy={busy} without={NO_KEY_HERE} />
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
