'use client'
import { useFindings, useRoom } from '@/components/workspace/CaseContext'
import {
  countSeverities,
  countsInWords,
  findingsByCapability,
  SEVERITIES,
  type Severity,
  worstOf,
} from '@/components/workspace/findings-index'
import classes from './outline.module.css'

const CLASS: Readonly<Record<Severity, string | undefined>> = {
  red: classes.red,
  amber: classes.amber,
  grey: classes.grey,
}

/** The worst finding of one element, as a glyph with its word. Nothing for what is only still to do. */
export function FindingMark({ id }: { id: string }) {
  const worst = useFindings((findings) => worstOf(findings, id))
  if (worst === undefined || worst === 'grey') return null
  return (
    <span className={`${classes.mark} ${CLASS[worst]}`} title={SEVERITIES[worst].word}>
      {SEVERITIES[worst].glyph}
      <span className="visually-hidden">{SEVERITIES[worst].word}</span>
    </span>
  )
}

/** How many findings a capability has, coloured by the worst of them. */
export function FindingsCount({ capability }: { capability: string }) {
  const { reader } = useRoom()
  const counts = useFindings((findings) =>
    countSeverities(findingsByCapability(findings, reader.graph()).get(capability) ?? []),
  )
  const shown = counts.red + counts.amber + counts.grey
  if (shown === 0) return <span className={classes.count} />
  const worst: Severity = counts.red > 0 ? 'red' : counts.amber > 0 ? 'amber' : 'grey'
  return (
    <span className={`${classes.count} ${CLASS[worst]}`} title={countsInWords(counts)}>
      {shown}
      <span className="visually-hidden"> findings: {countsInWords(counts)}</span>
    </span>
  )
}
