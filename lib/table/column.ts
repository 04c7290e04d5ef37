import type { Element, ElementId } from '@/lib/gsn/graph'
import type { FoundCounts } from './found'

/** What a cell of a file holds: text, a number, or a day that a spreadsheet knows as a day. */
export type CellType = 'text' | 'number' | 'date' | 'choice'

/** The one field of one element that a cell shows, where that is all it shows: what an edit in the cell writes. */
export interface CellField {
  readonly element: ElementId
  /** The facet whose table of fields describes it; absent for the statement. */
  readonly facet?: string
  /** `statement`, or a field of the facet. */
  readonly field: string
}

/** One row of a table: read from the case, never kept beside it. Rows are replaced, not changed. */
export interface Row {
  /** The same for the same row of the case, whatever its values. */
  readonly key: string
  /** The element that the row leads to. */
  readonly element?: ElementId
  /** Every element that the row was read from: who is at one of them is in this row. */
  readonly elements: readonly ElementId[]
  /** The findings about these elements. */
  readonly found: FoundCounts
}

/**
 * One column. `text` is what is shown, searched, grouped and exported, so that none of these can say something else.
 * The functions are written as methods, so that a column of a special row can stand in a list of columns of any row.
 */
export interface Column<R extends Row = Row> {
  readonly key: string
  readonly label: string
  readonly help?: string
  readonly type: CellType
  /** Pixels. */
  readonly width: number
  /** Not shown until somebody chooses it. */
  readonly spare?: boolean
  /** Cannot be put away, neither on screen nor in a file. */
  readonly locked?: boolean
  text(row: R): string
  /** What numbers and choices sort by, and what a number exports; undefined where nothing is said. */
  rank?(row: R): number | undefined
  /** What is missing or late here, in words. */
  gap?(row: R): string | undefined
  /** The group this row falls into; its text unless said otherwise. */
  group?(row: R): string
  /** The place of the group among the others; by rank or by words unless said otherwise. */
  groupRank?(row: R): number
  field?(row: R): CellField | undefined
}

/** The names of the tables: what the address, the API and the file names say. */
export type TableName = 'register' | 'matrix' | 'responsibilities' | 'documents' | 'evidence' | 'premarket'

/** The element that stands in a row, by id; an element that has left the case leaves the row too. */
export type Lookup = (id: ElementId | undefined) => Element | undefined
