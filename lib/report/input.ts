import type { Audience, LeftOut } from '@/lib/access/audience'
import type { Side } from '@/lib/access/policy'
import type { CanonicalElement, NarrativeNode } from '@/lib/case/canonical-case'
import type { Pen } from '@/lib/drawing/diagram'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import type { ReviewEntry } from '@/lib/review/entries'
import type { ReviewState } from '@/lib/review/state'

/** A picture of a narrative, as bytes of a known kind. */
export interface KnownPicture {
  readonly type: string
  readonly bytes: Uint8Array
}

/** What is known about the case besides its content. */
export interface ReportAbout {
  readonly caseId: string
  readonly title: string
  readonly organisations: Readonly<Record<Side, string>>
  /** ISO 8601 UTC with milliseconds: when it was written. */
  readonly at: string
  /** The number of the last change it holds. */
  readonly seq: number
  /** Digest of the canonical reading, as the screens show it. */
  readonly digest: string
  readonly by: string
}

/** Everything that a report is composed from. Nothing in it is more than its audience may read. */
export interface ReportInput extends ReportAbout {
  readonly audience: Audience
  readonly graph: CaseGraph
  /** Of the whole case, with the threads that the audience may read. */
  readonly review: ReviewState
  readonly entries: readonly ReviewEntry[]
  readonly elements: ReadonlyMap<ElementId, CanonicalElement>
  /** Only this capability, by its code; absent for the whole case. */
  readonly capability?: string
  /** The pictures of narratives that the audience may see, by hash. */
  readonly pictures: ReadonlyMap<string, KnownPicture>
  readonly left: LeftOut
  readonly pen: Pen
  /** Whether the typeface of the pages can show a character. */
  readonly hasGlyph: (codePoint: number) => boolean
}

export function narrativeOf(input: ReportInput, id: ElementId): readonly NarrativeNode[] {
  return input.elements.get(id)?.narrative ?? []
}

/** Where links to a capability's part lead. */
export function partId(capability: string): string {
  return `capability-${capability}`
}
