'use client'
import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useLedger, useMe, useRoom } from '@/components/workspace/CaseContext'
import shell from '@/components/workspace/shell.module.css'
import { tellRefusal } from '@/components/workspace/tell'
import { isArchived } from '@/lib/activity/archived'
import { KeepUntil, KeptWords } from './KeepUntil'

/** [REP2] Says why nobody can write in an archived case, and brings it back for those who may. */
export function ArchivedBand() {
  const { caseId, past } = useRoom()
  const me = useMe()
  const entries = useLedger()
  const archived = useMemo(() => isArchived(entries), [entries])
  const [busy, setBusy] = useState(false)
  if (!archived || past !== undefined) return null
  async function bringBack(): Promise<void> {
    setBusy(true)
    const outcome = await callApi(`/api/cases/${encodeURIComponent(caseId)}/archive`, { body: { archived: false } })
    setBusy(false)
    if (!outcome.ok) tellRefusal(outcome.refusal)
  }
  return (
    <div className={shell.band} role="status">
      <span>
        <strong>This case is archived.</strong> It can be read, not changed. <KeptWords entries={entries} />
      </span>
      {me.rights.includes('administer') && me.side !== undefined && <KeepUntil side={me.side} entries={entries} />}
      {me.rights.includes('administer') && (
        <Button variant="default" size="compact-sm" loading={busy} onClick={() => void bringBack()}>
          Bring it back
        </Button>
      )}
    </div>
  )
}
