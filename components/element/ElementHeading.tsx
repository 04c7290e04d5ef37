'use client'
import { ActionIcon, TextInput } from '@mantine/core'
import { useState } from 'react'
import { RenameIcon } from '@/components/look/icons'
import { useCanEdit, useRun } from '@/components/workspace/CaseContext'
import { KIND_CLASS, kindWord } from '@/components/workspace/kind-words'
import type { ElementId } from '@/lib/gsn/graph'
import { capabilityName } from '@/lib/reading/capability-names'
import classes from './element.module.css'
import { HereLine } from './HereLine'
import { TermHelp } from './TermHelp'
import { useDraft } from './use-draft'
import { useFacts } from './use-facts'

/** Name and kind of the element, the capability it belongs to, and who is here. */
export function ElementHeading({ id }: { id: ElementId }) {
  const element = useFacts(id)
  const canEdit = useCanEdit()
  const [renaming, setRenaming] = useState(false)
  if (element === undefined) return null
  const { kind, name, capability, deleted } = element
  return (
    <header className={classes.heading}>
      <div className={classes.title}>
        <span className={KIND_CLASS[kind]} aria-hidden="true" />
        {renaming ? (
          <NameField id={id} name={name} onDone={() => setRenaming(false)} />
        ) : (
          <h2>
            {name} <span className={classes.kind}>{kindWord(kind)}</span>
          </h2>
        )}
        {canEdit && !deleted && !renaming && (
          <ActionIcon size={22} aria-label={`Rename ${name}`} title="Rename" onClick={() => setRenaming(true)}>
            <RenameIcon />
          </ActionIcon>
        )}
        {!renaming && <TermHelp about={{ kind, name, role: element.role, capability }} />}
      </div>
      {capability !== undefined && (
        <p className={classes.capability}>
          {capability} · {capabilityName(capability)}
        </p>
      )}
      <HereLine id={id} />
    </header>
  )
}

function NameField({ id, name, onDone }: { id: ElementId; name: string; onDone: () => void }) {
  const run = useRun()
  const draft = useDraft(
    name,
    (next) =>
      next === ''
        ? 'Every element needs a name.'
        : next.length > 100
          ? 'A name has at most 100 characters.'
          : undefined,
    (next) => void run('rename', { element: id, name: next }),
  )
  return (
    <TextInput
      aria-label={`New name of ${name}`}
      value={draft.value}
      error={draft.problem}
      autoFocus
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={() => {
        draft.commit()
        onDone()
      }}
      onKeyDown={(event) => {
        draft.onKeyDown(event)
        if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
      }}
    />
  )
}
