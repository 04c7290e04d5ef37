'use client'
import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { callApi } from '@/components/cases/call-api'
import type { KnownKey } from '@/lib/agreement/passkey-state'
import { daysAfter } from '@/lib/evidence/standing'

interface Props {
  readonly caseId: string
  readonly keyOf: Pick<KnownKey, 'credential' | 'name' | 'label'>
  readonly may: { readonly check: readonly string[]; readonly revoke: readonly string[] }
  readonly done: () => void
}

const A_YEAR = 365

/** What an administrator or the owner does about a key: say how they made sure whose it is, or revoke it. */
export function KeyActions({ caseId, keyOf, may, done }: Props) {
  const [doing, setDoing] = useState<'check' | 'revoke'>()
  const [words, setWords] = useState('')
  const [reviewBy, setReviewBy] = useState(() => daysAfter(new Date().toISOString().slice(0, 10), A_YEAR))
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const mayCheck = may.check.includes(keyOf.credential)
  const mayRevoke = may.revoke.includes(keyOf.credential)
  if (!mayCheck && !mayRevoke) return null

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (words.trim() === '') return setProblem(doing === 'check' ? 'Say how you made sure.' : 'Say why.')
    setBusy(true)
    setProblem('')
    const body = doing === 'check' ? { how: words.trim(), reviewBy } : { reason: words.trim() }
    const path = `/api/cases/${encodeURIComponent(caseId)}/passkeys/${encodeURIComponent(keyOf.credential)}/${doing}`
    const outcome = await callApi(path, { body })
    setBusy(false)
    if (!outcome.ok) return setProblem(outcome.refusal.message)
    setDoing(undefined)
    setWords('')
    done()
  }

  if (doing === undefined) {
    return (
      <div className={classes.tools}>
        {mayCheck && (
          <Button variant="default" onClick={() => setDoing('check')}>
            Confirm that {keyOf.label} is {keyOf.name}'s ...
          </Button>
        )}
        {mayRevoke && (
          <Button variant="default" onClick={() => setDoing('revoke')}>
            Revoke {keyOf.label} ...
          </Button>
        )}
      </div>
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label={`${doing} ${keyOf.label}`}>
      <p className={classes.said}>
        {doing === 'check'
          ? `You say for your side that this key is ${keyOf.name}'s: what it signs binds your side. Make sure of it face to face or in a call, and not by a message.`
          : 'The key signs nothing any more and cannot come back. Signatures that it has given stay.'}
      </p>
      <Textarea
        label={doing === 'check' ? 'How you made sure' : 'Why (both sides read this)'}
        placeholder={doing === 'check' ? 'In person, with passport' : 'The device was lost'}
        autosize
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {doing === 'check' && (
        <TextInput
          type="date"
          label="Somebody looks again by"
          required
          value={reviewBy}
          onChange={(event) => setReviewBy(event.currentTarget.value)}
        />
      )}
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" loading={busy}>
          {doing === 'check' ? 'Confirm' : 'Revoke'}
        </Button>
        <Button type="button" variant="default" onClick={() => setDoing(undefined)} disabled={busy}>
          Go back
        </Button>
      </div>
    </form>
  )
}
