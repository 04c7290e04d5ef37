'use client'
import { ActionIcon } from '@mantine/core'
import { CloseIcon } from '@/components/look/icons'
import { useMe, useRoom, useSaveState } from '@/components/workspace/CaseContext'
import type { Workshop } from '@/lib/workshop/workshop'
import { AgendaList } from './AgendaList'
import { CaptureForm } from './CaptureForm'
import { LeadBlock } from './LeadBlock'
import { NoteList } from './NoteList'
import { PeopleBlock } from './PeopleBlock'
import { PollBlock } from './PollBlock'
import { StartForm } from './StartForm'
import classes from './workshop.module.css'
import { minutesPath } from './workshop-calls'
import { panelOpen, useRunning, useWorkshops } from './workshop-store'

/** [WSH8] The workshop beside one's work: agenda, question, what was put down, people; else those that were held. */
export default function WorkshopPanel() {
  const running = useRunning()
  return (
    <aside className={classes.panel} aria-label="Workshop panel" data-keeps-following>
      <header className={classes.head}>
        <h2>{running === undefined ? 'Workshops' : running.title}</h2>
        <ActionIcon
          aria-label="Hide the workshop panel"
          title="Hide the workshop panel"
          onClick={() => panelOpen.set(false)}
        >
          <CloseIcon />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        {running === undefined ? <Held /> : <Running key={running.number} workshop={running} />}
      </div>
    </aside>
  )
}

function Running({ workshop }: { workshop: Workshop }) {
  const { kind } = useSaveState()
  return (
    <>
      {kind === 'offline' && (
        <p className={classes.refused} role="status">
          There is no connection to the server: what you see here may be behind.
        </p>
      )}
      <AgendaList workshop={workshop} />
      <PollBlock workshop={workshop} />
      <CaptureForm workshop={workshop} />
      <NoteList workshop={workshop} />
      <PeopleBlock workshop={workshop} />
      <LeadBlock workshop={workshop} />
    </>
  )
}

function Held() {
  const { caseId } = useRoom()
  const me = useMe()
  const held = [...useWorkshops().values()].reverse()
  const may = me.rights.includes('edit') || me.rights.includes('administer')
  return (
    <>
      {may ? (
        <StartForm />
      ) : (
        <p className={classes.muted}>No workshop is going on. Whoever edits or administers the case may open one.</p>
      )}
      {held.length > 0 && (
        <section className={classes.section} aria-label="Workshops held">
          <h3>Minutes</h3>
          <ul className={classes.held}>
            {held.map(({ number, title, opened }) => (
              <li key={number}>
                <a className={classes.link} href={minutesPath(caseId, number)}>
                  {title}
                </a>{' '}
                <span className={classes.muted}>
                  {opened.at.slice(0, 10)}, led by {opened.by.name}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
