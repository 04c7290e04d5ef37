import type { FindingGroup, SeverityCounts } from '@/lib/findings/finding-lists'
import type { ReviewState } from '@/lib/review/state'
import type { CapabilityRow } from './capabilities'

/** How far a capability has come, from what nobody has touched to what both sides have agreed. */
export const CAPABILITY_STATES = {
  undecided: { word: 'Not decided', help: 'Nobody has said whether this device in this place needs it.' },
  unjustified: { word: 'Not required, reason missing', help: 'It is not required, but nobody has written why.' },
  awaited: {
    word: 'Not required, not agreed yet',
    help: 'The reason is written down; it is closed when both sides approve it.',
  },
  'not-required': {
    word: 'Not required, justified',
    help: 'It is closed: the reason is written down and both sides approve it.',
  },
  open: {
    word: 'Required, nothing argued',
    help: 'It is required; neither a risk nor the log that shows that there is none stands.',
  },
  'in-work': { word: 'In work', help: 'Its argument is begun; something must or should be solved.' },
  argued: { word: 'Argued', help: 'Nothing must or should be solved any more; both sides can approve it.' },
  agreed: { word: 'Agreed', help: 'Both sides approve every claim of it as it stands.' },
} as const satisfies Record<string, { readonly word: string; readonly help: string }>

export type CapabilityStateName = keyof typeof CAPABILITY_STATES

export const CAPABILITY_STATE_NAMES = Object.keys(CAPABILITY_STATES) as CapabilityStateName[]

const NOTHING: SeverityCounts = { red: 0, amber: 0, grey: 0 }

/**
 * [STA1] The state of one capability.
 * @param counts what is found about it; nothing where it is absent
 * @param review what the two sides have said; without it nothing is agreed
 */
export function capabilityStateOf(
  row: CapabilityRow,
  counts: SeverityCounts = NOTHING,
  review?: Pick<ReviewState, 'claims'>,
): CapabilityStateName {
  const solved = counts.red + counts.amber === 0
  const agreed = () => row.claims.every((claim) => review?.claims.get(claim)?.status === 'agreed')
  if (row.decision === 'undecided') return 'undecided'
  if (row.decision === 'not-required') {
    if (!row.justified) return 'unjustified'
    // [PAT12] One side's word does not close it.
    if (row.closing !== undefined && review?.claims.get(row.closing)?.status !== 'agreed') return 'awaited'
    return solved && agreed() ? 'agreed' : 'not-required'
  }
  if (row.risks + row.controls === 0 && !row.log) return 'open'
  if (!solved) return 'in-work'
  return agreed() ? 'agreed' : 'argued'
}

export interface CaseState {
  /** The state of each capability by its code. */
  readonly states: ReadonlyMap<string, CapabilityStateName>
  readonly counts: Readonly<Record<CapabilityStateName, number>>
  /** The state of the whole case: agreed or argued when all is, not decided while nothing is, else in work. */
  readonly whole: 'undecided' | 'in-work' | 'argued' | 'agreed'
}

/** [STA2] The states of all capabilities, how many stand in each, and that of the whole case. */
export function caseStateOf(
  rows: readonly CapabilityRow[],
  groups: readonly FindingGroup[],
  review?: Pick<ReviewState, 'claims'>,
): CaseState {
  const found = new Map(groups.map(({ capability, counts }) => [capability, counts]))
  const states = new Map(rows.map((row) => [row.capability, capabilityStateOf(row, found.get(row.capability), review)]))
  const counts = Object.fromEntries(CAPABILITY_STATE_NAMES.map((name) => [name, 0])) as Record<
    CapabilityStateName,
    number
  >
  for (const state of states.values()) counts[state]++
  const top = found.get('') ?? NOTHING
  const all = (...names: CapabilityStateName[]) =>
    rows.length > 0 && [...states.values()].every((one) => names.includes(one))
  const settled = top.red + top.amber === 0
  const whole = all('undecided')
    ? 'undecided'
    : settled && all('agreed')
      ? 'agreed'
      : settled && all('agreed', 'argued', 'awaited', 'not-required')
        ? 'argued'
        : 'in-work'
  return { states, counts, whole }
}
