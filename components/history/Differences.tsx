'use client'
import { Button } from '@mantine/core'
import { type ReactNode, useMemo, useState } from 'react'
import { CASE_CHANGE_WORDS, type CaseChange, type CaseChangeKind } from '@/lib/history/case-changes'
import classes from './history.module.css'
import { wordRuns } from './words'

/** Elements drawn at first; more on request, so that a whole day of work opens at once. */
const STEP = 40

interface Props {
  readonly changes: readonly CaseChange[]
  /** What can be done with one element of the list. */
  readonly actions?: (element: string, name: string) => ReactNode
}

/** Changes in the terms of the case, element by element. */
export function Differences({ changes, actions }: Props) {
  const [shown, setShown] = useState(STEP)
  const [only, setOnly] = useState<CaseChangeKind>()
  const groups = useMemo(
    () => byElement(only === undefined ? changes : changes.filter(({ kind }) => kind === only)),
    [changes, only],
  )
  if (changes.length === 0) return <p className={classes.note}>They say the same.</p>
  return (
    <>
      <Kinds changes={changes} only={only} onOnly={setOnly} />
      <ul className={classes.elements}>
        {groups.slice(0, shown).map(({ element, name, own }) => (
          <li key={element} className={classes.element}>
            <div className={classes.elementHead}>
              <strong>{name}</strong>
              {actions?.(element, name)}
            </div>
            <ul className={classes.lines}>
              {own.map((change) => (
                <li key={`${change.kind} ${change.label} ${change.before} ${change.after}`}>
                  <span className={classes.what}>
                    {CASE_CHANGE_WORDS[change.kind]}: {change.label}
                  </span>
                  <BeforeAfter before={change.before} after={change.after} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {groups.length > shown && (
        <Button variant="subtle" size="compact-sm" onClick={() => setShown(shown + 5 * STEP)}>
          Show more ({groups.length - shown} elements)
        </Button>
      )}
    </>
  )
}

interface KindsProps {
  readonly changes: readonly CaseChange[]
  readonly only: CaseChangeKind | undefined
  readonly onOnly: (kind: CaseChangeKind | undefined) => void
}

/** How many changes there are of each kind; choosing one shows those alone. */
function Kinds({ changes, only, onOnly }: KindsProps) {
  const counts = useMemo(() => {
    const found = new Map<CaseChangeKind, number>()
    for (const { kind } of changes) found.set(kind, (found.get(kind) ?? 0) + 1)
    return (Object.keys(CASE_CHANGE_WORDS) as CaseChangeKind[]).flatMap((kind) => {
      const count = found.get(kind)
      return count === undefined ? [] : [{ kind, count }]
    })
  }, [changes])
  if (counts.length < 2) return null
  return (
    <fieldset className={classes.kinds}>
      <legend className="visually-hidden">Show only</legend>
      {counts.map(({ kind, count }) => (
        <button
          key={kind}
          type="button"
          className={classes.kind}
          aria-pressed={only === kind}
          onClick={() => onOnly(only === kind ? undefined : kind)}
        >
          {CASE_CHANGE_WORDS[kind]} <span>{count}</span>
        </button>
      ))}
    </fieldset>
  )
}

function byElement(changes: readonly CaseChange[]): { element: string; name: string; own: CaseChange[] }[] {
  const groups = new Map<string, { element: string; name: string; own: CaseChange[] }>()
  for (const change of changes) {
    const group = groups.get(change.element)
    if (group === undefined) groups.set(change.element, { element: change.element, name: change.name, own: [change] })
    else group.own.push(change)
  }
  return [...groups.values()]
}

/** A text before and after, word by word where the two have enough in common. */
export function BeforeAfter({ before, after }: { before: string; after: string }) {
  const runs = useMemo(() => wordRuns(before, after), [before, after])
  if (runs !== undefined) {
    return (
      <p className={classes.text}>
        {runs.map((run, index) => {
          // Runs have no other identity.
          const key = index
          if (run.kind === 'same') return <span key={key}>{run.text}</span>
          const Tag = run.kind === 'added' ? 'ins' : 'del'
          return (
            <Tag key={key}>
              <span className="visually-hidden">{run.kind === 'added' ? ' added: ' : ' taken away: '}</span>
              {run.text}
            </Tag>
          )
        })}
      </p>
    )
  }
  return (
    <div className={classes.text}>
      {before !== '' && (
        <del>
          <span className="visually-hidden">Before: </span>
          {before}
        </del>
      )}
      {after !== '' && (
        <ins>
          <span className="visually-hidden">After: </span>
          {after}
        </ins>
      )}
    </div>
  )
}
