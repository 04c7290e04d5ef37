'use client'
import { Button } from '@mantine/core'
import { useMe } from '@/components/workspace/CaseContext'
import { NOTE_WORDS, type Note, type NoteKind, notesOf, type Workshop } from '@/lib/workshop/workshop'
import { AboutLine } from './About'
import { useAct, useMay } from './use-act'
import classes from './workshop.module.css'

/** What was decided, who does what, and what is parked. */
export function NoteList({ workshop }: { workshop: Workshop }) {
  return (
    <>
      {(Object.keys(NOTE_WORDS) as NoteKind[]).map((kind) => {
        const notes = notesOf(workshop, kind)
        if (notes.length === 0) return null
        return (
          <section key={kind} className={classes.section} aria-label={NOTE_WORDS[kind].many}>
            <h3>{kind === 'parked' ? 'Parking lot' : NOTE_WORDS[kind].many}</h3>
            {notes.map((note) => (
              <NoteCard key={note.id} workshop={workshop} note={note} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function NoteCard({ workshop, note }: { workshop: Workshop; note: Note }) {
  const me = useMe()
  const may = useMay(workshop)
  const { act, busy } = useAct(workshop)
  const mine = note.by.id === me.id && may('strike')
  const owner = note.kind === 'action' ? [note.name ?? 'Nobody yet', note.due && `by ${note.due}`] : []
  return (
    <article className={classes.note}>
      <p className={classes.words}>{note.text}</p>
      <p className={classes.foot}>
        {owner.filter(Boolean).map((part) => (
          <strong key={part}>{part}</strong>
        ))}
        <AboutLine element={note.element} thread={note.thread} />
        <span className={classes.muted}>{note.by.name}</span>
        {workshop.closed === undefined && (mine || may('close')) && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            loading={busy}
            aria-label={`Strike: ${note.text.slice(0, 60)}`}
            onClick={() => void act({ act: 'strike', note: note.id })}
          >
            Strike
          </Button>
        )}
      </p>
    </article>
  )
}
