'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { OneField } from '@/components/element/OneField'
import { useCanEdit, useGraph, useMe, useRun } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import { dutyFields, dutyOf, type Progress } from '@/lib/control/duty'
import { evidenceBelow } from '@/lib/evidence/standing'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './control.module.css'
import { PersonField } from './PersonField'

const TITLE: Readonly<Record<Side, string>> = { mdm: "The manufacturer's part", hdo: "The hospital's part" }
const PROGRESS: Readonly<Record<Progress, string>> = {
  proposed: 'Not started',
  started: 'Started',
  implemented: 'Implemented',
  verified: 'Verified',
}

/** [CTL19] What one side does in a control, who sees to it, until when, how far it is, and whether it takes it on. */
export function SidePart({ id, side }: { readonly id: ElementId; readonly side: Side }) {
  const names = dutyFields(side)
  const part = useGraph((graph) => {
    const control = graph.elements.get(id)
    const { progress, acceptance, note, owner } = dutyOf(control ?? { fields: {}, texts: {} }, side)
    const evidence = evidenceBelow(graph, id).filter(({ fields }) => fields.side === side).length
    return { progress, acceptance, note, owner, evidence }
  })
  const state = part.acceptance === 'refused' ? 'refused' : part.progress
  return (
    <section className={`${classes.form} ${classes.sidePart}`} data-side={side} aria-label={TITLE[side]}>
      <h3 className={classes.sideTitle}>
        {TITLE[side]}
        <span className={classes.state} data-state={state}>
          {state === 'refused' ? 'Refused' : PROGRESS[part.progress]}
        </span>
      </h3>
      <OneField id={id} name={names.words} label="Duty in words" placeholder="Delivers …, sets …, trains …" />
      <div className={classes.pair}>
        <PersonField id={id} side={side} name={names.owner} inherited={part.owner} />
        <OneField id={id} name={names.due} label="Due" />
      </div>
      <OneField id={id} name={names.state} label="State" />
      <Answer id={id} side={side} acceptance={part.acceptance} note={part.note} />
      <p className={classes.quiet}>
        {part.evidence === 0
          ? 'No evidence of this side yet.'
          : `${part.evidence} ${part.evidence === 1 ? 'item' : 'items'} of evidence from this side.`}
      </p>
    </section>
  )
}

interface AnswerProps {
  readonly id: ElementId
  readonly side: Side
  readonly acceptance: string
  readonly note: string
}

/** Whether the side takes its part on: only its own people say so. */
function Answer({ id, side, acceptance, note }: AnswerProps) {
  const names = dutyFields(side)
  const own = useMe().side === side
  const canEdit = useCanEdit()
  const run = useRun()
  const [refusing, setRefusing] = useState(false)
  const say = (value: string) => {
    setRefusing(value === 'refused')
    void run('set-field', { element: id, field: names.acceptance, value })
  }
  const whose = side === 'mdm' ? 'the manufacturer' : 'the hospital'
  if (!own || !canEdit) {
    const words = { accepted: 'has accepted its part', refused: 'refuses its part' }[acceptance]
    return (
      <p className={classes.quiet}>
        {words === undefined
          ? `${whose.replace(/^t/, 'T')} has not answered yet; only its own people can.`
          : `${whose.replace(/^t/, 'T')} ${words}${note === '' ? '.' : `: ${note}`}`}
      </p>
    )
  }
  return (
    <>
      <fieldset className={classes.answer}>
        <legend>Do you take this part on?</legend>
        <Button
          variant={acceptance === 'accepted' ? 'filled' : 'default'}
          aria-pressed={acceptance === 'accepted'}
          onClick={() => say(acceptance === 'accepted' ? '' : 'accepted')}
        >
          Accept
        </Button>
        <Button
          variant={acceptance === 'refused' ? 'filled' : 'default'}
          color={acceptance === 'refused' ? 'red' : undefined}
          aria-pressed={acceptance === 'refused'}
          onClick={() => say(acceptance === 'refused' ? '' : 'refused')}
        >
          Refuse
        </Button>
      </fieldset>
      {(refusing || acceptance === 'refused' || note !== '') && <OneField id={id} name={names.note} label="Why" />}
    </>
  )
}
