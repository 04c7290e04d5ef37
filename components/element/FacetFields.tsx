'use client'
import type { ElementId } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { fieldGroups, isWide } from './field-groups'
import { OneField } from './OneField'
import { useFacts } from './use-facts'

const TICKS_TITLE = 'Affected properties'

/** Every field that the element's place in the pattern gives it. */
export function FacetFields({ id }: { id: ElementId }) {
  const element = useFacts(id)
  if (element === undefined) return null

  return fieldGroups(element.facet).map((group) => {
    if (group.kind === 'text') return <OneField key={group.name} id={id} name={group.name} />
    const controls = group.fields.map(([name, field]) => (
      <div key={name} className={group.kind === 'values' && isWide(name, field) ? classes.wide : undefined}>
        <OneField id={id} name={name} />
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
