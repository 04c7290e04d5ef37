export type RelationType = 'supportedBy' | 'inContextOf'

/** Everything that can stand between two elements: the relations of the argument, and challenges against it [GSN14]. */
export type EdgeType = RelationType | 'challenges'

interface KindRow {
  /** The word on screen. */
  readonly word: string
  readonly plural: string
  /** Shape on the diagram. GSN v3, 1:2.1. */
  readonly outline: 'rectangle' | 'parallelogram' | 'circle' | 'stadium' | 'ellipse'
  /** Prefix of names given to free elements. */
  readonly prefix: string
  /** The letter drawn at the lower right of an ellipse. */
  readonly letter: '' | 'A' | 'J'
  /** Kinds that may support this one. */
  readonly supportedBy: readonly string[]
  /** Kinds that may give context to this one. */
  readonly inContextOf: readonly string[]
  /** [GSN14] Whether it can challenge something. GSN v3, 1:6. */
  readonly challenges: boolean
  /** [GSN13] Whether it can stand in for an element of another module. GSN v3, 1:4. */
  readonly away: boolean
  /** What a statement of this kind looks like. GSN v3, 1:2.1 [GSN8]. */
  readonly form: string
}

const CONTEXTUAL = ['context', 'assumption', 'justification'] as const

/** The six GSN kinds. Whatever differs by kind is a column here; no other file asks "is it a goal?". GSN v3, 1:2.1-2.2. */
export const KINDS = {
  goal: {
    word: 'Claim',
    plural: 'Claims',
    outline: 'rectangle',
    prefix: 'G',
    letter: '',
    supportedBy: ['goal', 'strategy', 'solution'],
    inContextOf: CONTEXTUAL,
    challenges: true,
    away: true,
    form: 'A claim is a sentence that is true or false, such as "Idle sessions are locked".',
  },
  strategy: {
    word: 'Strategy',
    plural: 'Strategies',
    outline: 'parallelogram',
    prefix: 'S',
    letter: '',
    supportedBy: ['goal'],
    inContextOf: CONTEXTUAL,
    challenges: false,
    away: false,
    form: 'A strategy says briefly how the claim is broken down, such as "Argue over each threat".',
  },
  solution: {
    word: 'Evidence',
    plural: 'Evidence',
    outline: 'circle',
    prefix: 'Sn',
    letter: '',
    supportedBy: [],
    inContextOf: [],
    challenges: true,
    away: true,
    form: 'Evidence is named by a noun phrase, such as "Test report TR-17".',
  },
  context: {
    word: 'Context',
    plural: 'Contexts',
    outline: 'stadium',
    prefix: 'CTXT',
    letter: '',
    supportedBy: [],
    inContextOf: [],
    challenges: false,
    away: true,
    form: 'A context is a noun phrase or a definition, such as "Operational environment: adult wards".',
  },
  assumption: {
    word: 'Assumption',
    plural: 'Assumptions',
    outline: 'ellipse',
    prefix: 'A',
    letter: 'A',
    supportedBy: [],
    inContextOf: [],
    challenges: false,
    away: true,
    form: 'An assumption is a full sentence, such as "The clinical network is segmented".',
  },
  justification: {
    word: 'Justification',
    plural: 'Justifications',
    outline: 'ellipse',
    prefix: 'J',
    letter: 'J',
    supportedBy: [],
    inContextOf: [],
    challenges: false,
    away: true,
    form: 'A justification is a full sentence that gives the reason for a choice.',
  },
} as const satisfies Record<string, KindRow>

export type Kind = keyof typeof KINDS

export const KIND_NAMES = Object.keys(KINDS) as Kind[]

export const RELATION_TYPES: readonly RelationType[] = ['supportedBy', 'inContextOf']

export function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && Object.hasOwn(KINDS, value)
}

export function isRelationType(value: unknown): value is RelationType {
  return value === 'supportedBy' || value === 'inContextOf'
}

export function isEdgeType(value: unknown): value is EdgeType {
  return isRelationType(value) || value === 'challenges'
}

/** [GSN1] [GSN2] Whether GSN allows this relation between these kinds. */
export function mayRelate(from: Kind, type: RelationType, to: Kind): boolean {
  const allowed: readonly string[] = KINDS[from][type]
  return allowed.includes(to)
}

/** [GSN5] Only what can be supported can be left undeveloped. */
export function mayBeUndeveloped(kind: Kind): boolean {
  return KINDS[kind].supportedBy.length > 0
}

/** [GSN9] Whether the text still holds a placeholder such as `{asset}`. */
export function holdsPlaceholder(text: string): boolean {
  return /\{[^{}]{1,200}\}/.test(text)
}
