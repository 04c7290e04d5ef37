'use client'
import { useCaseFindings } from '@/components/workspace/CaseContext'
import { countsInWords, SEVERITIES, type Severity, worstOf } from '@/components/workspace/findings-index'
import classes from './outline.module.css'

const CLASS: Readonly<Record<Severity, string | undefined>> = {
  red: classes.red,
  amber: classes.amber,
  grey: classes.grey,
}

/** The worst finding of one element, as a glyph with its word. Nothing for what is only still to do. */
export function FindingMark({ id }: { id: string }) {
  const worst = useCaseFindings((findings) => worstOf(findings.of(id)))
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
  const counts = useCaseFindings(
    ({ byCapability }) => byCapability.find((group) => group.capability === capability)?.counts,
  )
  if (counts === undefined) return <span className={classes.count} />
  const shown = counts.red + counts.amber + counts.grey
  const worst: Severity = counts.red > 0 ? 'red' : counts.amber > 0 ? 'amber' : 'grey'
  return (
    <span className={`${classes.count} ${CLASS[worst]}`} title={countsInWords(counts)}>
      {shown}
      <span className="visually-hidden"> findings: {countsInWords(counts)}</span>
    </span>
  )
}
