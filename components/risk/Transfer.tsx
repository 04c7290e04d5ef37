'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { OneField } from '@/components/element/OneField'
import { useGraph, useMe, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import { transferDigest, transferOf } from '@/lib/risk/transfer'
import classes from './risk.module.css'

/** What was disclosed about a transferred risk, and the hospital's word that it can bear it. */
export function Transfer({ id }: { id: ElementId }) {
  return (
    <section className={classes.transfer} aria-label="Transfer to the hospital">
      <OneField id={id} name="transferDisclosed" rows={3} />
      <OneField id={id} name="transferCapacity" />
      <Confirmation id={id} />
    </section>
  )
}

function Confirmation({ id }: { id: ElementId }) {
  const { side, rights } = useMe()
  const run = useRun()
  const [busy, setBusy] = useState(false)
  const transfer = useGraph((graph) => {
    const risk = graph.elements.get(id)
    return risk === undefined ? undefined : { by: '', at: '', ...transferOf(risk) }
  })
  const seen = useGraph((graph) => {
    const risk = graph.elements.get(id)
    return risk === undefined ? '' : transferDigest(risk)
  })
  if (transfer === undefined || transfer.state === 'not-transferred') return null
  const mine = side === 'hdo' && rights.includes('approve')
  const { state, by, at } = transfer

  async function say(command: string, args: Record<string, unknown>): Promise<void> {
    setBusy(true)
    await run(command, args)
    setBusy(false)
  }

  return (
    <div className={classes.confirmation} data-state={state}>
      <p role="status">
        {state === 'not-disclosed' && 'The hospital can confirm when the manufacturer has written what it discloses.'}
        {state === 'not-confirmed' && 'The hospital has not confirmed yet that it can bear this risk.'}
        {state === 'confirmed' && `${by} confirmed for the hospital on ${dateWords(at)} that it can bear this risk.`}
        {state === 'outdated' &&
          `${by} confirmed on ${dateWords(at)}, but what was disclosed or its rating has changed since. It has to be confirmed anew.`}
      </p>
      {mine && (state === 'not-confirmed' || state === 'outdated') && (
        <Button loading={busy} onClick={() => void say('confirm-transfer', { element: id, seen })}>
          We can bear this risk
        </Button>
      )}
      {mine && (state === 'confirmed' || state === 'outdated') && (
        <Button variant="subtle" loading={busy} onClick={() => void say('withdraw-transfer', { element: id })}>
          Take the confirmation back
        </Button>
      )}
      {!mine && state !== 'confirmed' && state !== 'not-disclosed' && (
        <p className={classes.quiet}>Only people who may approve for the hospital confirm it.</p>
      )}
    </div>
  )
}

/** A server time with its zone, such as "21 Nov 2026, 12:00 UTC". */
function dateWords(at: string): string {
  const time = new Date(at)
  if (Number.isNaN(time.getTime())) return at
  return `${time.toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })} UTC`
}
