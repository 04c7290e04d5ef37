'use client'
import { Button, Checkbox } from '@mantine/core'
import { useState } from 'react'
import classes from '@/components/agreement/agreement.module.css'
import { saveText } from '@/components/agreement/save-text'
import { instantWords } from '@/lib/agreement/instant'
import { type ChainAlarm, remember } from './history-memory'

const CHAINS = { shared: 'both sides', mdm: 'the Manufacturer alone', hdo: 'the Hospital alone' } as const

interface Props {
  readonly caseId: string
  readonly alarms: readonly ChainAlarm[]
}

/** In plain words: the history that the service tells is not the one that this browser has seen. */
export function HistoryAlarm({ caseId, alarms }: Props) {
  const [known, setKnown] = useState(false)
  const [accepted, setAccepted] = useState(false)
  if (alarms.length === 0 || accepted) return null

  function save() {
    const kept = alarms.map(({ chain, code, seq, remembered, now }) => ({ chain, code, seq, remembered, now }))
    saveText(JSON.stringify({ case: caseId, alarms: kept }, null, 2), 'history-alarm.json', 'application/json')
  }

  function accept() {
    const at = new Date().toISOString()
    for (const { chain, now } of alarms) remember(caseId, chain, { ...now, at })
    setAccepted(true)
  }

  return (
    <section className={classes.alarm} role="alert" aria-label="Alarm about the history">
      <h2>The history of this case is not the one that this browser has seen</h2>
      {alarms.map(({ chain, message, remembered }) => (
        <p key={chain}>
          In the history for {CHAINS[chain]}: {message}
          {remembered !== undefined && ` This browser saw it on ${instantWords(remembered.at)}.`}
        </p>
      ))}
      <p>
        Sign nothing. Tell your security officer and the other side, and keep what this browser remembers: together with
        receipts and bundles it shows what stood there. The one harmless cause is a server that was put back to an
        earlier backup.
      </p>
      <Button onClick={save} mr="sm">
        Save what this browser remembers
      </Button>
      <Checkbox
        mt="sm"
        label="I know why the history changed, and both sides have agreed to go on with it"
        checked={known}
        onChange={(event) => setKnown(event.currentTarget.checked)}
      />
      <Button mt="xs" variant="default" disabled={!known} onClick={accept}>
        Remember this history from now on
      </Button>
    </section>
  )
}
