'use client'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { randomKey } from '@/components/cases/random-key'
import type { CasePart } from '@/lib/agreement/content'
import { partPath } from '@/lib/agreement/manifest'
import { graphOfPart } from '@/lib/case/graph-of-part'
import { type Outcome, refuse } from '@/lib/gsn/outcome'
import { claimDigests } from '@/lib/review/digests'
import type { AnswerProps } from './AnswerPage'
import classes from './agreement.module.css'
import { checkPart, checkView } from './check-view'
import { elementChoices } from './element-choices'

/** An objection to one claim as this version holds it. If the live case says something else by now, nothing is recorded. */
export function ObjectForm({ caseId, proposal, elements }: AnswerProps) {
  const claims = elements.filter((element) => element.claim)
  const [claim, setClaim] = useState(claims[0]?.id ?? '')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState('')
  const [said, setSaid] = useState(false)
  const [busy, setBusy] = useState(false)
  const base = `/cases/${encodeURIComponent(caseId)}`
  const name = claims.find(({ id }) => id === claim)?.name ?? ''
  const there = `${base}?element=${encodeURIComponent(name)}`

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (note.trim() === '') return setProblem('Say what you object to.')
    setBusy(true)
    setProblem('')
    const outcome = await object()
    setBusy(false)
    if (outcome.ok) setSaid(true)
    else setProblem(outcome.refusal.message)
  }

  async function object(): Promise<Outcome<unknown>> {
    const checked = await checkView(caseId, proposal.number, proposal.digest)
    if (!checked.ok) return checked
    const part = await checkPart<CasePart>(caseId, checked.value.manifest, partPath('case'))
    if (!part.ok) return part
    const digests = claimDigests(graphOfPart(part.value)).get(claim)
    if (digests === undefined) return refuse('claim-not-found', 'This version holds no such claim.')
    const body = { claim, verdict: 'object', digests, note: `About version ${proposal.number}: ${note.trim()}` }
    return callApi(`/api${base}/approvals`, { body, key: randomKey() })
  }

  if (said) {
    return (
      <p role="status">
        Your objection stands at {name} until you lift it. <a href={there}>Look at it in the case</a> or{' '}
        <a href={`${base}/agreement/${proposal.number}`}>go back to version {proposal.number}</a>.
      </p>
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label="Object to a claim">
      <NativeSelect
        label="Claim"
        value={claim}
        onChange={(event) => setClaim(event.currentTarget.value)}
        data={elementChoices(claims)}
      />
      <Textarea
        label="What you object to"
        autosize
        minRows={3}
        maxLength={100_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem} <a href={there}>Open {name} in the case</a>
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" size="md" loading={busy}>
          Object
        </Button>
        <Button component="a" href={`${base}/agreement/${proposal.number}`} size="md" variant="default">
          Go back without objecting
        </Button>
      </div>
    </form>
  )
}
