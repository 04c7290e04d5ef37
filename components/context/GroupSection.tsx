'use client'
import type { ReactNode } from 'react'
import { useGraph } from '@/components/workspace/CaseContext'
import { CONTEXT_GROUPS } from '@/lib/context/device'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './context.module.css'

interface Props {
  readonly id: ElementId
  /** Ids of the groups (lib/context/device.ts) that this section fills. */
  readonly groups: readonly string[]
  readonly title: string
  readonly children: ReactNode
}

/** One part of the context: its fields, and what it still has to say. */
export function GroupSection({ id, groups, title, children }: Props) {
  const next = useGraph((graph) => {
    const element = graph.elements.get(id)
    if (element === undefined) return ''
    const open = CONTEXT_GROUPS.filter((group) => groups.includes(group.id) && !group.filled(element))
    return open.map(({ nextStep }) => nextStep).join(' ')
  })
  return (
    <section className={classes.section} aria-label={title}>
      <h3>{title}</h3>
      {next !== '' && <p className={classes.open}>{next}</p>}
      {children}
    </section>
  )
}
