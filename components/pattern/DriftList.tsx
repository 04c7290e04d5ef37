'use client'
import { Button } from '@mantine/core'
import { useCanEdit, useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type BranchDrift, type Drift, driftByBranch } from '@/lib/pattern/drift'
import classes from './pattern.module.css'

const KIND_WORDS: Readonly<Record<Drift['kind'], string>> = {
  missing: 'Missing',
  extra: 'Too many',
  undecided: 'Undecided',
  misplaced: 'Out of place',
  beside: 'Beside the pattern',
  reworded: 'Reworded',
}

/** [PTN5] In what each branch has moved away from its pattern, and the way back. */
export function DriftList() {
  const graph = useGraph((now): CaseGraph => now)
  const branches = driftByBranch(graph)
  if (branches.length === 0) {
    return <p className={classes.note}>Nothing in this case was grown from a pattern yet.</p>
  }
  return branches.map((branch) => <Branch key={branch.top.id} branch={branch} />)
}

function Branch({ branch: { top, pattern, drift } }: { readonly branch: BranchDrift }) {
  const { select } = useNavigate()
  const counts = countWords(drift)
  return (
    <details className={classes.branch}>
      <summary>
        <strong>{top.name}</strong> {top.pattern === undefined ? '' : `(${pattern.title}) `}
        <span className={drift.length === 0 ? classes.good : classes.note}>{counts}</span>
      </summary>
      {drift.length > 0 && (
        <ul className={classes.list}>
          {drift.map((each) => (
            <Line key={`${each.element} ${each.kind} ${each.message}`} drift={each} />
          ))}
        </ul>
      )}
      <Button variant="subtle" size="compact-xs" onClick={() => select(top.id)}>
        Go to {top.name}
      </Button>
    </details>
  )
}

function Line({ drift: { element, kind, message, wayBack, act } }: { readonly drift: Drift }) {
  const { select } = useNavigate()
  const run = useRun()
  const canEdit = useCanEdit()
  return (
    <li>
      <span>
        <button type="button" className={classes.link} onClick={() => select(element)}>
          {KIND_WORDS[kind]}
        </button>{' '}
        {message} <span className={classes.note}>{wayBack}</span>
      </span>
      {canEdit && act !== undefined && (
        <Button variant="default" size="compact-xs" onClick={() => void run(act.command, act.args)}>
          {act.label}
        </Button>
      )}
    </li>
  )
}

function countWords(drift: readonly Drift[]): string {
  if (drift.length === 0) return 'as the pattern has it'
  const kinds = Object.keys(KIND_WORDS) as Drift['kind'][]
  const counts = kinds.flatMap((kind) => {
    const n = drift.filter((each) => each.kind === kind).length
    return n === 0 ? [] : [`${n} ${KIND_WORDS[kind].toLowerCase()}`]
  })
  return counts.join(', ')
}
