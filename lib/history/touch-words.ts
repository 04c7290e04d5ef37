import { facetOf, fieldsOf } from '@/lib/case/fields'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import { NARRATIVE, type Touch, type Value } from './touched'

const CORE_LABELS: Readonly<Record<string, string>> = {
  statement: 'Statement',
  [NARRATIVE]: 'Narrative',
  kind: 'Kind',
  name: 'Name',
  undeveloped: 'Undeveloped',
  public: 'Public',
  away: 'Stands in for',
  role: 'Place in the pattern',
  capability: 'Capability',
  facet: 'Facet',
  pattern: 'Pattern',
  takenFrom: 'Taken from',
  takenAt: 'Place in the file',
  takenKey: 'Key in the file',
}

/**
 * [HIS5] What was done, in a sentence without its subject: "Reworded: Statement", "Severity: from Minor to Major".
 * @param element as it is now, for the labels of its fields; undefined when it is gone
 * @param nameOf  what other elements are called
 */
export function touchWords(
  touch: Touch,
  element: Pick<Element, 'kind' | 'facet'> | undefined,
  nameOf: (id: ElementId) => string,
): string {
  switch (touch.on) {
    case 'created':
      return element === undefined ? 'Created' : `Created as ${KINDS[element.kind].word}`
    case 'text':
      return `${verbOf(touch.added, touch.removed)}: ${labelOf(element, touch.field)}`
    case 'value':
      return valueWords(touch, element)
    case 'relation':
      return relationWords(touch, nameOf)
  }
}

function verbOf(added: number, removed: number): string {
  if (removed === 0) return 'Wrote'
  return added === 0 ? 'Cut' : 'Reworded'
}

function valueWords(
  touch: Extract<Touch, { on: 'value' }>,
  element: Pick<Element, 'kind' | 'facet'> | undefined,
): string {
  const { field, before, after } = touch
  if (field === 'deleted') return after === true ? 'Put into the bin' : 'Taken out of the bin'
  const label = labelOf(element, field)
  const say = (value: Value) => shown(element, field, value)
  if (after === undefined) return before === undefined ? `Changed ${label}` : `${label}: took away ${say(before)}`
  return before === undefined ? `${label}: ${say(after)}` : `${label}: from ${say(before)} to ${say(after)}`
}

function relationWords(touch: Extract<Touch, { on: 'relation' }>, nameOf: (id: ElementId) => string): string {
  const { before, after, end, other, type } = touch
  const name = nameOf(other)
  if (before && after) return end === 'from' ? `Placed ${name} elsewhere in its order` : `Moved within ${name}`
  const verb = after ? (end === 'from' ? 'Took up' : 'Put below') : end === 'from' ? 'Let go of' : 'Taken away from'
  if (type !== 'challenges') return `${verb} ${name}`
  const stands = end === 'from' ? `Challenges ${name}` : `Challenged by ${name}`
  return after ? stands : `No longer ${stands.charAt(0).toLowerCase()}${stands.slice(1)}`
}

function labelOf(element: Pick<Element, 'kind' | 'facet'> | undefined, field: string): string {
  const own = element === undefined ? undefined : fieldsOf(facetOf(element))[field]?.label
  return own ?? CORE_LABELS[field] ?? field
}

function shown(element: Pick<Element, 'kind' | 'facet'> | undefined, name: string, value: Value): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const field = element === undefined ? undefined : fieldsOf(facetOf(element))[name]
  const choice = field?.type === 'choice' ? field.values.find((each) => each.value === value) : undefined
  return choice?.label ?? `"${value}"`
}
