'use client'
import { Button, Radio, Textarea, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { randomKey } from '@/components/cases/random-key'
import type { Change } from '@/lib/agreement/difference'
import type { Effect } from '@/lib/agreement/events'
import classes from './agreement.module.css'
import { Changes } from './Changes'
import type { Preflighted } from './ProposePage'

interface Props {
  readonly caseId: string
  readonly preflight: Preflighted
  readonly amends: number | null
}

/** What the refusal of a race offers: to look at the other's version, to answer it with one's own, or to wait. */
const CHOICES: Readonly<Record<string, string>> = {
  review: 'Read the version that is open',
  counter: 'Refuse it and propose yours in its place',
  wait: 'Wait until it is answered',
}

/** The last step before a version is frozen: its name, why its open points are acceptable, and when it takes effect. */
export function ProposeForm({ caseId, preflight, amends }: Props) {
  const router = useRouter()
  const [name, setName] = useState(amends === null ? '' : `Amendment of baseline ${amends}`)
  const [reason, setReason] = useState('')
  const [effect, setEffect] = useState<Effect['kind']>('at-once')
  const [day, setDay] = useState('')
  const [condition, setCondition] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const base = `/cases/${encodeURIComponent(caseId)}`

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (effect !== 'at-once' && day === '') return setProblem({ words: 'Choose a day.', changes: [], choices: [] })
    if (effect === 'condition' && condition.trim() === '') {
      return setProblem({ words: 'Write the condition.', changes: [], choices: [] })
    }
    setBusy(true)
    setProblem(undefined)
    const { digest, warnings, supersedes } = preflight
    const body = { digest, warnings, supersedes, reason, title: name, effect: effectOf(effect, day, condition) }
    const outcome = await callApi<{ proposal: number }>(`/api${base}/proposals`, { body, key: randomKey() })
    if (outcome.ok) return window.location.assign(`${base}/agreement/${outcome.value.proposal}`)
    setBusy(false)
    const details = outcome.refusal.details as Partial<Problem> & { proposal?: number }
    setProblem({
      words: outcome.refusal.message,
      changes: details?.changes ?? [],
      choices: details?.choices ?? [],
      ...(details?.proposal === undefined ? {} : { proposal: details.proposal }),
    })
    // What is listed above may be out of date: read it again, and keep what was typed. Not where another version came
    // first: then the form would go, and with it what was typed and the ways on from here.
    if (details?.proposal === undefined) router.refresh()
  }

  return (
    <section className={classes.section} aria-label="Propose">
      <h2>Propose it</h2>
      <form className={classes.form} onSubmit={submit} method="post">
        <TextInput
          label="A name for this version (optional)"
          placeholder="After the workshop in November"
          maxLength={200}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {preflight.amber.length > 0 && (
          <Textarea
            label="Why the open points are acceptable"
            description="Both sides read this and it becomes part of the version."
            required
            autosize
            minRows={3}
            maxLength={4000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Radio.Group
          label="When it takes effect"
          value={effect}
          onChange={(value) => setEffect(value === 'date' || value === 'condition' ? value : 'at-once')}
        >
          <Radio value="at-once" label="As soon as both sides have signed" mt={4} />
          <Radio value="date" label="On a day, once both sides have signed" mt={4} />
          <Radio value="condition" label="Once both sides have signed and confirmed a condition" mt={4} />
        </Radio.Group>
        {effect === 'condition' && (
          <Textarea
            label="The condition"
            placeholder="The hospital's network is segmented as C8-ALOF-1-1 says"
            maxLength={2000}
            autosize
            value={condition}
            onChange={(event) => setCondition(event.currentTarget.value)}
          />
        )}
        {effect !== 'at-once' && (
          <TextInput
            type="date"
            label={effect === 'date' ? 'In force from (0:00 UTC)' : 'To be confirmed at the latest on'}
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        {problem !== undefined && <Problems caseId={caseId} problem={problem} />}
        <div>
          <Button type="submit" size="sm" loading={busy}>
            Freeze and propose
          </Button>
        </div>
      </form>
    </section>
  )
}

interface Problem {
  readonly words: string
  readonly changes: readonly Change[]
  readonly choices: readonly string[]
  readonly proposal?: number
}

function Problems({ caseId, problem }: { caseId: string; problem: Problem }) {
  const { words, changes, choices, proposal } = problem
  const base = `/cases/${encodeURIComponent(caseId)}/agreement`
  const target = (choice: string) =>
    proposal === undefined || choice === 'wait'
      ? base
      : `${base}/${proposal}${choice === 'counter' ? '/answer/counter' : ''}`
  return (
    <div role="alert">
      <p className={classes.bad}>{words}</p>
      {choices.length > 0 && (
        <ul>
          {choices.map((choice) => (
            <li key={choice}>
              <a href={target(choice)}>{CHOICES[choice] ?? choice}</a>
            </li>
          ))}
        </ul>
      )}
      {changes.length > 0 && <Changes changes={changes} />}
    </div>
  )
}

function effectOf(kind: Effect['kind'], day: string, text: string): Effect {
  if (kind === 'date') return { kind, from: `${day}T00:00:00.000Z` }
  // The whole of the last day counts.
  if (kind === 'condition') return { kind, text: text.trim(), until: `${day}T23:59:59.999Z` }
  return { kind: 'at-once' }
}
