'use client'
import { Button, NativeSelect, Radio, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { randomKey } from '@/components/cases/random-key'
import type { AnswerProps } from './AnswerPage'
import classes from './agreement.module.css'
import { elementChoices } from './element-choices'

/** A question about an element of the version, to both sides or to one's own only. */
export function AskForm({ caseId, proposal, elements }: AnswerProps) {
  const [element, setElement] = useState(elements[0]?.id ?? '')
  const [audience, setAudience] = useState<'all' | 'side'>('all')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const base = `/cases/${encodeURIComponent(caseId)}`
  const name = elements.find(({ id }) => id === element)?.name ?? ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') return setProblem('Write your question.')
    setBusy(true)
    setProblem('')
    const body = { element, proposal: proposal.number, audience, text: text.trim() }
    const outcome = await callApi(`/api${base}/threads`, { body, key: randomKey() })
    setBusy(false)
    if (outcome.ok) setAsked(true)
    else setProblem(outcome.refusal.message)
  }

  if (asked) {
    return (
      <p role="status">
        Your question stands at {name}.{' '}
        <a href={`${base}?element=${encodeURIComponent(name)}&tab=review`}>Look at it in the case</a> or{' '}
        <a href={`${base}/agreement/${proposal.number}`}>go back to version {proposal.number}</a>.
      </p>
    )
  }
  return (
    <form className={classes.form} onSubmit={submit} method="post" aria-label="Ask a question">
      <NativeSelect
        label="About"
        value={element}
        onChange={(event) => setElement(event.currentTarget.value)}
        data={elementChoices(elements)}
      />
      <Textarea
        label="Your question"
        autosize
        minRows={3}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Radio.Group
        label="Who reads it"
        value={audience}
        onChange={(value) => setAudience(value === 'side' ? 'side' : 'all')}
      >
        <Radio value="all" label="Both sides" mt={4} />
        <Radio value="side" label="My side only" mt={4} />
      </Radio.Group>
      {problem !== '' && (
        <p role="alert" className={classes.bad}>
          {problem}
        </p>
      )}
      <div className={classes.choices}>
        <Button type="submit" size="md" loading={busy}>
          Ask
        </Button>
        <Button component="a" href={`${base}/agreement/${proposal.number}`} size="md" variant="default">
          Go back without asking
        </Button>
      </div>
    </form>
  )
}
