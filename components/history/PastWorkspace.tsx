'use client'
import { Button } from '@mantine/core'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { callApi } from '@/components/cases/call-api'
import { MessagePage } from '@/components/cases/MessagePage'
import { CaseProvider } from '@/components/workspace/CaseContext'
import type { CaseInfo } from '@/components/workspace/Header'
import type { CaseRoom, Me } from '@/components/workspace/room'
import { Shell } from '@/components/workspace/Shell'
import { type LedgerEntry, readEntry } from '@/lib/wire/ledger'
import classes from './history.module.css'
import { openPastRoom } from './past-room'

interface Past {
  readonly seq: number
  readonly last?: { readonly at: string; readonly by: { readonly name: string } }
  readonly document: string
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'long' })

/** The whole workspace on the case as it stood at a seq: read only, with a way back to now. */
export function PastWorkspace({ info, me, seq }: { info: CaseInfo; me: Me; seq: string }) {
  const [room, setRoom] = useState<CaseRoom>()
  const [who, setWho] = useState<string>()
  const [problem, setProblem] = useState<string>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: who I am does not change while the page is open
  useEffect(() => {
    let ended = false
    let destroy = () => {}
    void fetchPast(info.id, seq).then((past) => {
      if (ended) return
      if (typeof past === 'string') return setProblem(past)
      const opened = openPastRoom(info.id, me, past)
      destroy = opened.destroy
      setWho(past.by)
      setRoom(opened.room)
    })
    return () => {
      ended = true
      setRoom(undefined)
      destroy()
    }
  }, [info.id, me.id, seq])

  const live = `/cases/${encodeURIComponent(info.id)}`
  if (problem !== undefined) {
    return (
      <MessagePage
        title="This state cannot be shown"
        action={
          <Button component={Link} href={`${live}?view=history`} variant="default">
            Back to the history
          </Button>
        }
      >
        {problem}
      </MessagePage>
    )
  }
  if (room === undefined) return <p role="status">Opening the case as it was ...</p>
  const at = room.past?.at
  return (
    <CaseProvider key={`${info.id} ${seq}`} room={room}>
      <Shell
        info={info}
        ribbon={
          <div className={classes.ribbon} role="note">
            <strong>The past, read only.</strong>
            <span>
              {at === undefined
                ? 'The case before the first change.'
                : `The case as it stood on ${MOMENT.format(new Date(at))}${who === undefined ? '' : `, after a change by ${who}`}.`}
            </span>
            <Button component={Link} href={`${live}?view=history`} variant="default" size="compact-sm">
              Back to the history
            </Button>
            <Button component={Link} href={live} variant="default" size="compact-sm">
              Back to now
            </Button>
          </div>
        }
      />
    </CaseProvider>
  )
}

/** @returns a sentence when it cannot be had */
async function fetchPast(caseId: string, seq: string) {
  const base = `/api/cases/${encodeURIComponent(caseId)}`
  const [state, ledger] = await Promise.all([
    callApi<Past>(`${base}/history/${encodeURIComponent(seq)}?document=true`),
    callApi<{ entries: unknown[] }>(`${base}/ledger`),
  ])
  if (!state.ok) return state.refusal.message
  if (!ledger.ok) return ledger.refusal.message
  const at = state.value.last?.at
  const entries = ledger.value.entries
    .map(readEntry)
    .filter((entry): entry is LedgerEntry => entry !== undefined && at !== undefined && entry.at <= at)
  return {
    seq: state.value.seq,
    at,
    by: state.value.last?.by.name,
    update: Uint8Array.from(atob(state.value.document), (letter) => letter.charCodeAt(0)),
    entries,
  }
}
