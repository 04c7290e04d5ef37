'use client'
import { type FocusEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { SharedTextArea } from '@/components/element/SharedTextArea'
import { useGraph, useRun } from '@/components/workspace/CaseContext'
import { type Field, fieldsOf } from '@/lib/case/fields'
import type { FieldValue } from '@/lib/gsn/graph'
import type { CellField, Column } from '@/lib/table/column'
import { ChoiceEditor, choicesOf } from './ChoiceEditor'
import { useGridActions } from './grid-context'
import { LineEditor } from './LineEditor'
import classes from './register.module.css'

interface Props {
  readonly column: Column
  readonly place: CellField
}

/**
 * The field of a cell while I write in it: the same field as in the element's panel, so that carets, undo and what
 * others write at the same time are the same too. Escape, F2 and Tab leave it.
 */
export function CellEditor({ column, place }: Props) {
  const { leave } = useGridActions()
  const frame = useRef<HTMLDivElement>(null)
  const field = place.facet === undefined ? undefined : fieldsOf(place.facet)[place.field]

  useEffect(() => {
    const area = frame.current?.querySelector('textarea')
    if (!area) return
    area.focus({ preventScroll: true })
    area.setSelectionRange(area.value.length, area.value.length)
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.nativeEvent.isComposing) return
    const enough = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
    if (event.key === 'Tab') leave(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' || event.key === 'F2' || enough) leave(0)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function onBlur(event: FocusEvent): void {
    const next = event.relatedTarget
    if (next instanceof Node && event.currentTarget.contains(next)) return
    // The window lost the focus, not the field.
    if (next === null && event.target.ownerDocument.activeElement === event.target) return
    leave('away')
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys that leave any of the fields inside
    <div ref={frame} className={classes.editor} data-editor onKeyDown={onKeyDown} onBlur={onBlur}>
      {field === undefined || field.type === 'text' ? (
        <SharedTextArea element={place.element} field={place.field} label={column.label} rows={2} />
      ) : (
        <ValueEditor field={field} place={place} label={column.label} />
      )}
    </div>
  )
}

function ValueEditor({ field, place, label }: { field: Field; place: CellField; label: string }) {
  const { leave, say } = useGridActions()
  const run = useRun()
  const value = useGraph((graph) => graph.elements.get(place.element)?.fields[place.field])
  const choices = choicesOf(field)
  const save = (next: FieldValue) => {
    if (next !== (value ?? '')) void run('set-field', { element: place.element, field: place.field, value: next })
  }
  if (choices !== undefined) {
    return (
      <ChoiceEditor
        label={label}
        choices={choices}
        value={value}
        onChoose={(next) => {
          save(next)
          leave(0)
        }}
      />
    )
  }
  return (
    <LineEditor
      field={field}
      label={label}
      value={value === undefined ? '' : String(value)}
      onSave={save}
      onDone={() => leave(0)}
      onLost={say}
    />
  )
}
