'use client'
import { useCanEdit, useGraph, useRun, useSynced } from '@/components/workspace/CaseContext'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { FieldControl } from './FieldControl'
import { fieldGroups, isWide, type Single } from './field-groups'
import { SharedTextArea } from './SharedTextArea'
import { useFacts } from './use-facts'

const TICKS_TITLE = 'Affected properties'

/** Every field that the element's place in the pattern gives it. */
export function FacetFields({ id }: { id: ElementId }) {
  const element = useFacts(id)
  const canEdit = useCanEdit()
  const synced = useSynced()
  if (element === undefined) return null
  const readOnly = !canEdit || !synced || element.deleted

  return fieldGroups(element.facet).map((group) => {
    if (group.kind === 'text') {
      return <SharedTextArea key={group.name} element={id} field={group.name} label={group.label} help={group.help} />
    }
    const controls = group.fields.map(([name, field]) => (
      <div key={name} className={group.kind === 'values' && isWide(name, field) ? classes.wide : undefined}>
        <SingleField id={id} name={name} field={field} readOnly={readOnly} />
      </div>
    ))
    const key = group.fields[0]?.[0]
    return group.kind === 'ticks' ? (
      <fieldset key={key} className={classes.ticks}>
        <legend>{TICKS_TITLE}</legend>
        {controls}
      </fieldset>
    ) : (
      <div key={key} className={classes.values}>
        {controls}
      </div>
    )
  })
}

interface SingleProps {
  readonly id: ElementId
  readonly name: string
  readonly field: Single
  readonly readOnly: boolean
}

/** One field; drawn again only when its own value changes. */
function SingleField({ id, name, field, readOnly }: SingleProps) {
  const value = useGraph((graph) => (graph.elements.get(id) ?? graph.bin.get(id))?.fields[name])
  const run = useRun()
  return (
    <FieldControl
      field={field}
      value={value}
      readOnly={readOnly}
      onSave={(next) => void run('set-field', { element: id, field: name, value: next })}
    />
  )
}
