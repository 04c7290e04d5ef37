'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { BeforeAfter } from '@/components/history/Differences'
import { putBack } from '@/components/history/put-back'
import { useComparison } from '@/components/history/use-history'
import { Byline } from '@/components/review/Byline'
import { useCanEdit, useRoom } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { type ElementChangeLine, useElementHistory } from './use-element-history'
import { WhoWrote } from './WhoWrote'

/** [PNL9] Who did what to this element and when, read when somebody opens it, with the way back. */
export function ElementHistory({ id, name }: { id: ElementId; name: string }) {
  const { past } = useRoom()
  const [opened, setOpened] = useState(false)
  // In the past the history would tell of a future.
  if (past !== undefined) return null
  return (
    <details
      className={classes.history}
      open={opened}
      onToggle={(event) => setOpened(event.currentTarget.open)}
      data-element-history
    >
      <summary>History of {name}</summary>
      {opened && (
        <>
          <WhoWrote id={id} />
          <Changes id={id} name={name} />
        </>
      )}
    </details>
  )
}

function Changes({ id, name }: { id: ElementId; name: string }) {
  const { changes, refusal, busy, next, more, again } = useElementHistory(id)
  return (
    <>
      <h4>What was done to it</h4>
      {refusal !== undefined && (
        <p className={classes.note} role="alert">
          {refusal.message}{' '}
          <Button variant="subtle" size="compact-xs" onClick={again}>
            Try again
          </Button>
        </p>
      )}
      <ol className={classes.changes}>
        {changes.map((change) => (
          <ChangeRow key={change.from} id={id} name={name} change={change} onPutBack={again} />
        ))}
      </ol>
      {busy && <p className={classes.note}>Reading the history …</p>}
      {next !== undefined && !busy && (
        <Button variant="subtle" size="compact-xs" onClick={more}>
          Show older changes
        </Button>
      )}
    </>
  )
}

interface RowProps {
  readonly id: ElementId
  readonly name: string
  readonly change: ElementChangeLine
  readonly onPutBack: () => void
}

function ChangeRow({ id, name, change, onPutBack }: RowProps) {
  const { caseId } = useRoom()
  const canEdit = useCanEdit()
  const [shown, setShown] = useState(false)
  const { by, side, end, from, what } = change
  const reworded = what.some(({ on }) => on === 'text')
  const made = what.some(({ on }) => on === 'created')
  return (
    <li>
      <Byline by={{ id: by.id, name: by.name, ...(side === undefined ? {} : { side }) }} at={end} />
      <ul className={classes.what}>
        {what.map(({ words }) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div className={classes.changeActs}>
        {reworded && !made && (
          <Button variant="subtle" size="compact-xs" aria-expanded={shown} onClick={() => setShown(!shown)}>
            {shown ? 'Hide the words' : 'Show the words'}
          </Button>
        )}
        {canEdit && !made && from > 1 && (
          <Button
            variant="subtle"
            size="compact-xs"
            title={`Put ${name} back as it was before this. It is a new edit in your name; nothing is lost.`}
            onClick={() => void putBack(caseId, String(from - 1), id).then(onPutBack)}
          >
            Put it back as before
          </Button>
        )}
      </div>
      {shown && <Words id={id} change={change} />}
    </li>
  )
}

/** The wording before and after. */
function Words({ id, change: { from, to } }: { id: ElementId; change: ElementChangeLine }) {
  const { caseId } = useRoom()
  const outcome = useComparison(caseId, String(from - 1), String(to))
  if (outcome === undefined) return <p className={classes.note}>Comparing …</p>
  if (outcome.changes === undefined) return <p className={classes.note}>{outcome.refusal.message}</p>
  const own = outcome.changes.filter(({ element, kind }) => element === id && kind === 'reworded')
  if (own.length === 0) return <p className={classes.note}>The words are the same again.</p>
  return own.map(({ label, before, after }) => (
    <div key={label} className={classes.wordsThen}>
      <span>{label}</span>
      <BeforeAfter before={before} after={after} />
    </div>
  ))
}
