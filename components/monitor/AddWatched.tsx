'use client'
import { Button, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { tellDone, tellRefusal } from '@/components/workspace/tell'
import type { WatchChanged } from '@/lib/monitor/answers'
import { WATCH_MAX, type Watched } from '@/lib/monitor/watch'
import classes from './monitor.module.css'

const EMPTY: Watched = { name: '', vendor: '', version: '', purl: '', cpe: '' }
const LABELS = {
  name: ['Product or component', 'Infusion pump One'],
  vendor: ['Supplier', 'Acme Medical'],
  version: ['Version or range', '4.1, or >=4.0 <5.0'],
  purl: ['Package URL', 'pkg:npm/name@1.0'],
  cpe: ['CPE name', 'cpe:2.3:a:vendor:product'],
} as const satisfies Record<keyof Watched, readonly [string, string]>

/** [MON1] One line, typed. */
export function AddWatched({ caseId }: { readonly caseId: string }) {
  const router = useRouter()
  const [given, setGiven] = useState(EMPTY)
  const [busy, setBusy] = useState(false)

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    setBusy(true)
    const path = `/api/cases/${encodeURIComponent(caseId)}/watch`
    const outcome = await callApi<WatchChanged>(path, { body: { add: [given] } })
    setBusy(false)
    if (!outcome.ok) return tellRefusal(outcome.refusal)
    tellDone(outcome.value.added === 1 ? `${given.name} is watched.` : `${given.name} was on the list already.`)
    setGiven(EMPTY)
    router.refresh()
  }

  return (
    <form className={classes.card} aria-label="Add a line" onSubmit={(event) => void add(event)}>
      <div className={classes.row}>
        {(Object.keys(LABELS) as (keyof Watched)[]).map((part) => (
          <TextInput
            key={part}
            label={LABELS[part][0]}
            placeholder={LABELS[part][1]}
            required={part === 'name'}
            withAsterisk={part === 'name'}
            maxLength={WATCH_MAX[part]}
            size="xs"
            w={part === 'version' ? 150 : 180}
            value={given[part]}
            onChange={(event) => setGiven({ ...given, [part]: event.currentTarget.value })}
          />
        ))}
        <Button type="submit" size="xs" variant="default" loading={busy} disabled={given.name.trim() === ''}>
          Watch it
        </Button>
      </div>
    </form>
  )
}
