import type { ElementId } from '@/lib/gsn/graph'
import type { Audience, EntryActor, Passage } from './entries'

export interface Said {
  readonly at: string
  readonly by: EntryActor
}

/** How something read before its author changed it. */
export interface Wording {
  readonly at: string
  readonly text: string
}

/** [REV15] Words with their trace: earlier wordings, oldest first, and when their author took them back. */
export interface Words extends Said {
  /** What it says now; empty once it was taken back. */
  readonly text: string
  readonly mentions?: readonly string[]
  readonly earlier?: readonly Wording[]
  /** When it was last changed. */
  readonly edited?: string
  /** When its author took it back; then `earlier` holds all that was said. */
  readonly removed?: string
}

export interface Reply extends Words {
  readonly id: string
}

/** Who is to take care of a thread. */
export interface Assignment extends Said {
  readonly person: string
  readonly name: string
  /** The day by which, as YYYY-MM-DD. */
  readonly due?: string
}

/** What became of a suggestion; absent while nobody decided. */
export type SuggestionOutcome =
  | (Said & { readonly state: 'applied'; readonly before: string; readonly after: string })
  | (Said & { readonly state: 'declined'; readonly note: string })

/** One conversation about one element. */
export interface Thread extends Words {
  readonly id: string
  readonly element: ElementId
  readonly audience: Audience
  /** The proposed version that it is about, as it was frozen; absent for the case as it stands. */
  readonly proposal?: number
  readonly passage?: Passage
  /** A proposed wording of the element's statement, or of the passage's words. */
  readonly suggestion?: string
  readonly outcome?: SuggestionOutcome
  readonly class?: string
  readonly assigned?: Assignment
  readonly replies: readonly Reply[]
  /** Who resolved it and when; absent while it is open. */
  readonly resolved?: Said & { readonly note?: string }
}

export type Threads = ReadonlyMap<string, Thread>
