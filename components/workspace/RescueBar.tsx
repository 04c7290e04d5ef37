'use client'
import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { CLOSE_CODES } from '@/lib/wire/close-codes'
import { useRoom, useSaveState } from './CaseContext'
import { type RescueCopy, rescueCopies } from './offline-rescue'
import { RescueDialog } from './RescueDialog'
import classes from './shell.module.css'

/** Says what to do when the server refused this page, and leads to what an earlier page could not save. [SYN6] */
export function RescueBar() {
  const state = useSaveState()
  if (state.kind === 'refused') return <Refused reason={state.reason} />
  return state.kind === 'saved' ? <Kept /> : null
}

function Refused({ reason }: { reason: string }) {
  const signedOut = reason === CLOSE_CODES['session-expired'].sentence
  const back = typeof location === 'undefined' ? '/' : location.pathname + location.search
  return (
    <div className={classes.band} data-tone="bad" role="alert">
      <span>
        <strong>Nothing more is saved from this page.</strong> {reason}
      </span>
      {signedOut ? (
        <Button
          component="a"
          variant="default"
          href={`/sign-in?callbackUrl=${encodeURIComponent(back)}`}
          target="_blank"
          rel="noreferrer"
        >
          Sign in in a new tab
        </Button>
      ) : (
        <Button variant="default" onClick={() => location.reload()}>
          Reload the page
        </Button>
      )}
    </div>
  )
}

function Kept() {
  const { caseId, me } = useRoom()
  const [copies, setCopies] = useState<readonly RescueCopy[]>([])
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    let gone = false
    void rescueCopies(me.id, caseId).then((found) => {
      if (!gone) setCopies(found)
    })
    return () => {
      gone = true
    }
  }, [me.id, caseId])

  if (copies.length === 0) return null
  const pending = copies.reduce((sum, copy) => sum + copy.pending, 0)
  return (
    <div className={classes.band} data-tone="warn" role="status">
      <span>
        {pending === 1 ? '1 change of yours was' : `${pending} changes of yours were`} not taken by the server. A copy
        is kept on this device.
      </span>
      <Button variant="default" onClick={() => setOpened(true)}>
        Show what is kept
      </Button>
      {opened && (
        <RescueDialog
          copies={copies}
          onClose={() => setOpened(false)}
          onDeleted={(id) => {
            const left = copies.filter((copy) => copy.id !== id)
            setCopies(left)
            if (left.length === 0) setOpened(false)
          }}
        />
      )}
    </div>
  )
}
