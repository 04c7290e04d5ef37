'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { PlusIcon } from '@/components/look/icons'
import { useCanEdit, useNavigate, useRoom, useRun, useSynced } from '@/components/workspace/CaseContext'
import classes from './outline.module.css'

/** The ways to begin in a case that holds nothing: nothing for somebody who may only read. */
export function FirstElement() {
  const canEdit = useCanEdit()
  const synced = useSynced()
  const run = useRun()
  const { caseId } = useRoom()
  const { select } = useNavigate()
  const [busy, setBusy] = useState(false)
  if (!canEdit || !synced) return null

  async function begin(name: string, args: Readonly<Record<string, unknown>>): Promise<void> {
    setBusy(true)
    const outcome = await run(name, args)
    setBusy(false)
    const created = outcome.ok ? outcome.value.created[0] : undefined
    if (created !== undefined) select(created, { tab: 'details' })
  }

  return (
    <div className={classes.begin}>
      <Button leftSection={<PlusIcon />} disabled={busy} onClick={() => void begin('grow-case', {})}>
        Add the 19 security capabilities
      </Button>
      <Button
        variant="default"
        leftSection={<PlusIcon />}
        disabled={busy}
        onClick={() => void begin('add-element', { kind: 'goal' })}
      >
        Add a first claim of your own
      </Button>
      <Button variant="default" component={Link} href={`/cases/${encodeURIComponent(caseId)}/import`}>
        Import an argument from a file
      </Button>
    </div>
  )
}
