'use client'
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { AgendaEditor, type Point } from './AgendaEditor'
import classes from './workshop.module.css'
import { workshopCalls } from './workshop-calls'

/** [WSH8] Planning a workshop and opening it. */
export function StartForm() {
  const { caseId } = useRoom()
  const [title, setTitle] = useState('')
  const [points, setPoints] = useState<readonly Point[]>([])
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')

  async function open() {
    setBusy(true)
    const items = points.map(({ key: _, ...item }) => item)
    const outcome = await workshopCalls(caseId).open({ title, items })
    setBusy(false)
    setRefused(outcome.ok ? '' : outcome.refusal.message)
  }

  return (
    <form
      className={classes.form}
      aria-label="Open a workshop"
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <p className={classes.muted}>
        Everybody in the case sees a workshop and may join it. You lead it; you can hand the lead over.
      </p>
      <TextInput
        size="xs"
        label="Title"
        placeholder="Security workshop"
        maxLength={500}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <strong className={classes.label}>Agenda</strong>
      <AgendaEditor points={points} onChange={setPoints} />
      {refused !== '' && (
        <p className={classes.refused} role="alert">
          {refused}
        </p>
      )}
      <Button type="submit" size="compact-sm" loading={busy} disabled={title.trim() === ''}>
        Open the workshop
      </Button>
    </form>
  )
}
