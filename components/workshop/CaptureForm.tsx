'use client'
import { Button, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { freshKey } from '@/components/review/review-calls'
import { useReachable } from '@/components/review/use-mentions'
import { useRoom } from '@/components/workspace/CaseContext'
import { createValue } from '@/components/workspace/room-value'
import { useValue } from '@/components/workspace/use-store'
import type { WorkshopRequest } from '@/lib/workshop/requests'
import type { Workshop } from '@/lib/workshop/workshop'
import { useAbout } from './About'
import { useMay } from './use-act'
import classes from './workshop.module.css'
import { workshopCalls } from './workshop-calls'

const ACTS = {
  decide: { word: 'Decision', label: 'What was decided' },
  assign: { word: 'Action', label: 'What is to be done' },
  park: { word: 'Park', label: 'The point to park' },
} as const
type CaptureAct = keyof typeof ACTS

interface Draft {
  readonly kind: CaptureAct
  readonly text: string
  readonly person: string | null
  readonly due: string
  /** The key of the last attempt to send exactly this: sending it again cannot put it down twice. */
  readonly key?: string
}
const EMPTY: Draft = { kind: 'decide', text: '', person: null, due: '' }
/** Outlives the panel and a failed send; a workshop is one conversation, so there is one. */
const draft = createValue<Draft>(EMPTY)

/** [WSH8] A decision, an action item or a parked point, put down where it came up: at the point and the element of now. */
export function CaptureForm({ workshop }: { workshop: Workshop }) {
  const { caseId } = useRoom()
  const may = useMay(workshop)
  const people = useReachable('all')
  const now = useValue(draft)
  const about = useAbout()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState('')
  const acts = (Object.keys(ACTS) as CaptureAct[]).filter(may)
  const kind = acts.includes(now.kind) ? now.kind : acts[0]
  if (kind === undefined) return null
  const write = (change: Partial<Draft>) => draft.set({ ...now, ...change, key: undefined })

  async function send(act: CaptureAct) {
    const key = now.key ?? freshKey()
    draft.set({ ...now, key })
    const base = { text: now.text, ...about.where }
    const who = now.person === null ? {} : { person: now.person }
    const day = now.due === '' ? {} : { due: now.due }
    const request: WorkshopRequest = act === 'assign' ? { act, ...base, ...who, ...day } : { act, ...base }
    setBusy(true)
    const outcome = await workshopCalls(caseId).act(workshop.number, request, key)
    setBusy(false)
    setRefused(outcome.ok ? '' : outcome.refusal.message)
    if (outcome.ok) draft.set({ ...EMPTY, kind: act })
  }

  return (
    <form
      className={classes.form}
      aria-label="Put something down"
      onSubmit={(event) => {
        event.preventDefault()
        void send(kind)
      }}
    >
      {acts.length > 1 && (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="What to put down"
          value={kind}
          onChange={(value) => write({ kind: value as CaptureAct })}
          data={acts.map((value) => ({ value, label: ACTS[value].word }))}
        />
      )}
      <Textarea
        size="xs"
        label={ACTS[kind].label}
        autosize
        minRows={2}
        maxRows={10}
        value={now.text}
        onChange={(event) => write({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && now.text.trim() !== '') void send(kind)
        }}
      />
      {kind === 'assign' && (
        <div className={classes.pair}>
          <Select
            size="xs"
            label="Who"
            placeholder="Nobody yet"
            clearable
            searchable
            data={people.map(({ id, name }) => ({ value: id, label: name }))}
            value={now.person}
            onChange={(person) => write({ person })}
          />
          <TextInput
            size="xs"
            type="date"
            label="By"
            value={now.due}
            onChange={(event) => write({ due: event.currentTarget.value })}
          />
        </div>
      )}
      {about.control}
      {refused !== '' && (
        <p className={classes.refused} role="alert">
          {refused}
        </p>
      )}
      <Button type="submit" size="compact-sm" loading={busy} disabled={now.text.trim() === ''}>
        Put it down
      </Button>
    </form>
  )
}
