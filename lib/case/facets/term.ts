import type { FacetTable } from './field'

/** One topic of the agreement on responsibilities. */
export const TERM_FACETS = {
  term: {},
} as const satisfies FacetTable
