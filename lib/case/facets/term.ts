import { PARAMETER_KEYS, type ParameterKey, TERM_PARAMETERS } from '@/catalog/terms/parameters'
import { LIFE_CYCLE_STAGES, type StageId, TOPIC_GROUPS, TOPICS } from '@/catalog/terms/topics'
import type { FacetTable, Field } from './field'

/** Figures of a term: whole days, hours or months, at most ten years of days. */
const FIGURE_MAX = 3660

/** The field that holds a parameter's value: `notice-days` stands in `p-notice-days`. */
export type ParameterField = `p-${ParameterKey}`

export function parameterField(key: ParameterKey): ParameterField {
  return `p-${key}`
}

/** The field that says whether a term counts in a stage of the life cycle. */
export type StageField = `in-${StageId}`

export function stageField(stage: StageId): StageField {
  return `in-${stage}`
}

function parameterRow(key: ParameterKey): Field {
  const { label, kind } = TERM_PARAMETERS[key]
  if (kind === 'date') return { label, type: 'date' }
  if (kind === 'contact') return { label, type: 'string', max: 300, person: true }
  if (kind === 'text') return { label, type: 'string', max: 300 }
  return { label, type: 'number', min: 1, max: FIGURE_MAX }
}

const PARAMETER_ROWS = Object.fromEntries(PARAMETER_KEYS.map((key) => [parameterField(key), parameterRow(key)])) as {
  readonly [K in ParameterField]: Field
}

const STAGE_ROWS = Object.fromEntries(
  LIFE_CYCLE_STAGES.map(({ id, name }) => [stageField(id), { label: `Counts in: ${name}`, type: 'boolean' }]),
) as { readonly [K in StageField]: Field }

/**
 * One topic of the agreement on responsibilities (product spec C1): the share of each side in words that name
 * parameters in braces, the parameters' values, the stages in which it counts, and why it was dropped.
 */
export const TERM_FACETS = {
  term: {
    topic: {
      label: 'Topic of the library',
      type: 'choice',
      values: TOPICS.map(({ id, topic }) => ({ value: id, label: topic })),
    },
    termTitle: { label: 'Title', help: 'Instead of the title of the library', type: 'string', max: 300 },
    termGroup: {
      label: 'Group',
      type: 'choice',
      values: TOPIC_GROUPS.map((group) => ({ value: group, label: group })),
    },
    shareMdm: {
      label: "The manufacturer's share",
      help: 'A sentence that begins with what it does: "Notifies the named contact within {days}."',
      type: 'text',
    },
    shareHdo: {
      label: "The hospital's share",
      help: 'A sentence that begins with what it does. A word in braces is a parameter.',
      type: 'text',
    },
    personMdm: { label: 'Named person of the manufacturer', type: 'string', max: 200, person: true },
    personHdo: { label: 'Named person of the hospital', type: 'string', max: 200, person: true },
    ...PARAMETER_ROWS,
    ...STAGE_ROWS,
    dropped: { label: 'Dropped from the agreement', type: 'boolean' },
    dropReason: { label: 'Why it was dropped', type: 'text' },
  },
} as const satisfies FacetTable
