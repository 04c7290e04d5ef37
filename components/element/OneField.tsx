'use client'
import { useCanEdit, useGraph, useMe, useRun, useSynced } from '@/components/workspace/CaseContext'
import { fieldsOf } from '@/lib/case/fields'
import { whoseField } from '@/lib/case/only-side'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { FieldControl } from './FieldControl'
import { SharedTextArea } from './SharedTextArea'
import { useFacts } from './use-facts'

export interface OneFieldProps {
  readonly id: ElementId
  /** A field of the element's facet (lib/case/fields.ts). */
  readonly name: string
  /** Instead of the label in the table, where the heading above says part of it already. */
  readonly label?: string
  readonly rows?: number
  /** What a text could say, while it is empty. */
  readonly placeholder?: string | undefined
}

/**
 * One field of an element, by its row in the table of fields; drawn again only when its own value changes. A field of the
 * other side can be read, and says whose it is. [FLD1]
 */
export function OneField({ id, name, label, rows = 2, placeholder }: OneFieldProps) {
  const facts = useFacts(id)
  const value = useGraph((graph) => (graph.elements.get(id) ?? graph.bin.get(id))?.fields[name])
  const { side } = useMe()
  const canEdit = useCanEdit()
  const synced = useSynced()
  const run = useRun()
  const row = fieldsOf(facts?.facet)[name]
  if (facts === undefined || row === undefined) return null
  const field = label === undefined ? row : { ...row, label }
  const closed = whoseField(field, side)
  if (field.type === 'text') {
    return (
      <SharedTextArea
        element={id}
        field={name}
        label={field.label}
        help={field.help}
        closed={closed}
        rows={rows}
        placeholder={placeholder}
      />
    )
  }
  const readOnly = !canEdit || !synced || facts.deleted || closed !== undefined || field.server === true
  return (
    <div className={classes.field}>
      <FieldControl
        field={field}
        value={value}
        readOnly={readOnly}
        onSave={(next) => void run('set-field', { element: id, field: name, value: next })}
      />
      {closed !== undefined && canEdit && <p className={classes.note}>{closed}</p>}
    </div>
  )
}
