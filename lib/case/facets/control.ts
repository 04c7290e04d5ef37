import { type FacetTable, SIDE_CHOICES } from './field'

/** One control: where it comes from, who does what, how far it is. */
export const CONTROL_FACETS = {
  control: {
    standard: { label: 'Standard', type: 'string' },
    ref: { label: 'Reference', type: 'string' },
    title: { label: 'Title', type: 'string' },
    basis: {
      label: 'Where the choice comes from',
      type: 'choice',
      values: [
        { value: 'published', label: 'Published table' },
        { value: 'crosswalk', label: 'Published correspondence' },
        { value: 'editorial', label: "This catalogue's proposal" },
        { value: 'own', label: 'Our own choice' },
      ],
    },
    controlType: {
      label: 'Type',
      type: 'choice',
      values: [
        { value: 'technical', label: 'Technical' },
        { value: 'administrative', label: 'Administrative' },
        { value: 'operational', label: 'Operational' },
        { value: 'management', label: 'Management' },
      ],
    },
    responsible: {
      label: 'Responsible',
      type: 'choice',
      values: [...SIDE_CHOICES, { value: 'shared', label: 'Shared' }],
    },
    dutyMdm: { label: 'What the manufacturer does', type: 'text' },
    dutyHdo: { label: 'What the hospital does', type: 'text' },
    owner: { label: 'Named person', type: 'string' },
    due: { label: 'Due', type: 'date' },
    state: {
      label: 'State',
      type: 'choice',
      values: [
        { value: 'proposed', label: 'Proposed' },
        { value: 'accepted', label: 'Accepted' },
        { value: 'refused', label: 'Refused' },
        { value: 'implemented', label: 'Implemented' },
        { value: 'verified', label: 'Verified' },
      ],
    },
  },
} as const satisfies FacetTable
