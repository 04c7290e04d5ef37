import type { ParameterKey } from '@/catalog/terms/parameters'
import { LIFE_CYCLE_STAGES, type StageId, TOPIC_GROUPS, topicById } from '@/catalog/terms/topics'
import { parameterField, stageField } from '@/lib/case/facets/term'
import { type CaseGraph, compareKeys, type Element, type ElementId, type FieldValue } from '@/lib/gsn/graph'
import { fillShare, openPlaces, parameterLabel, parametersOf, valueInWords } from './sentence'

/** The claim that all terms support. Its id is its name. */
export const TERMS_CLAIM = 'R1'

export function isTerm(element: Pick<Element, 'facet' | 'role'>): boolean {
  return element.facet === 'term' && element.role === 'R'
}

/** The id of the term of a topic: one element for one topic, whoever chooses it first. */
export function termIdOf(topic: string): ElementId {
  return `R-${topic}`
}

export interface TermParameterRow {
  readonly key: ParameterKey
  readonly label: string
  readonly value: FieldValue | undefined
  readonly words: string
}

/** One term as the screens and the agreement read it. */
export interface Term {
  readonly id: ElementId
  readonly name: string
  /** Id of the library's topic; '' for a term of one's own. */
  readonly topic: string
  readonly title: string
  readonly statement: string
  readonly group: string
  readonly stages: readonly StageId[]
  /** Each side's share with the parameters filled in; '' while nobody has written it. */
  readonly mdm: string
  readonly hdo: string
  readonly personMdm: string
  readonly personHdo: string
  readonly parameters: readonly TermParameterRow[]
  /** Parameters without a value, and braces that name none. */
  readonly open: readonly string[]
  readonly dropped: boolean
  readonly reason: string
}

export const OWN_GROUP = 'Our own terms'

/** The groups in the order of an agreement, one's own last. */
export const GROUPS_IN_ORDER: readonly string[] = [...TOPIC_GROUPS, OWN_GROUP]

/** One term read from its element. */
export function readTerm(element: Element): Term {
  const { fields, texts } = element
  const topic = topicById(fields.topic)
  const places = openPlaces(element)
  const share = (name: 'shareMdm' | 'shareHdo') => fillShare((texts[name] ?? '').trim(), fields)
  return {
    id: element.id,
    name: element.name,
    topic: topic?.id ?? '',
    title: String(fields.termTitle ?? '').trim() || (topic?.topic ?? element.statement),
    statement: element.statement,
    group: typeof fields.termGroup === 'string' ? fields.termGroup : (topic?.group ?? OWN_GROUP),
    stages: LIFE_CYCLE_STAGES.filter(({ id }) => fields[stageField(id)] === true).map(({ id }) => id),
    mdm: share('shareMdm'),
    hdo: share('shareHdo'),
    personMdm: String(fields.personMdm ?? ''),
    personHdo: String(fields.personHdo ?? ''),
    parameters: parametersOf(element).map((key) => {
      const value = fields[parameterField(key)]
      return { key, label: parameterLabel(element, key), value, words: valueInWords(key, value) }
    }),
    open: [...places.empty.map((key) => parameterLabel(element, key)), ...places.unknown],
    dropped: fields.dropped === true,
    reason: (texts.dropReason ?? '').trim(),
  }
}

/** Every term that the case argues, dropped ones included, by group and then by topic; one's own last. */
export function readTerms(graph: CaseGraph): Term[] {
  return [...graph.elements.values()]
    .filter((element) => isTerm(element) && graph.reachable.has(element.id))
    .map(readTerm)
    .sort(compareTerms)
}

/** The order of an agreement: by group, library topics before one's own, then by name. */
export function compareTerms(a: Term, b: Term): number {
  const own = (term: Term) => (term.topic === '' ? 1 : 0)
  return groupRank(a.group) - groupRank(b.group) || own(a) - own(b) || byNumber(a.name, b.name)
}

function groupRank(group: string): number {
  const rank = GROUPS_IN_ORDER.indexOf(group)
  return rank < 0 ? GROUPS_IN_ORDER.length : rank
}

/** `R-OWN-2` before `R-OWN-10`. */
function byNumber(a: string, b: string): number {
  const number = (name: string) => Number(/(?<!\d)(\d+)$/.exec(name)?.[1] ?? 0)
  return number(a) - number(b) || compareKeys(a, b)
}
