'use client'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useRun } from '@/components/workspace/CaseContext'
import { TEXT_MAX } from '@/lib/case/fields'
import classes from './term.module.css'

interface Props {
  /** What is dropped: a term of the case, or a topic that nobody has chosen. */
  readonly what: { readonly term: string } | { readonly topic: string }
  readonly title: string
  readonly onDone: () => void
}

/** Asks for the reason before a term is dropped: it stays in the agreement for both sides to read. */
export function DropTerm({ what, title, onDone }: Props) {
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const run = useRun()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (reason.trim() === '') {
      setProblem('Write the reason first: the other side reads it and agrees to it.')
      return
    }
    setBusy(true)
    const outcome = await run('drop-term', { ...what, reason: reason.trim() })
    setBusy(false)
    if (outcome.ok) onDone()
  }

  return (
    <form className={classes.dropping} onSubmit={(event) => void submit(event)} aria-label={`Drop ${title}`}>
      <Textarea
        label={`Why is "${title}" dropped?`}
        placeholder="There is no remote access to this device."
        value={reason}
        error={problem}
        rows={2}
        maxLength={TEXT_MAX}
        autoFocus
        onChange={(event) => {
          setReason(event.currentTarget.value)
          setProblem(undefined)
        }}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          Drop it with this reason
        </Button>
        <Button variant="subtle" color="gray" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
