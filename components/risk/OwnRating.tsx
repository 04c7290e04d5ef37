'use client'
import { NativeSelect } from '@mantine/core'
import { useCanEdit, useGraph, useMe, useRun } from '@/components/workspace/CaseContext'
import type { Side } from '@/lib/access/policy'
import { AXES } from '@/lib/case/facets/policy'
import { ownRatingField, type Stage } from '@/lib/case/facets/risk'
import type { ElementId } from '@/lib/gsn/graph'
import { policyFor } from '@/lib/risk/policy'
import classes from './risk.module.css'

interface Props {
  readonly id: ElementId
  readonly side: Side
  readonly stage: Stage
}

/** One's own side's rating on its own scale and in its own words, where it judges otherwise than the common rating. */
export function OwnRating({ id, stage }: Omit<Props, 'side'>) {
  const { side } = useMe()
  return side === undefined ? null : <SideRating id={id} side={side} stage={stage} />
}

function SideRating({ id, side, stage }: Props) {
  const run = useRun()
  const canEdit = useCanEdit()
  const view = useGraph((graph) => {
    const risk = graph.elements.get(id)
    const policy = policyFor(graph, risk?.capability, side)
    const own = AXES.map((axis) => risk?.fields[ownRatingField(axis, stage, side)] ?? '')
    return JSON.stringify({ words: AXES.map((axis) => policy[axis].map(({ word }) => word)), own })
  })
  const { words, own } = JSON.parse(view) as { words: string[][]; own: (number | string)[] }
  const some = own.some((value) => value !== '')
  if (!canEdit && !some) return null
  return (
    <details className={classes.own} open={some || undefined}>
      <summary>Rate it on your own scale instead</summary>
      <div className={classes.pair}>
        {AXES.map((axis, index) => (
          <NativeSelect
            key={axis}
            label={`${axis === 'likelihood' ? 'Likelihood' : 'Severity'} ${stage} treatment, your words`}
            value={String(own[index] ?? '')}
            disabled={!canEdit}
            data={[
              { value: '', label: 'As rated together' },
              ...(words[index] ?? []).map((word, level) => ({
                value: String(level + 1),
                label: `${level + 1} ${word}`,
              })),
            ]}
            onChange={(event) => {
              const { value } = event.currentTarget
              const next = value === '' ? '' : Number(value)
              void run('set-field', { element: id, field: ownRatingField(axis, stage, side), value: next })
            }}
          />
        ))}
      </div>
    </details>
  )
}
