import type { FacetTable } from './field'

/** What the case is about: the device, the system, the decision on each capability, the threat scenarios. */
export const CONTEXT_FACETS = {
  device: {
    manufacturer: { label: 'Manufacturer', type: 'string' },
    product: { label: 'Product', type: 'string' },
    model: { label: 'Model', type: 'string' },
    version: { label: 'Version', type: 'string' },
    intendedUse: { label: 'Intended use', type: 'text' },
    environment: { label: 'Operational environment', type: 'text' },
    network: { label: 'Network', type: 'text' },
  },
  system: {
    assets: { label: 'Assets to be protected', type: 'text' },
    description: { label: 'System description', type: 'text' },
    interfaces: { label: 'Interfaces', type: 'text' },
    boundaries: { label: 'Boundaries', type: 'text' },
  },
  decision: {
    decision: {
      label: 'Is the capability required?',
      type: 'choice',
      values: [
        { value: 'undecided', label: 'Not decided yet' },
        { value: 'required', label: 'Required' },
        { value: 'not-required', label: 'Not required' },
      ],
    },
  },
  scenario: {
    cause: { label: 'Cause', type: 'text' },
    scenario: { label: 'Threat scenario', type: 'text' },
    consequence: { label: 'Consequence', type: 'text' },
  },
} as const satisfies FacetTable
