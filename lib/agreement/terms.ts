import type { CanonicalElement } from '@/lib/case/canonical-case'
import type { ElementId } from '@/lib/gsn/graph'
import { compareTerms, isTerm, readTerm, type Term } from '@/lib/term/read'
import type { Side } from './charter'
import type { CasePart } from './content'
import { argued } from './duties'

/** One responsibility term as a version freezes it: sentences with their values, not templates. */
export interface TermPart {
  readonly term: ElementId
  readonly name: string
  /** Id of the library's topic; '' for words of one's own. */
  readonly topic: string
  readonly title: string
  readonly statement: string
  readonly group: string
  /** Stages of the life cycle, by their ids. */
  readonly stages: readonly string[]
  /** What each side does; a parameter that nobody filled stands in braces. */
  readonly shares: Readonly<Record<Side, string>>
  readonly persons: Readonly<Record<Side, string>>
  readonly parameters: readonly { readonly key: string; readonly label: string; readonly value: string }[]
  /** What is not filled in. */
  readonly open: readonly string[]
  readonly state: 'chosen' | 'dropped'
  /** Why it was dropped; '' for a chosen one. */
  readonly reason: string
}

/** [TRM13] The terms of a case as a version holds them, by group and topic; dropped ones with their reason. */
export function termsOf(part: Pick<CasePart, 'elements' | 'relations'>): readonly TermPart[] {
  const reached = argued(part)
  return part.elements
    .filter((element: CanonicalElement) => isTerm(element) && reached.has(element.id))
    .map(readTerm)
    .sort(compareTerms)
    .map(frozenTerm)
}

function frozenTerm(term: Term): TermPart {
  return {
    term: term.id,
    name: term.name,
    topic: term.topic,
    title: term.title,
    statement: term.statement,
    group: term.group,
    stages: term.stages,
    shares: { mdm: term.mdm, hdo: term.hdo },
    persons: { mdm: term.personMdm, hdo: term.personHdo },
    parameters: term.parameters.map(({ key, label, value }) => ({ key, label, value: String(value ?? '') })),
    open: term.open,
    state: term.dropped ? 'dropped' : 'chosen',
    reason: term.dropped ? term.reason : '',
  }
}
