import { SIDES, type Side } from '@/lib/access/policy'
import type { Element } from '@/lib/gsn/graph'

export type Progress = 'proposed' | 'started' | 'implemented' | 'verified'
export type Acceptance = '' | 'accepted' | 'refused'
/** Where a control stands as a whole, as its `state` field would say it. */
export type ControlState = 'proposed' | 'accepted' | 'refused' | 'started' | 'implemented' | 'verified'

/** One side's part in a control. Texts and dates are '' where nothing is said. */
export interface ControlDuty {
  readonly side: Side
  /** What the side does, in words. */
  readonly words: string
  readonly owner: string
  /** YYYY-MM-DD. */
  readonly due: string
  readonly progress: Progress
  readonly acceptance: Acceptance
  /** Why the side accepted or refused, in its own words. */
  readonly note: string
}

const FIELDS = {
  mdm: {
    words: 'dutyMdm',
    owner: 'ownerMdm',
    due: 'dueMdm',
    state: 'stateMdm',
    acceptance: 'acceptanceMdm',
    note: 'acceptanceNoteMdm',
  },
  hdo: {
    words: 'dutyHdo',
    owner: 'ownerHdo',
    due: 'dueHdo',
    state: 'stateHdo',
    acceptance: 'acceptanceHdo',
    note: 'acceptanceNoteHdo',
  },
} as const satisfies Record<Side, Record<string, string>>

/** The names of the fields that hold one side's part. */
export function dutyFields(side: Side): (typeof FIELDS)[Side] {
  return FIELDS[side]
}

/** [CTL19] The sides that a control's `responsible` field names. */
export function sidesOf(control: Pick<Element, 'fields'>): readonly Side[] {
  const { responsible } = control.fields
  if (responsible === 'shared') return SIDES
  return responsible === 'mdm' || responsible === 'hdo' ? [responsible] : []
}

const PROGRESS: readonly string[] = ['proposed', 'started', 'implemented', 'verified'] satisfies Progress[]

/**
 * [CTL19] One side's part. Where its own fields say nothing, the fields of the whole control do: `owner`, `due` and
 * `state` are how a case was written before each side had its own.
 */
export function dutyOf(control: Pick<Element, 'fields' | 'texts'>, side: Side): ControlDuty {
  const names = FIELDS[side]
  const word = (name: string) => String(control.fields[name] ?? '')
  const whole = word('state')
  const progress = word(names.state) || whole
  const answer = word(names.acceptance)
  return {
    side,
    words: (control.texts[names.words] ?? '').trim(),
    owner: word(names.owner) || word('owner'),
    due: word(names.due) || word('due'),
    progress: PROGRESS.includes(progress) ? (progress as Progress) : 'proposed',
    acceptance:
      answer === 'accepted' || answer === 'refused' ? answer : whole === 'accepted' || whole === 'refused' ? whole : '',
    note: word(names.note),
  }
}

/** The parts of all responsible sides, the manufacturer's first. */
export function dutiesOf(control: Pick<Element, 'fields' | 'texts'>): readonly ControlDuty[] {
  return sidesOf(control).map((side) => dutyOf(control, side))
}

const RANK: readonly Progress[] = ['proposed', 'started', 'implemented', 'verified']

/**
 * [CTL20] Where the control stands: refused when a responsible side refuses, else as far as the side that is furthest
 * behind; accepted when nobody has begun and everybody has accepted. While nobody is responsible its own field counts.
 */
export function controlState(control: Pick<Element, 'fields' | 'texts'>): ControlState {
  const parts = dutiesOf(control)
  if (parts.length === 0) {
    const own = String(control.fields.state ?? '')
    return own === 'accepted' || own === 'refused' || PROGRESS.includes(own) ? (own as ControlState) : 'proposed'
  }
  if (parts.some((part) => part.acceptance === 'refused')) return 'refused'
  const least = Math.min(...parts.map((part) => RANK.indexOf(part.progress)))
  const most = Math.max(...parts.map((part) => RANK.indexOf(part.progress)))
  if (least === 0 && most > 0) return 'started'
  if (least === 0 && parts.every((part) => part.acceptance === 'accepted')) return 'accepted'
  return RANK[least] ?? 'proposed'
}

/** Whether this side's part is done. */
export function isDone(part: ControlDuty): boolean {
  return part.progress === 'implemented' || part.progress === 'verified'
}

export const CONTROL_STATES: Readonly<Record<ControlState, string>> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  refused: 'Refused',
  started: 'Started',
  implemented: 'Implemented',
  verified: 'Verified',
}
