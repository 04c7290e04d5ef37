import { CAPABILITIES } from '@/catalog/capabilities'
import { PROVENANCE, provenanceOf } from '@/lib/control/provenance'
import type { Element } from '@/lib/gsn/graph'
import type { Column, Row } from './column'
import { fieldColumn } from './field-column'
import { foundWords } from './found'

const NAMES: ReadonlyMap<string, string> = new Map(CAPABILITIES.map(({ code, name }) => [code, name]))

/** The capability by its code; its group says the name too. */
export function capabilityColumn<R extends Row>(of: (row: R) => string, spare = false): Column<R> {
  return {
    key: 'capability',
    label: 'Capability',
    type: 'text',
    width: 92,
    ...(spare ? { spare } : {}),
    text: of,
    group: (row) => {
      const code = of(row)
      return code === '' ? 'The case as a whole' : `${code} · ${NAMES.get(code) ?? code}`
    },
  }
}

/** How much there is to solve in this row, in words; sorts by what is worst. */
export function foundColumn<R extends Row>(): Column<R> {
  return {
    key: 'found',
    label: 'Findings',
    help: 'What the checks say about the elements of this row',
    type: 'text',
    width: 128,
    text: ({ found }) => foundWords(found),
    rank: ({ found: { red, amber, grey } }) =>
      red + amber + grey === 0 ? undefined : red * 1_000_000 + amber * 1000 + grey,
  }
}

/** The statement of an element of the row, in the words everybody edits. */
export function statementColumn<R extends Row>(
  label: string,
  of: (row: R) => Element | undefined,
  more: { readonly key?: string; readonly width?: number; readonly spare?: boolean; readonly gap?: string } = {},
): Column<R> {
  const { key = 'statement', width = 200, spare = false, gap } = more
  const missing = (row: R) => (of(row) === undefined ? gap : undefined)
  return {
    key,
    label,
    type: 'text',
    width,
    ...(spare ? { spare } : {}),
    text: (row) => of(row)?.statement ?? gap ?? '',
    gap: missing,
    field: (row) => {
      const element = of(row)
      return element === undefined ? undefined : { element: element.id, field: 'statement' }
    },
  }
}

/** Who is responsible, `Nobody named` where nobody is. */
export function responsibleColumn<R extends Row>(of: (row: R) => Element | undefined): Column<R> {
  const column = fieldColumn('control', 'responsible', of, { width: 128 })
  return withGap(column, (row) => (of(row) !== undefined && column.text(row) === '' ? 'Nobody named' : undefined))
}

/**
 * [TAB9] Where the choice of a control comes from. Never put away: a proposal of the catalogue must not be taken for a row
 * of IEC TR 80001-2-8, wherever the table is looked at.
 */
export function basisColumn<R extends Row>(of: (row: R) => Element | undefined): Column<R> {
  const field = fieldColumn('control', 'basis', of)
  const label = (element: Element) => PROVENANCE[provenanceOf(element.fields.basis)].label
  const unsaid = (row: R) => of(row) !== undefined && field.text(row) === ''
  return {
    ...field,
    label: 'Chosen from',
    width: 118,
    locked: true,
    text: (row) => {
      const element = of(row)
      return element === undefined ? '' : label(element)
    },
    gap: (row) => (unsaid(row) ? PROVENANCE.unknown.label : undefined),
  }
}

/** What each word for an origin means: stands beside the rows of every file that shows it. */
export const BASIS_LEGEND: readonly (readonly [string, string])[] = Object.values(PROVENANCE).map(
  ({ label, meaning }) => [label, meaning] as const,
)

/** A column whose empty cells say what is missing. */
export function withGap<R extends Row>(column: Column<R>, gap: (row: R) => string | undefined): Column<R> {
  return { ...column, gap, text: (row) => gap(row) ?? column.text(row) }
}
