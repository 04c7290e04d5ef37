'use client'
import { TextInput } from '@mantine/core'
import { useDraft } from '@/components/element/use-draft'
import { useRun } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import { AXES, meaningField, wordField } from '@/lib/case/facets/policy'
import { fieldsOf, problemWith } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import type { SidePolicy } from '@/lib/risk/policy'
import classes from './risk.module.css'

interface Props {
  readonly id: ElementId
  readonly side: Side
  readonly policy: SidePolicy
  readonly canEdit: boolean
}

/** What each level is called and what the side means by it: its own words. */
export function LevelWords({ id, side, policy, canEdit }: Props) {
  return AXES.map((axis) => (
    <details key={axis} className={classes.words}>
      <summary>{axis === 'likelihood' ? 'Words for likelihood' : 'Words for severity'}</summary>
      <ol>
        {policy[axis].map(({ word, meaning }, index) => {
          const level = index + 1
          const name = `${axis === 'likelihood' ? 'Likelihood' : 'Severity'} ${level}`
          return (
            <li key={level}>
              {canEdit ? (
                <>
                  <Line id={id} field={wordField(axis, level, side)} label={`${name}, word`} value={word} />
                  <Line id={id} field={meaningField(axis, level, side)} label={`${name}, meaning`} value={meaning} />
                </>
              ) : (
                <span>
                  <strong>{word}</strong> {meaning}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </details>
  ))
}

interface LineProps {
  readonly id: ElementId
  readonly field: string
  readonly label: string
  readonly value: string
}

function Line({ id, field, label, value }: LineProps) {
  const run = useRun()
  const row = fieldsOf('policy')[field]
  const draft = useDraft(
    value,
    (next) => (row === undefined ? undefined : problemWith(row, next)),
    (next) => void run('set-field', { element: id, field, value: next }),
  )
  return (
    <TextInput
      aria-label={label}
      value={draft.value}
      error={draft.problem}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={draft.onKeyDown}
    />
  )
}
