import type { Side } from '@/lib/access/policy'
import type { EventBody } from '@/lib/wire/ledger'

/** Who may read a thread: everybody in the case, or the people of one side. */
export type Audience = 'all' | Side

/** The part of a ledger entry that a review is reduced from. Its body is null once it has been erased. */
export interface ReviewEntry {
  readonly chain: 'shared' | Side
  readonly seq: number
  readonly at: string
  readonly actor: EntryActor
  readonly kind: string
  readonly body: unknown
}

export interface EntryActor {
  readonly id: string
  readonly name: string
  readonly side?: Side
}

/** What a comment on an argument can be about. GSN v3, 2:4 [GSN16]. */
export const REVIEW_CLASSES = ['coverage', 'dependency', 'definition', 'directness', 'relevance', 'robustness'] as const
export type ReviewClass = (typeof REVIEW_CLASSES)[number]

/** What each class asks, in words for a person. */
export const REVIEW_CLASS_WORDS: Readonly<Record<ReviewClass, { readonly word: string; readonly asks: string }>> = {
  coverage: { word: 'Coverage', asks: 'Is all of it covered by what supports it?' },
  dependency: { word: 'Dependency', asks: 'Does it hold only if something else holds?' },
  definition: { word: 'Definition', asks: 'Is it clear what the words mean?' },
  directness: { word: 'Directness', asks: 'Does the support speak about exactly this?' },
  relevance: { word: 'Relevance', asks: 'Does the support matter for this?' },
  robustness: { word: 'Robustness', asks: 'Would it still hold if something changed?' },
}

export function isReviewClass(value: unknown): value is ReviewClass {
  return REVIEW_CLASSES.some((known) => known === value)
}

/** The kinds of entries that a review is made of. Threads stand in the chain of their audience, approvals in the shared. */
export const REVIEW_KINDS = [
  'thread.opened',
  'thread.replied',
  'thread.resolved',
  'thread.reopened',
  'thread.edited',
  'thread.removed',
  'thread.assigned',
  'suggestion.applied',
  'suggestion.declined',
  'approval.given',
  'approval.objected',
  'approval.lifted',
  'alert.raised',
  'alert.withdrawn',
] as const
export type ReviewKind = (typeof REVIEW_KINDS)[number]

/** Where in a text a thread hangs: the field, and the words that were marked. */
export type Passage = NonNullable<EventBody<'thread.opened'>['passage']>

/**
 * The body of an entry of this kind, or undefined for another kind and for an erased body. Bodies were checked against
 * the table of events when they were written; reading does not check them again.
 */
export function bodyAs<K extends ReviewKind>(entry: ReviewEntry, kind: K): EventBody<K> | undefined {
  if (entry.kind !== kind || typeof entry.body !== 'object' || entry.body === null) return undefined
  return entry.body as EventBody<K>
}

export function audienceOf(entry: Pick<ReviewEntry, 'chain'>): Audience {
  return entry.chain === 'shared' ? 'all' : entry.chain
}
