'use client'
import { useCanEdit, useElement, useRun, useSynced } from '@/components/workspace/CaseContext'
import { facetOf } from '@/lib/case/fields'
import type { ElementId, FieldValue } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { FieldControl } from './FieldControl'
import { fieldGroups, isWide } from './field-groups'
import { SharedTextArea } from './SharedTextArea'

const TICKS_TITLE = 'Affected properties'

/** Every field that the element's place in the pattern gives it. */
export function FacetFields({ id }: { id: ElementId }) {
  const element = useElement(id)
  const canEdit = useCanEdit()
  const synced = useSynced()
  const run = useRun()
  if (element === undefined) return null
  const readOnly = !canEdit || !synced || element.deleted
  const save = (field: string) => (value: FieldValue) => void run('set-field', { element: id, field, value })

  return fieldGroups(facetOf(element)).map((group) => {
    if (group.kind === 'text') {
      return <SharedTextArea key={group.name} element={id} field={group.name} label={group.label} help={group.help} />
    }
    const controls = group.fields.map(([name, field]) => (
      <div key={name} className={group.kind === 'values' && isWide(field) ? classes.wide : undefined}>
        <FieldControl field={field} value={element.fields[name]} readOnly={readOnly} onSave={save(name)} />
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
