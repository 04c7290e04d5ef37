'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from '@/components/workspace/CaseContext'
import { type AgendaItem, ITEM_WORDS, stateOf, type Workshop } from '@/lib/workshop/workshop'
import { AgendaEditor, type Point } from './AgendaEditor'
import { Elapsed } from './Elapsed'
import { useAct, useMay } from './use-act'
import classes from './workshop.module.css'

/** The agenda with the time each point takes; whoever leads walks through it. */
export function AgendaList({ workshop }: { workshop: Workshop }) {
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  const [editing, setEditing] = useState<readonly Point[]>()
  if (editing !== undefined) {
    return (
      <section className={classes.section} aria-label="Agenda">
        <h3>Agenda</h3>
        <AgendaEditor points={editing} onChange={setEditing} />
        <div className={classes.row}>
          <Button
            size="compact-sm"
            loading={busy}
            onClick={() =>
              void act({ act: 'plan', items: editing.map(({ key: _, ...item }) => item) }).then(
                (done) => done && setEditing(undefined),
              )
            }
          >
            Save the agenda
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setEditing(undefined)}>
            Cancel
          </Button>
        </div>
      </section>
    )
  }
  return (
    <section className={classes.section} aria-label="Agenda">
      <h3>Agenda</h3>
      {workshop.agenda.length === 0 && <p className={classes.muted}>Nothing is planned.</p>}
      <ol className={classes.agenda}>
        {workshop.agenda.map((item) => (
          <PointRow key={item.item} workshop={workshop} item={item} />
        ))}
      </ol>
      {may('plan') && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setEditing(workshop.agenda.filter(({ dropped }) => !dropped).map(pointOf))}
        >
          Edit the agenda
        </Button>
      )}
    </section>
  )
}

function pointOf({ item, title, minutes, element, capability }: AgendaItem): Point {
  return {
    key: item,
    item,
    title,
    minutes,
    ...(element === undefined ? {} : { element }),
    ...(capability === undefined ? {} : { capability }),
  }
}

function PointRow({ workshop, item }: { workshop: Workshop; item: AgendaItem }) {
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  const { select, openCapability } = useNavigate()
  const state = stateOf(item)
  const go = () => {
    if (item.element !== undefined) select(item.element)
    else if (item.capability !== undefined) openCapability(item.capability)
  }
  const leads = item.element !== undefined || item.capability !== undefined
  return (
    <li className={classes.point} data-state={state} aria-current={state === 'running' ? 'step' : undefined}>
      <div className={classes.pointHead}>
        {leads ? (
          <button type="button" className={classes.link} onClick={go}>
            {item.title}
          </button>
        ) : (
          <span className={classes.words}>{item.title}</span>
        )}
        <span className={classes.state}>{item.dropped ? 'Taken off' : ITEM_WORDS[state]}</span>
      </div>
      <div className={classes.row}>
        <Elapsed item={item} />
        {may('begin') && state !== 'running' && (
          <Button
            size="compact-xs"
            variant="default"
            disabled={busy}
            aria-label={`Begin ${item.title}`}
            onClick={() => void act({ act: 'begin', item: item.item }).then((done) => done && go())}
          >
            {state === 'waiting' ? 'Begin' : 'Begin again'}
          </Button>
        )}
        {may('end') && state === 'running' && (
          <>
            <Button size="compact-xs" disabled={busy} onClick={() => void act({ act: 'end', item: item.item })}>
              Done
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={busy}
              onClick={() => void act({ act: 'end', item: item.item, deferred: true })}
            >
              Put off
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
