'use client'
import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { useGraph, useMe, useRun } from '@/components/workspace/CaseContext'
import { SIDES } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { acceptabilityOf } from '@/lib/risk/acceptability'
import { transferDigest } from '@/lib/risk/transfer'
import classes from './risk.module.css'
import { leftWords } from './transfer-words'

/**
 * [POL14] Confirms for the hospital what was disclosed about a transferred risk, and never without showing it: the words,
 * what they ask of the hospital, and how the risk is rated. What changes meanwhile is not confirmed.
 */
export function ConfirmTransfer({ id, label }: { id: ElementId; label: string }) {
  const { side, rights } = useMe()
  const [opened, setOpened] = useState(false)
  if (side !== 'hdo' || !rights.includes('approve')) return null
  return (
    <>
      <Button variant="light" size="compact-xs" onClick={() => setOpened(true)}>
        {label} …
      </Button>
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="What the hospital confirms"
        size="lg"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <Disclosed id={id} onClose={() => setOpened(false)} />}
      </Modal>
    </>
  )
}

function Disclosed({ id, onClose }: { id: ElementId; onClose: () => void }) {
  const run = useRun()
  const [busy, setBusy] = useState(false)
  // As it stands now, also when somebody changes it under my eyes: what is confirmed is what is shown.
  const risk = useGraph((graph) => graph.elements.get(id))
  // As one text, which compares by value.
  const left = useGraph((graph) => {
    const now = graph.elements.get(id)
    if (now === undefined) return ''
    const { after } = acceptabilityOf(graph, now)
    return SIDES.map((side) => leftWords(after[side])).join('\n')
  })
  if (risk === undefined) return <p>This risk is not in the case any more.</p>
  const seen = transferDigest(risk)
  const { transferDisclosed = '', transferCapacity = '' } = risk.texts

  async function confirm(): Promise<void> {
    setBusy(true)
    const outcome = await run('confirm-transfer', { element: id, seen })
    setBusy(false)
    if (outcome.ok) onClose()
  }

  return (
    <div className={classes.disclosed}>
      <p>
        <strong>{risk.name}</strong> {risk.statement}
      </p>
      <h3>What the manufacturer discloses</h3>
      <blockquote>{transferDisclosed.trim() === '' ? 'Nothing yet.' : transferDisclosed}</blockquote>
      {transferCapacity.trim() !== '' && (
        <>
          <h3>What the hospital has to bear it</h3>
          <blockquote>{transferCapacity}</blockquote>
        </>
      )}
      <h3>How it is rated when the hospital takes it over</h3>
      <ul>
        {left.split('\n').map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <p className={classes.quiet}>
        Your name and the time are kept with it. When the words or the rating change later, it has to be confirmed anew;
        you can take it back.
      </p>
      <div className={classes.disclosedActs}>
        <Button loading={busy} disabled={transferDisclosed.trim() === ''} onClick={() => void confirm()}>
          We can bear this risk
        </Button>
        <Button variant="subtle" color="gray" onClick={onClose}>
          Not now
        </Button>
      </div>
    </div>
  )
}
