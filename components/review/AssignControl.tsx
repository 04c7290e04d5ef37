'use client'
import { Button, Popover, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useRoom } from '@/components/workspace/CaseContext'
import { tellRefusal } from '@/components/workspace/tell'
import type { Thread } from '@/lib/review/threads'
import classes from './review.module.css'
import { reviewCalls } from './review-calls'
import { useReachable } from './use-mentions'

/** Who is to take care of a thread, and by which day. */
export function AssignControl({ thread }: { thread: Thread }) {
  const { caseId } = useRoom()
  const people = useReachable(thread.audience)
  const [open, setOpen] = useState(false)
  const [person, setPerson] = useState<string | null>(null)
  const [due, setDue] = useState('')
  const [busy, setBusy] = useState(false)

  function start() {
    setPerson(thread.assigned?.person ?? null)
    setDue(thread.assigned?.due ?? '')
    setOpen(!open)
  }

  async function assign() {
    setBusy(true)
    const day = person === null || due === '' ? {} : { due }
    const outcome = await reviewCalls(caseId).assign(thread.id, { person, ...day })
    setBusy(false)
    if (outcome.ok) setOpen(false)
    else tellRefusal(outcome.refusal)
  }

  return (
    <Popover opened={open} onChange={setOpen} trapFocus withinPortal width={260} position="bottom-start" shadow="md">
      <Popover.Target>
        <Button variant="subtle" size="compact-xs" onClick={start}>
          {thread.assigned === undefined ? 'Assign' : 'Reassign'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.assign}>
        <Select
          label="Who takes care of it"
          placeholder="Nobody yet"
          size="xs"
          clearable
          searchable
          data={people.map(({ id, name }) => ({ value: id, label: name }))}
          value={person}
          onChange={setPerson}
          comboboxProps={{ withinPortal: false }}
        />
        <TextInput
          type="date"
          label="By which day, if there is one"
          size="xs"
          disabled={person === null}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <Button size="compact-sm" loading={busy} onClick={() => void assign()}>
          Save
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}
