'use client'
import { TextInput } from '@mantine/core'
import { PARAMETER_UNITS, type ParameterKey, TERM_PARAMETERS } from '@/catalog/terms/parameters'
import { useDraft } from '@/components/element/use-draft'
import { useGraph, useRun } from '@/components/workspace/CaseContext'
import { parameterField } from '@/lib/case/facets/term'
import { fieldsOf, problemWith } from '@/lib/case/fields'
import type { ElementId } from '@/lib/gsn/graph'
import { parameterLabel, parametersOf } from '@/lib/term/sentence'
import classes from './term.module.css'
import { useReadOnly } from './use-terms'

/** The parameters that the shares of a term name, each with its unit. */
export function TermParameters({ id }: { id: ElementId }) {
  const keys = useGraph((graph) => {
    const element = graph.elements.get(id)
    return element === undefined ? '' : parametersOf(element).join(' ')
  })
  if (keys === '') return null
  return (
    <fieldset className={classes.parameters}>
      <legend className="visually-hidden">Parameters</legend>
      {keys.split(' ').map((key) => (
        <Parameter key={key} id={id} name={key as ParameterKey} />
      ))}
    </fieldset>
  )
}

function Parameter({ id, name }: { id: ElementId; name: ParameterKey }) {
  const { kind } = TERM_PARAMETERS[name]
  const unit = PARAMETER_UNITS[kind]
  const value = useGraph((graph) => String(graph.elements.get(id)?.fields[parameterField(name)] ?? ''))
  const label = useGraph((graph) => {
    const element = graph.elements.get(id)
    return element === undefined ? '' : parameterLabel(element, name)
  })
  const readOnly = useReadOnly()
  const run = useRun()
  const parse = (draft: string): string | number => (unit === undefined || draft === '' ? draft : Number(draft))
  const draft = useDraft(
    value,
    (next) => {
      const field = fieldsOf('term')[parameterField(name)]
      return field === undefined ? undefined : problemWith({ ...field, label }, parse(next))
    },
    (next) => void run('set-parameter', { term: id, key: name, value: parse(next) }),
  )
  return (
    <TextInput
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={unit === undefined ? 'text' : 'numeric'}
      label={label}
      className={unit === undefined && kind !== 'date' ? classes.wideParameter : classes.parameter}
      data-open={value === '' || undefined}
      value={draft.value}
      error={draft.problem}
      readOnly={readOnly}
      placeholder={unit === undefined ? (kind === 'contact' ? 'Name, telephone or mailbox' : '') : '?'}
      rightSection={unit === undefined ? undefined : <span className={classes.unit}>{unit[1]}</span>}
      rightSectionWidth={unit === undefined ? undefined : kind === 'business-days' ? 96 : 56}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={draft.onKeyDown}
    />
  )
}
