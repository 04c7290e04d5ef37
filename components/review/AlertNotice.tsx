'use client'
import { Button, Textarea, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { useMe, useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { SIDES } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import type { Alert } from '@/lib/review/alerts'
import type { ClaimReview } from '@/lib/review/state'
import { Moment } from './Byline'
import classes from './review.module.css'

/** [MON8] The advisories that challenge approvals of a claim: what they are, where they are talked about, the way out. */
export function AlertNotice({ claim, review }: { readonly claim: ElementId; readonly review: ClaimReview }) {
  const alerts = new Map<string, Alert>()
  for (const side of SIDES) {
    const state = review.sides[side]
    if (state.state === 'stale') for (const alert of state.alerts ?? []) alerts.set(alert.alert, alert)
  }
  return [...alerts.values()].map((alert) => <Challenge key={alert.alert} claim={claim} alert={alert} />)
}

function Challenge({ claim, alert }: { readonly claim: ElementId; readonly alert: Alert }) {
  const { caseId, past } = useRoom()
  const me = useMe()
  const { select } = useNavigate()
  const [asking, setAsking] = useState(false)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const mine = alert.by.id === me.id || (me.side !== undefined && alert.by.side === me.side)

  async function withdraw(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    const path = `/api/cases/${encodeURIComponent(caseId)}/alerts/${encodeURIComponent(alert.alert)}/withdraw`
    const outcome = await callApi(path, { body: { note } })
    setBusy(false)
    if (outcome.ok) setAsking(false)
    else setProblem(outcome.refusal.message)
  }

  return (
    <div className={classes.notice}>
      <span className={classes.warn}>Challenged by {alert.vulnerabilities.slice(0, 5).join(', ')}</span>
      {alert.vulnerabilities.length > 5 && ` and ${alert.vulnerabilities.length - 5} more`}: {alert.title}
      {alert.document === '' || alert.document === alert.title ? '' : ` (${alert.document})`}, held against it by{' '}
      {alert.by.name}, <Moment at={alert.at} />. It stands until each side approves again or objects.{' '}
      <UnstyledButton
        className={classes.element}
        onClick={() => select(claim, { tab: 'review', thread: alert.thread })}
      >
        Read the thread
      </UnstyledButton>{' '}
      {mine && past === undefined && me.rights.includes('comment') && !asking && (
        <UnstyledButton className={classes.element} onClick={() => setAsking(true)}>
          Take it back ...
        </UnstyledButton>
      )}
      {asking && (
        <>
          <Textarea
            label="Why is it taken back?"
            description="Both sides read this. It is taken back from every claim that it was held against."
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            maxLength={2000}
            autosize
            data-autofocus
          />
          <div className={classes.verdicts}>
            <Button size="compact-sm" loading={busy} disabled={note.trim() === ''} onClick={() => void withdraw()}>
              Take it back
            </Button>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setAsking(false)}>
              Cancel
            </Button>
          </div>
          {problem !== undefined && (
            <p className={classes.warn} role="alert">
              {problem}
            </p>
          )}
        </>
      )}
    </div>
  )
}
