'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { LIFE_CYCLE_STAGES, topicById } from '@/catalog/terms/topics'
import { Ticks } from '@/components/context/Ticks'
import { OneField } from '@/components/element/OneField'
import { useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { stageField } from '@/lib/case/facets/term'
import type { ElementId } from '@/lib/gsn/graph'
import { readTerm } from '@/lib/term/read'
import { DropTerm } from './DropTerm'
import { TermParameters } from './TermParameters'
import { TermShares } from './TermShares'
import classes from './term.module.css'
import { useReadOnly } from './use-terms'

const STAGES = LIFE_CYCLE_STAGES.map(({ id }) => stageField(id))

/** One responsibility term in the panel: shares, parameters, stages, and dropping it or taking it up again. */
export default function TermBlock({ id }: { id: ElementId }) {
  const facts = useGraph((graph) => {
    const element = graph.elements.get(id)
    if (element === undefined) return undefined
    const { title, dropped, topic } = readTerm(element)
    return { title, dropped, topic }
  })
  const readOnly = useReadOnly()
  const run = useRun()
  const { setView } = useNavigate()
  const [dropping, setDropping] = useState(false)
  if (facts === undefined) return null
  const note = topicById(facts.topic)?.note
  return (
    <div className={classes.block}>
      {facts.dropped && <p className={classes.warn}>Dropped: it binds nobody. The reason stands below.</p>}
      {facts.dropped && <OneField id={id} name="dropReason" />}
      <TermShares id={id} />
      <TermParameters id={id} />
      {note !== undefined && <p className={classes.quiet}>{note}</p>}
      <Ticks id={id} legend="Counts in" names={STAGES} />
      <OneField id={id} name="termTitle" />
      <OneField id={id} name="termGroup" />
      {dropping && <DropTerm what={{ term: id }} title={facts.title} onDone={() => setDropping(false)} />}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setView('terms')}>
          See all terms
        </Button>
        {!readOnly && facts.dropped && (
          <Button variant="default" onClick={() => void run('restore-term', { term: id })}>
            Take it up again
          </Button>
        )}
        {!readOnly && !facts.dropped && !dropping && (
          <Button variant="subtle" color="gray" onClick={() => setDropping(true)}>
            Drop it ...
          </Button>
        )}
      </div>
    </div>
  )
}
