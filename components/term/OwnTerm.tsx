'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useNavigate, useRun } from '@/components/workspace/CaseContext'
import classes from './term.module.css'

/** A term that the library does not have: its title; the shares are written in its card. */
export function OwnTerm() {
  const [open, setOpen] = useState(false)
  const [title, setTitle] = useState('')
  const [busy, setBusy] = useState(false)
  const run = useRun()
  const { select } = useNavigate()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (title.trim() === '') return
    setBusy(true)
    const outcome = await run('add-terms', { own: [{ title: title.trim() }] })
    setBusy(false)
    if (!outcome.ok) return
    setTitle('')
    setOpen(false)
    const created = outcome.value.created.at(-1)
    if (created !== undefined) select(created)
  }

  if (!open) {
    return (
      <Button variant="default" onClick={() => setOpen(true)}>
        Write a term of our own
      </Button>
    )
  }
  return (
    <form className={classes.dropping} onSubmit={(event) => void submit(event)}>
      <TextInput
        label="What is it about?"
        placeholder="Loan pumps"
        value={title}
        maxLength={300}
        autoFocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy} disabled={title.trim() === ''}>
          Add the term
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setOpen(false)}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
