import { type Facet, type Field, fieldsOf } from '@/lib/case/fields'
import type { Element } from '@/lib/gsn/graph'
import type { CellType, Column, Row } from './column'

interface Options {
  /** The label in the table, where the panel's would not say whose it is. */
  readonly label?: string
  readonly width?: number
  readonly spare?: boolean
  readonly locked?: boolean
}

const TYPES: Readonly<Record<Field['type'], CellType>> = {
  text: 'text',
  string: 'text',
  choice: 'choice',
  boolean: 'choice',
  date: 'date',
  number: 'number',
}

const WIDTHS: Readonly<Record<CellType, number>> = { text: 170, choice: 120, date: 112, number: 92 }

/**
 * A column that shows exactly one field of one element of the row, and can be edited there. What it holds, its words
 * and the order of its choices come from the table of fields.
 * @param of the element that carries the facet; undefined where the row has none
 */
export function fieldColumn<R extends Row>(
  facet: Facet,
  name: string,
  of: (row: R) => Element | undefined,
  options: Options = {},
): Column<R> {
  const field = fieldsOf(facet)[name]
  if (field === undefined) throw new Error(`There is no field "${name}" in the facet "${facet}".`)
  const type = TYPES[field.type]
  return {
    key: name,
    label: options.label ?? field.label,
    ...(field.help === undefined ? {} : { help: field.help }),
    type,
    width: options.width ?? WIDTHS[type],
    ...(options.spare === true ? { spare: true } : {}),
    ...(options.locked === true ? { locked: true } : {}),
    text: (row) => textOf(field, name, of(row)),
    ...(type === 'number' || type === 'choice' ? { rank: (row: R) => rankOf(field, name, of(row)) } : {}),
    field: (row) => {
      const element = of(row)
      return element === undefined ? undefined : { element: element.id, facet, field: name }
    },
  }
}

/** Every field of a facet that the columns do not show yet, as columns that can be chosen. */
export function spareColumns<R extends Row>(
  facet: Facet,
  of: (row: R) => Element | undefined,
  shown: readonly Column<R>[],
): Column<R>[] {
  const taken = new Set(shown.map(({ key }) => key))
  return Object.keys(fieldsOf(facet))
    .filter((name) => !taken.has(name))
    .map((name) => fieldColumn(facet, name, of, { spare: true }))
}

function textOf(field: Field, name: string, element: Element | undefined): string {
  if (element === undefined) return ''
  if (field.type === 'text') return element.texts[name] ?? ''
  const value = element.fields[name]
  if (value === undefined || value === '') return ''
  if (field.type === 'boolean') return value === true ? 'Yes' : ''
  return field.type === 'choice'
    ? (field.values.find((choice) => choice.value === value)?.label ?? String(value))
    : String(value)
}

function rankOf(field: Field, name: string, element: Element | undefined): number | undefined {
  const value = element?.fields[name]
  if (value === undefined || value === '') return undefined
  if (field.type === 'boolean') return value === true ? 1 : undefined
  if (field.type === 'number') return typeof value === 'number' ? value : undefined
  if (field.type !== 'choice') return undefined
  const at = field.values.findIndex((choice) => choice.value === value)
  return at < 0 ? field.values.length : at
}
