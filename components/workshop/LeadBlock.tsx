'use client'
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { useParticipants } from '@/components/review/use-mentions'
import { useMe, useRoom } from '@/components/workspace/CaseContext'
import type { Workshop } from '@/lib/workshop/workshop'
import { useAct, useMay } from './use-act'
import classes from './workshop.module.css'
import { minutesPath } from './workshop-calls'

/** [WSH2] Who leads, handing the lead over or taking it, and the end. */
export function LeadBlock({ workshop }: { workshop: Workshop }) {
  const { caseId } = useRoom()
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  const [closing, setClosing] = useState(false)
  return (
    <section className={classes.section} aria-label="Lead">
      <p className={classes.row}>
        <span>{workshop.facilitator.name} leads.</span>
        <a className={classes.link} href={minutesPath(caseId, workshop.number)}>
          Draft minutes
        </a>
      </p>
      {may('hand-over') && <HandOver workshop={workshop} />}
      {!may('close') && may('take-over') && (
        <Button size="compact-sm" variant="default" loading={busy} onClick={() => void act({ act: 'take-over' })}>
          Take over the lead
        </Button>
      )}
      {may('close') && !closing && (
        <Button size="compact-sm" variant="default" onClick={() => setClosing(true)}>
          Close the workshop
        </Button>
      )}
      {may('close') && closing && (
        <div className={classes.row} role="alertdialog" aria-label="Close the workshop">
          <span>Close it for everybody? The minutes stay.</span>
          <Button size="compact-sm" loading={busy} onClick={() => void act({ act: 'close' })}>
            Close it
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setClosing(false)}>
            Go on
          </Button>
        </div>
      )}
    </section>
  )
}

function HandOver({ workshop }: { workshop: Workshop }) {
  const me = useMe()
  const people = useParticipants()
  const { act, busy } = useAct(workshop)
  const could = [...people.values()].filter(
    ({ id, rights }) => id !== me.id && (rights.includes('edit') || rights.includes('administer')),
  )
  if (could.length === 0) return null
  return (
    <Select
      size="xs"
      label="Hand the lead over"
      placeholder="To whom"
      searchable
      disabled={busy}
      value={null}
      data={could.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(person) => {
        if (person !== null) void act({ act: 'hand-over', person })
      }}
    />
  )
}
