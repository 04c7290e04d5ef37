import type { FacetTable } from './field'

/** Which risk is acceptable to whom. */
export const POLICY_FACETS = {
  policy: {
    policyMdm: { label: "The manufacturer's policy", type: 'text' },
    policyHdo: { label: "The hospital's policy", type: 'text' },
  },
} as const satisfies FacetTable
