'use client'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useMemo, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useRoom } from '@/components/workspace/CaseContext'
import { tellRefusal } from '@/components/workspace/tell'
import type { Side } from '@/lib/access/policy'
import { dayWords } from '@/lib/agreement/instant'
import { keptUntil } from '@/lib/retention/kept-until'
import type { LedgerEntry } from '@/lib/wire/ledger'
import classes from './keep-until.module.css'

interface Said {
  readonly entries: readonly LedgerEntry[]
}

/** [RET2] Until when the case is kept, as far as the sides have said. */
export function KeptWords({ entries }: Said) {
  const { mdm, hdo, agreed } = useMemo(() => keptUntil(shared(entries)), [entries])
  if (agreed !== undefined) return <>Both sides want it kept until {dayWords(agreed)}; after that it may be deleted.</>
  if (mdm !== undefined) return <>The manufacturer wants it kept until {dayWords(mdm)}; the hospital has not said.</>
  if (hdo !== undefined) return <>The hospital wants it kept until {dayWords(hdo)}; the manufacturer has not said.</>
  return <>It is kept without an end until both sides name a day.</>
}

/** [RET2] An administrator says until when their side wants the case kept, or takes that back. */
export function KeepUntil({ side, entries }: Said & { readonly side: Side }) {
  const { caseId } = useRoom()
  const own = useMemo(() => keptUntil(shared(entries))[side], [entries, side])
  const [day, setDay] = useState('')
  const [busy, setBusy] = useState(false)
  async function say(until: string | null): Promise<void> {
    setBusy(true)
    const outcome = await callApi(`/api/cases/${encodeURIComponent(caseId)}/kept-until`, { body: { until } })
    setBusy(false)
    if (outcome.ok) setDay('')
    else tellRefusal(outcome.refusal)
  }
  if (own !== undefined) {
    return (
      <Button variant="default" size="compact-sm" loading={busy} onClick={() => void say(null)}>
        Take back “until {dayWords(own)}”
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (day !== '') void say(day)
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        type="date"
        size="xs"
        required
        aria-label="Last day on which my side wants the case kept"
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" size="compact-sm" loading={busy}>
        Keep until this day
      </Button>
    </form>
  )
}

function shared(entries: readonly LedgerEntry[]): LedgerEntry[] {
  return entries.filter(({ chain }) => chain === 'shared')
}
