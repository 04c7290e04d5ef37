'use client'
import { Button, Modal } from '@mantine/core'
import { useMemo, useState } from 'react'
import type * as Y from 'yjs'
import { Changes } from '@/components/agreement/Changes'
import { Moment } from '@/components/review/Byline'
import type { Change } from '@/lib/agreement/difference'
import { useCanEdit, useCommands, useRoom } from './CaseContext'
import { deleteRescueCopy, type RescueCopy } from './offline-rescue'
import { rescueCommands, rescuedChanges } from './rescued-changes'
import classes from './shell.module.css'
import { tellRefusal } from './tell'

interface Props {
  readonly copies: readonly RescueCopy[]
  readonly onClose: () => void
  readonly onDeleted: (id: string) => void
}

/** What was on this device when the server refused it, against what the case says now: to be read and copied over. */
export function RescueDialog({ copies, onClose, onDeleted }: Props) {
  const { doc } = useRoom()
  return (
    <Modal opened onClose={onClose} title="What was not saved" size="xl" closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={classes.bandNote}>
        Struck out is what the case says now, underlined is what you had. Copy over what you still need, or put all your
        words back at once; then delete the copy.
      </p>
      {copies.map((copy) => (
        <Copy key={copy.id} copy={copy} doc={doc} onDeleted={() => onDeleted(copy.id)} />
      ))}
    </Modal>
  )
}

function Copy({ copy, doc, onDeleted }: { copy: RescueCopy; doc: Y.Doc; onDeleted: () => void }) {
  const [putBack, setPutBack] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again once my words are back in the case
  const changes = useMemo(() => rescuedChanges(copy.state, doc), [copy, doc, putBack])
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const commands = useMemo(() => rescueCommands(copy.state, doc), [copy, doc, putBack])
  const { run } = useCommands()
  const canEdit = useCanEdit()

  async function putWordsBack(): Promise<void> {
    for (const { name, args } of commands) await run(name, args)
    setPutBack((times) => times + 1)
  }

  async function remove(): Promise<void> {
    try {
      await deleteRescueCopy(copy.id)
      onDeleted()
    } catch {
      tellRefusal({ code: 'failed', message: 'This device could not delete the copy. Try again.' })
    }
  }

  return (
    <section>
      <p>
        <strong>
          <Moment at={copy.at} />
        </strong>
        : {copy.reason}
      </p>
      <Listed changes={changes} />
      {canEdit && commands.length > 0 && (
        <Button mr="xs" onClick={() => void putWordsBack()}>
          Put my words back into the case
        </Button>
      )}
      <Button variant="default" color="red" onClick={() => void remove()}>
        Delete this copy
      </Button>
    </section>
  )
}

function Listed({ changes }: { changes: readonly Change[] | undefined }) {
  if (changes === undefined) return <p>This copy cannot be read by this version of Accord.</p>
  if (changes.length === 0) return <p>The case says the same now: nothing is missing.</p>
  return <Changes changes={changes} words={{ before: 'In the case', after: 'In your copy' }} />
}
