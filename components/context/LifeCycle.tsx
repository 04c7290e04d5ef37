'use client'
import { useId } from 'react'
import { LIFE_CYCLE, phaseById } from '@/catalog/life-cycle'
import { LIFE_CYCLE_STAGES } from '@/catalog/terms/topics'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'
import { useReadOnly } from './Ticks'

/** Where the device stands in its life, and what this stage asks of both sides. */
export function LifeCycle({ id }: { id: ElementId }) {
  const chosen = useGraph((graph) => String(graph.elements.get(id)?.fields.lifeCycle ?? ''))
  const readOnly = useReadOnly()
  const run = useRun()
  const { setView } = useNavigate()
  const name = useId()
  const phase = phaseById(chosen)
  return (
    <>
      <fieldset className={classes.phases}>
        <legend>The device is in</legend>
        {LIFE_CYCLE.map((each) => (
          <label key={each.id} className={classes.phase} data-chosen={each.id === chosen || undefined}>
            <input
              type="radio"
              name={name}
              checked={each.id === chosen}
              disabled={readOnly}
              onChange={() => void run('set-field', { element: id, field: 'lifeCycle', value: each.id })}
            />
            {each.id === chosen ? '✓ ' : ''}
            {each.name}
          </label>
        ))}
      </fieldset>
      {phase !== undefined && (
        <>
          <p className={classes.note}>
            {phase.means} Who leads:{' '}
            {LIFE_CYCLE_STAGES.filter(({ id: stage }) => phase.stages.includes(stage))
              .map(({ name: stage, lead }) => `${stage.toLowerCase()}: ${lead.toLowerCase()}`)
              .join('; ')}
            .
          </p>
          <ul className={classes.asks} aria-label="What this stage asks for">
            {phase.asks.map((ask) => (
              <li key={ask}>{ask}</li>
            ))}
            <li>
              Agree on the{' '}
              <button type="button" className={classes.link} onClick={() => setView('terms')}>
                responsibility terms
              </button>{' '}
              that count now.
            </li>
          </ul>
        </>
      )}
    </>
  )
}
