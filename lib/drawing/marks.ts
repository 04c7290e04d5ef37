import type { ClaimStatus } from '@/lib/review/state'

/** Somebody else who is at an element. */
export interface Visitor {
  readonly id: string
  readonly name: string
}

/** What is drawn on an element besides its own content. */
export interface Mark {
  /** Claims only. */
  readonly status?: ClaimStatus
  /** Open threads about it. */
  readonly comments: number
  readonly visitors: readonly Visitor[]
  /** [GSN14] How it stands under challenges; `direct` when it is challenged itself. */
  readonly doubt?: Doubt
}

export interface Doubt {
  readonly state: 'in-doubt' | 'defeated'
  readonly direct: boolean
}

export const NO_MARK: Mark = { comments: 0, visitors: [] }

/** What the card of a capability says. */
export interface CardFacts {
  readonly code: string
  readonly title: string
  readonly decision: 'undecided' | 'required' | 'not-required' | 'free'
  /** Not required, and both sides have approved the reason. */
  readonly closed?: boolean
  readonly risks: number
  readonly controls: number
  readonly undeveloped: number
  /** Responsibility terms that are not dropped; only on the card that stands for them. */
  readonly terms?: number
  readonly agreed: number
  readonly open: number
  readonly challenged: number
}

/** How an element takes part in what is going on. */
export type Emphasis = 'selected' | 'picked' | 'target' | 'candidate' | 'dimmed' | undefined

/** Number of colours that people get (canvas.css). */
const PERSON_COLOURS = 6

/** The same person has the same colour on every screen. */
export function personColour(id: string): number {
  let sum = 0
  for (const character of id) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return sum % PERSON_COLOURS
}
