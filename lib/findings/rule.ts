import type { Pattern } from '@/catalog/patterns/pattern'
import type { Side } from '@/lib/access/policy'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { CaseIndex } from './case-index'

/** Red blocks a proposal, amber needs a reason to go on, grey is advice. */
export type Severity = 'red' | 'amber' | 'grey'

/** A one-click next step: a command of lib/pattern/registry.ts with its arguments, and the words on its button. */
export interface Act {
  readonly command: string
  readonly args: Readonly<Record<string, unknown>>
  readonly label: string
}

/** What a rule says about one element: what is wrong and what to do next, each as a sentence. */
export interface Hit {
  /** Where it shows; the element that was looked at unless there is a reason for another. */
  readonly element: ElementId
  readonly message: string
  readonly nextStep: string
  /** Whose turn it is; absent where either side may act. */
  readonly sides?: readonly Side[]
  /** Where this hit weighs more or less than its rule. */
  readonly severity?: Severity
  readonly act?: Act
}

/** What a check may know besides the graph. */
export interface FindingContext {
  /** The day by which dates are judged, YYYY-MM-DD; without it dates are not judged. */
  readonly today?: string
  readonly pattern: Pattern
  /**
   * The elements that stand under one key of an index, in the order of their ids: how a rule looks at the whole case
   * without walking it. Counts and names come from here, so that one edit does not check everything again.
   */
  readonly find: (index: CaseIndex, key: string) => readonly ElementId[]
}

/** One rule of the table (lib/findings/rules.ts). Its id and title stand in lib/SPEC.md word for word. */
export interface Rule {
  readonly id: string
  readonly severity: Severity
  /** What holds, one sentence. */
  readonly title: string
  /** The clause that it comes from. */
  readonly source: string
  /** Which elements it looks at. */
  readonly on: (element: Element) => boolean
  /** Also looked at where the case does not argue the element: parked, or attached to nothing. */
  readonly everywhere?: boolean
  /**
   * How far a check looks, which decides when it is made again:
   * - `self`: at the element's own content only (what `on` sees, and the day);
   * - `neighbours`, `branch`: at other elements, by asking the graph for them one by one, and at the whole case through
   *   `context.find`. All of that is noted, so no declared distance is needed; but do not ask for something that is
   *   remembered per graph (a WeakMap), because what another check worked out is not noted for this one;
   * - `case`: at anything. Made again after every edit on every element that `on` lets through: keep that set small, or
   *   the check a look into something that is worked out once per graph.
   */
  readonly reads: 'self' | 'neighbours' | 'branch' | 'case'
  readonly check: (graph: CaseGraph, element: Element, context: FindingContext) => readonly Hit[]
}

/** What a check says: which element, by which rule, and what to do next. */
export interface Finding {
  /** The rule's id in lib/SPEC.md, such as `GSN3`. */
  readonly rule: string
  readonly severity: Severity
  readonly element: ElementId
  /** The element's capability code, for grouping. */
  readonly capability?: string
  /** What is wrong, as a sentence. */
  readonly message: string
  /** What to do about it, as a sentence. */
  readonly nextStep: string
  /** Whose turn it is; absent where either side may act. */
  readonly sides?: readonly Side[]
  /** The next step at one click, where a command can take it. */
  readonly act?: Act
}

/** The one hit of a rule that found something at its element. */
export function hit(element: Element, message: string, nextStep: string, more: Partial<Hit> = {}): readonly Hit[] {
  return [{ element: element.id, message, nextStep, ...more }]
}

/** No hit: the rule holds here. */
export const HOLDS: readonly Hit[] = []
