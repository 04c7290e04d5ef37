'use client'
import { Button, MultiSelect, Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useParticipants } from '@/components/review/use-mentions'
import { useGraph, useMe } from '@/components/workspace/CaseContext'
import type { Outcome } from '@/lib/gsn/outcome'
import { capabilityStates } from '@/lib/reading/capabilities'
import { capabilityName } from '@/lib/reading/capability-names'
import type { DelegateRequest } from '@/lib/review/requests'
import classes from './approvals.module.css'

const DAY_MS = 86_400_000
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** Asks a colleague of one's side to approve for oneself: whom, about what, and on which days. */
export function DelegateForm({ send }: { send: (request: DelegateRequest) => Promise<Outcome<unknown>> }) {
  const me = useMe()
  const people = useParticipants()
  const codes = useGraph((graph) => capabilityStates(graph).map(({ capability }) => capability))
  const [person, setPerson] = useState<string | null>(null)
  const [capabilities, setCapabilities] = useState<string[]>([])
  const [from, setFrom] = useState(() => dayOf(Date.now()))
  const [until, setUntil] = useState(() => dayOf(Date.now() + 14 * DAY_MS))
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const others = [...people.values()].filter(
    ({ id, side, rights }) => id !== me.id && side === me.side && !rights.includes('approve'),
  )

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (person === null) return setFailure('Choose whom you ask.')
    setBusy(true)
    const scope = capabilities.length === 0 ? {} : { capabilities }
    const outcome = await send({ person, from, until, ...scope })
    setBusy(false)
    setFailure(outcome.ok ? undefined : outcome.refusal.message)
    if (outcome.ok) {
      setPerson(null)
      setCapabilities([])
    }
  }

  if (others.length === 0) {
    return (
      <p className={classes.quiet}>
        Everybody of your side who takes part may approve already, so there is nobody to delegate it to.
      </p>
    )
  }
  return (
    <form className={classes.delegate} onSubmit={(event) => void submit(event)}>
      <h3>Ask a colleague to approve for you</h3>
      <Select
        label="Who"
        size="xs"
        searchable
        placeholder="Somebody of your side"
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        onChange={setPerson}
        comboboxProps={{ withinPortal: false }}
      />
      <MultiSelect
        label="For which capabilities"
        description="None chosen: for the whole case."
        size="xs"
        searchable
        data={codes.map((code) => ({ value: code, label: `${code} · ${capabilityName(code)}` }))}
        value={capabilities}
        onChange={setCapabilities}
        comboboxProps={{ withinPortal: false }}
      />
      <div className={classes.days}>
        <TextInput
          type="date"
          label="From"
          size="xs"
          required
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label="Until and with"
          size="xs"
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <p className={classes.quiet}>
        Both sides see that they speak for you. You can end it at any time; what they approved until then stands.
      </p>
      {failure !== undefined && (
        <p className={classes.bad} role="alert">
          {failure}
        </p>
      )}
      <Button type="submit" size="compact-sm" loading={busy}>
        Delegate
      </Button>
    </form>
  )
}
