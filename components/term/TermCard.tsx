'use client'
import { Badge, Button } from '@mantine/core'
import { memo, useState } from 'react'
import { LIFE_CYCLE_STAGES } from '@/catalog/terms/topics'
import { SharedTextArea } from '@/components/element/SharedTextArea'
import { ChatIcon, UndoIcon } from '@/components/look/icons'
import { StatusBadge } from '@/components/review/StatusBadge'
import { useOpenThreads } from '@/components/review/use-review'
import { useGraph, useIsSelected, useNavigate, useRun } from '@/components/workspace/CaseContext'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { readTerm } from '@/lib/term/read'
import { DropTerm } from './DropTerm'
import { TermParameters } from './TermParameters'
import { TermShares } from './TermShares'
import classes from './term.module.css'
import { useReadOnly } from './use-terms'

/** What a card's head says; equal while somebody writes in the shares. */
function headOf(graph: CaseGraph, id: ElementId) {
  const element = graph.elements.get(id)
  if (element === undefined) return undefined
  const { name, title, stages, open, dropped } = readTerm(element)
  const words = LIFE_CYCLE_STAGES.filter((stage) => stages.includes(stage.id)).map((stage) => stage.name)
  return { name, title, stages: words.join(', '), open: open.length, dropped }
}

/** One chosen term: both shares side by side, its parameters, and where both sides stand. */
export const TermCard = memo(function TermCard({ id }: { id: ElementId }) {
  const head = useGraph((graph) => headOf(graph, id))
  const selected = useIsSelected(id)
  const readOnly = useReadOnly()
  const { select } = useNavigate()
  const [dropping, setDropping] = useState(false)
  if (head === undefined) return null
  return (
    <article className={classes.card} data-selected={selected || undefined} aria-label={head.title}>
      <header className={classes.head}>
        <h4>
          <button type="button" className={classes.title} onClick={() => select(id, { tab: 'details' })}>
            {head.title}
          </button>
        </h4>
        <span className={classes.name}>{head.name}</span>
        {head.stages !== '' && <span className={classes.quiet}>{head.stages}</span>}
        <span className={classes.states}>
          {head.open > 0 && (
            <Badge color="orange" title="Parameters without a value">
              {head.open} to fill in
            </Badge>
          )}
          <StatusBadge claim={id} />
          <Comments id={id} />
          {!readOnly && !dropping && (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setDropping(true)}>
              Drop ...
            </Button>
          )}
        </span>
      </header>
      {dropping && <DropTerm what={{ term: id }} title={head.title} onDone={() => setDropping(false)} />}
      <TermShares id={id} />
      <TermParameters id={id} />
    </article>
  )
})

/** Opens the conversation and the approval of the term beside the list. */
function Comments({ id }: { id: ElementId }) {
  const open = useOpenThreads(id)
  const { select } = useNavigate()
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-xs"
      leftSection={<ChatIcon />}
      onClick={() => select(id, { tab: 'review' })}
    >
      {open === 0 ? 'Review' : open === 1 ? '1 comment' : `${open} comments`}
    </Button>
  )
}

/** A dropped term: why, and the way back. */
export function DroppedTerm({ id }: { id: ElementId }) {
  const head = useGraph((graph) => headOf(graph, id))
  const readOnly = useReadOnly()
  const run = useRun()
  const { select } = useNavigate()
  if (head === undefined) return null
  return (
    <article className={classes.dropped} aria-label={`Dropped: ${head.title}`}>
      <header className={classes.head}>
        <h4>
          <button type="button" className={classes.title} onClick={() => select(id, { tab: 'details' })}>
            {head.title}
          </button>
        </h4>
        <span className={classes.name}>{head.name}</span>
        <span className={classes.states}>
          <StatusBadge claim={id} />
          <Comments id={id} />
          {!readOnly && (
            <Button
              variant="default"
              size="compact-xs"
              leftSection={<UndoIcon />}
              onClick={() => void run('restore-term', { term: id })}
            >
              Take it up again
            </Button>
          )}
        </span>
      </header>
      <SharedTextArea element={id} field="dropReason" label="Why it was dropped" rows={1} />
    </article>
  )
}
