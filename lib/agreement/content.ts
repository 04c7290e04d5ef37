import type { Pattern } from '@/catalog/patterns/pattern'
import type { CanonicalCase, CanonicalElement } from '@/lib/case/canonical-case'
import { facetOf } from '@/lib/case/fields'
import type { Challenge } from '@/lib/gsn/challenge-edges'
import type { ElementId, Relation, SkippedRelation } from '@/lib/gsn/graph'
import type { Charter, Roster, Side } from './charter'
import type { Change } from './difference'
import { type Duty, dutiesOf } from './duties'
import type { PreflightItem } from './preflight'
import { type TermPart, termsOf } from './terms'

/** The case as a version holds it: everything that is not in the bin. */
export interface CasePart {
  readonly schema: number
  readonly elements: readonly CanonicalElement[]
  readonly relations: readonly Relation[]
  readonly skipped: readonly SkippedRelation[]
  /** Absent in versions of the first shape. */
  readonly challenges?: readonly Challenge[]
  readonly patterns?: readonly Pattern[]
}

export interface ThreadPart {
  readonly thread: string
  readonly element: ElementId
  readonly opened: string
  readonly by: string
  readonly side: Side | ''
  readonly text: string
  readonly replies: number
}

export interface ApprovalPart {
  readonly claim: ElementId
  readonly name: string
  readonly mdm: ApprovalWord
  readonly hdo: ApprovalWord
}
export type ApprovalWord = 'approved' | 'stale' | 'none' | 'objected'

export interface ChangesPart {
  /** Digest and number of the baseline that the changes are counted from; null for the first version. */
  readonly since: { readonly number: number; readonly digest: string } | null
  readonly changes: readonly Change[]
  /** For an answer to another proposal: in what it differs from that one. */
  readonly counter?: { readonly proposal: number; readonly digest: string; readonly changes: readonly Change[] }
}

export interface PreflightPart {
  readonly items: readonly PreflightItem[]
  readonly reason: string
}

/** Everything that a version freezes, by the name of its part. */
export interface Content {
  readonly case: CasePart
  readonly risks: readonly CanonicalElement[]
  readonly controls: readonly CanonicalElement[]
  readonly responsibilities: readonly Duty[]
  readonly terms: readonly TermPart[]
  readonly evidence: readonly CanonicalElement[]
  readonly threads: readonly ThreadPart[]
  readonly approvals: readonly ApprovalPart[]
  readonly preflight: PreflightPart
  readonly charter: Charter
  readonly roster: Roster
  readonly changes: ChangesPart
  readonly layout: Readonly<Record<string, { readonly dx: number; readonly dy: number }>>
}

/** The parts in the order in which a bundle holds them. */
export const PART_NAMES = [
  'case',
  'risks',
  'controls',
  'responsibilities',
  'terms',
  'evidence',
  'threads',
  'approvals',
  'preflight',
  'charter',
  'roster',
  'changes',
  'layout',
] as const satisfies readonly (keyof Content)[]

export function casePart(canonical: CanonicalCase): CasePart {
  const { schema, elements, relations, skipped, challenges, patterns } = canonical
  return { schema, elements, relations, skipped, challenges, patterns }
}

/** What the parts hold besides the readings of the case, which are computed here. */
export type Material = Pick<
  Content,
  'threads' | 'approvals' | 'preflight' | 'charter' | 'roster' | 'changes' | 'layout'
> & { readonly case: CasePart }

export function makeContent(material: Material): Content {
  const { elements } = material.case
  const withFacet = (facet: string) => elements.filter((element) => facetOf(element) === facet)
  return {
    ...material,
    risks: withFacet('risk'),
    controls: withFacet('control'),
    evidence: withFacet('evidence'),
    responsibilities: dutiesOf(material.case),
    terms: termsOf(material.case),
  }
}
