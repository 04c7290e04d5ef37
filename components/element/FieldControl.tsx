'use client'
import { Checkbox, Input, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useId } from 'react'
import { type Field, problemWith } from '@/lib/case/fields'
import type { FieldValue } from '@/lib/gsn/graph'
import classes from './element.module.css'
import { useDraft } from './use-draft'

interface Props<F extends Field> {
  readonly field: F
  readonly value: FieldValue | undefined
  readonly readOnly: boolean
  readonly onSave: (value: FieldValue) => void
}

type Of<T extends Field['type']> = Extract<Field, { type: T }>

/** As many choices as fit side by side in the panel. */
const SIDE_BY_SIDE = 3

/** More steps than this are typed as a figure. */
const MOST_LEVELS = 9

/** The control for one single-value field, by its row in the table of fields. Texts are SharedTextAreas. */
export function FieldControl(props: Props<Exclude<Field, { type: 'text' }>>) {
  const { field } = props
  switch (field.type) {
    case 'choice':
      return <ChoiceField {...props} field={field} />
    case 'number':
      return field.max - field.min > MOST_LEVELS ? (
        <FigureField {...props} field={field} />
      ) : (
        <LevelField {...props} field={field} />
      )
    case 'boolean':
      return <TickField {...props} field={field} />
    case 'date':
    case 'string':
      return <LineField {...props} field={field} />
  }
}

function ChoiceField({ field, value, readOnly, onSave }: Props<Of<'choice'>>) {
  const chosen = typeof value === 'string' ? value : ''
  if (field.values.length <= SIDE_BY_SIDE) {
    return <Segments label={field.label} help={field.help} data={field.values} {...{ chosen, readOnly, onSave }} />
  }
  return (
    <Select
      label={field.label}
      description={field.help}
      data={[...field.values]}
      value={chosen === '' ? null : chosen}
      placeholder="Not said yet"
      readOnly={readOnly}
      clearable={!readOnly && chosen !== ''}
      clearButtonProps={{ 'aria-label': `Clear ${field.label}` }}
      comboboxProps={{ withinPortal: true, shadow: 'md', transitionProps: { duration: 60 } }}
      onChange={(next) => onSave(next ?? '')}
    />
  )
}

function LevelField({ field, value, readOnly, onSave }: Props<Of<'number'>>) {
  const levels = Array.from({ length: field.max - field.min + 1 }, (_, i) => String(field.min + i))
  return (
    <Segments
      label={field.label}
      help={field.help}
      data={[{ value: '', label: '–' }, ...levels.map((level) => ({ value: level, label: level }))]}
      chosen={typeof value === 'number' ? String(value) : ''}
      readOnly={readOnly}
      onSave={(next) => onSave(next === '' ? '' : Number(next))}
      inRow
    />
  )
}

interface SegmentsProps {
  readonly label: string
  readonly help: string | undefined
  readonly data: readonly { readonly value: string; readonly label: string }[]
  readonly chosen: string
  readonly readOnly: boolean
  readonly onSave: (value: string) => void
  /** The label stands beside the choices instead of above. */
  readonly inRow?: boolean
}

function Segments({ label, help, data, chosen, readOnly, onSave, inRow = false }: SegmentsProps) {
  const id = useId()
  return (
    <Input.Wrapper
      label={label}
      description={help}
      size="xs"
      labelElement="div"
      labelProps={{ id: `${id}-label` }}
      className={`${classes.field} ${inRow ? classes.row : ''}`}
    >
      {readOnly ? (
        <p className={classes.said}>
          {data.find((one) => one.value === chosen && chosen !== '')?.label ?? 'Not said yet'}
        </p>
      ) : (
        <SegmentedControl
          aria-labelledby={`${id}-label`}
          data={data.map((one) => ({ value: one.value, label: one.label }))}
          value={chosen}
          onChange={onSave}
          size="xs"
          fullWidth
          withItemsBorders
          transitionDuration={0}
          classNames={{ root: classes.segments, label: classes.segment }}
        />
      )}
    </Input.Wrapper>
  )
}

function TickField({ field, value, readOnly, onSave }: Props<Of<'boolean'>>) {
  return (
    <Checkbox
      size="xs"
      label={field.label}
      checked={value === true}
      disabled={readOnly}
      classNames={{ label: classes.tick }}
      onChange={(event) => onSave(event.currentTarget.checked)}
    />
  )
}

function LineField({ field, value, readOnly, onSave }: Props<Of<'string'> | Of<'date'>>) {
  const draft = useDraft(typeof value === 'string' ? value : '', (next) => problemWith(field, next), onSave)
  return (
    <TextInput
      type={field.type === 'date' ? 'date' : 'text'}
      label={field.label}
      description={field.help}
      value={draft.value}
      error={draft.problem}
      readOnly={readOnly}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={draft.onKeyDown}
    />
  )
}

function FigureField({ field, value, readOnly, onSave }: Props<Of<'number'>>) {
  const read = (text: string) => (text === '' ? '' : Number(text))
  const draft = useDraft(
    typeof value === 'number' ? String(value) : '',
    (next) => problemWith(field, read(next)),
    (next) => onSave(read(next)),
  )
  return (
    <TextInput
      inputMode="numeric"
      label={field.label}
      description={field.help}
      value={draft.value}
      error={draft.problem}
      readOnly={readOnly}
      onChange={(event) => draft.change(event.currentTarget.value)}
      onBlur={draft.commit}
      onKeyDown={draft.onKeyDown}
    />
  )
}
