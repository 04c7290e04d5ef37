'use client'
import { TextInput } from '@mantine/core'
import { useDraft } from '@/components/element/use-draft'
import { useGraph, useRun } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { fieldsOf, problemWith } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './term.module.css'
import { useReadOnly } from './use-terms'

/** Who of a side stands for its share: a name, if the side names one. */
export function PersonLine({ id, side }: { id: ElementId; side: Side }) {
  const name = side === 'mdm' ? 'personMdm' : 'personHdo'
  const value = useGraph((graph) => String(graph.elements.get(id)?.fields[name] ?? ''))
  const readOnly = useReadOnly()
  const run = useRun()
  const field = fieldsOf('term')[name]
  const draft = useDraft(
    value,
    (next) => (field === undefined ? undefined : problemWith(field, next)),
    (next) => void run('set-field', { element: id, field: name, value: next }),
  )
  if (readOnly) return value === '' ? null : <span className={classes.quiet}>Named person: {value}</span>
  return (
    <TextInput
      aria-label={`Named person of the ${sideWord(side).toLowerCase()}`}
      placeholder="Named person"
      className={classes.person}
      size="xs"
      value={draft.value}
      error={draft.problem}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={draft.onKeyDown}
    />
  )
}
