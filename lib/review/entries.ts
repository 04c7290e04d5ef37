import type { ElementId } from '@/lib/gsn/graph'
import type { Memory } from './causes'
import type { ClaimDigests } from './digests'

export type Side = 'mdm' | 'hdo'

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

/** GSN v3 names what a comment on an argument can be about [GSN16]. */
export const REVIEW_CLASSES = ['coverage', 'dependency', 'definition', 'directness', 'relevance', 'robustness'] as const
export type ReviewClass = (typeof REVIEW_CLASSES)[number]

/** Bodies of the entries that a review is made of, by kind. Threads live in the chain of their audience. */
export interface ReviewBodies {
  'thread.opened': {
    readonly thread: string
    readonly element: ElementId
    readonly passage?: Passage
    readonly text: string
    readonly suggestion?: Suggestion
    readonly class?: ReviewClass
  }
  'thread.replied': { readonly thread: string; readonly reply: string; readonly text: string }
  'thread.resolved': { readonly thread: string }
  'thread.reopened': { readonly thread: string }
  'approval.given': {
    readonly claim: ElementId
    readonly digests: ClaimDigests
    readonly seen: Memory
    readonly note?: string
  }
  'approval.objected': {
    readonly claim: ElementId
    readonly digests: ClaimDigests
    readonly note: string
  }
  'approval.lifted': { readonly claim: ElementId }
}
export type ReviewKind = keyof ReviewBodies

/** Where in a text a thread hangs: the field, and the words that were marked. */
export interface Passage {
  readonly field: string
  readonly quote: string
}

/** A proposed wording for a text of the element. */
export interface Suggestion {
  readonly field: string
  readonly text: string
}

/**
 * The body of an entry of this kind, or undefined for another kind and for an erased body. Bodies were checked against
 * the table of events when they were written; reading does not check them again.
 */
export function bodyAs<K extends ReviewKind>(entry: ReviewEntry, kind: K): ReviewBodies[K] | undefined {
  if (entry.kind !== kind || typeof entry.body !== 'object' || entry.body === null) return undefined
  return entry.body as ReviewBodies[K]
}

export function audienceOf(entry: Pick<ReviewEntry, 'chain'>): Audience {
  return entry.chain === 'shared' ? 'all' : entry.chain
}
