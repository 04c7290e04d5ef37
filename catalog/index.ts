/** The only barrel: the light part of the catalogue. Control lists, search and crosswalks: `@/catalog/controls/...`. */
export {
  type AdvisoryExample,
  CAPABILITIES,
  CAPABILITY_EDITION,
  type Capability,
  capabilityByCode,
  MDS2_ADDITIONS,
  type Mds2Addition,
} from './capabilities'
export { CAPABILITY_CODES, type CapabilityCode, isCapabilityCode } from './capability-codes'
export {
  BASES,
  type Basis,
  type CapabilityControl,
  CONTROL_SOURCES,
  type ControlSource,
  controlsFor,
} from './controls/capability-controls'
export { CONTROL_STANDARDS, type ControlStandard } from './controls/standards'
export { SUPPORTING_DOCUMENTS, type SupportingDocument } from './documents'
export {
  LIFE_CYCLE_STAGES,
  type LifeCycleStage,
  type ResponsibilityTopic,
  type StageId,
  TOPIC_GROUPS,
  TOPIC_SOURCES,
  TOPICS,
  type TopicParameter,
} from './terms/topics'
export { capabilitiesForWeakness, WEAKNESS_SOURCE, WEAKNESSES } from './weaknesses'
