import type { ParameterKey, ParameterKind } from './parameters'
import data from './topics.json'

export type StageId =
  | 'whole-life'
  | 'development'
  | 'procurement'
  | 'installation'
  | 'operation'
  | 'support'
  | 'limited-support'
  | 'end-of-support'
  | 'disposal'

/** A stage in the life of a device. `n70` is its number in IMDRF N70; stages without one are this project's. */
export interface LifeCycleStage {
  readonly id: StageId
  readonly name: string
  /** Who leads in this stage, in words. */
  readonly lead: string
  readonly n70?: number
}

/** A blank in a topic that the two sides fill; the shares name it in braces. What may stand in it: TERM_PARAMETERS. */
export interface TopicParameter {
  /** A key of TERM_PARAMETERS, unique within its topic. */
  readonly key: ParameterKey
  /** What it means in this topic. */
  readonly label: string
  readonly kind: ParameterKind
}

/** A topic of the responsibility agreement beyond single controls, with the usual share of each side. */
export interface ResponsibilityTopic {
  /** `RA-01` to `RA-46`; never reused. */
  readonly id: string
  readonly group: string
  readonly topic: string
  /** The manufacturer's share: a sentence without its subject; `{key}` stands for a parameter. */
  readonly mdm: string
  /** The hospital's share: a sentence without its subject. */
  readonly hdo: string
  readonly stages: readonly StageId[]
  /** source: a named public source asks for it; proposal: this project proposes it. */
  readonly basis: 'source' | 'proposal'
  /** Keys of TOPIC_SOURCES. */
  readonly sources: readonly string[]
  readonly parameters: readonly TopicParameter[]
  /** A figure known from a source, with how far it was checked. */
  readonly note?: string
}

export const TOPICS = data.topics as readonly ResponsibilityTopic[]

/** The groups in the order of an agreement. */
export const TOPIC_GROUPS: readonly string[] = data.groups

export const LIFE_CYCLE_STAGES = data.stages as readonly LifeCycleStage[]

/** The full citation of each source key. */
export const TOPIC_SOURCES: Readonly<Record<string, string>> = data.sources

/** The topic of an id such as `RA-33`; undefined for words of one's own. */
export function topicById(id: unknown): ResponsibilityTopic | undefined {
  return typeof id === 'string' ? BY_ID.get(id) : undefined
}

const BY_ID = new Map(TOPICS.map((topic) => [topic.id, topic]))
