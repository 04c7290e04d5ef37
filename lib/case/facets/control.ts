import { type Choice, type FacetTable, SIDE_CHOICES } from './field'

/** How far one side has come with its part. Whether it takes the part on at all is its acceptance. */
const PROGRESS: readonly Choice[] = [
  { value: 'proposed', label: 'Not started' },
  { value: 'started', label: 'Started' },
  { value: 'implemented', label: 'Implemented' },
  { value: 'verified', label: 'Verified' },
]

const ACCEPTANCE: readonly Choice[] = [
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Refused' },
]

/**
 * One control: where it comes from, who does what, how far each side is. What concerns a duty stands once for each side;
 * `owner`, `due` and `state` say the same for the whole control and are read where a side's own field says nothing
 * (lib/control/duty.ts), as in cases written before the sides had fields of their own.
 */
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
        { value: 'listed', label: 'The list of its standard' },
        { value: 'own', label: 'Our own choice' },
      ],
    },
    basisChecked: { label: 'Both sides have checked that it fits this capability', type: 'boolean' },
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
    ownerMdm: { label: "The manufacturer's named person", type: 'string', person: true },
    dueMdm: { label: 'Due at the manufacturer', type: 'date' },
    stateMdm: { label: 'State at the manufacturer', type: 'choice', values: PROGRESS },
    acceptanceMdm: {
      label: "The manufacturer's answer",
      type: 'choice',
      values: ACCEPTANCE,
      only: 'mdm',
      judgement: true,
    },
    acceptanceNoteMdm: { label: "The manufacturer's reason", type: 'string', max: 2000, only: 'mdm', judgement: true },
    dutyHdo: { label: 'What the hospital does', type: 'text' },
    ownerHdo: { label: "The hospital's named person", type: 'string', person: true },
    dueHdo: { label: 'Due at the hospital', type: 'date' },
    stateHdo: { label: 'State at the hospital', type: 'choice', values: PROGRESS },
    acceptanceHdo: { label: "The hospital's answer", type: 'choice', values: ACCEPTANCE, only: 'hdo', judgement: true },
    acceptanceNoteHdo: { label: "The hospital's reason", type: 'string', max: 2000, only: 'hdo', judgement: true },
    owner: { label: 'Named person', type: 'string', person: true },
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
