/** An argument pattern as data: which elements stand where, how often, and what is chosen between. GSN v3, 1:3. */
export interface Pattern {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly source: string
  readonly elements: readonly PatternElement[]
  readonly relations: readonly PatternRelation[]
}

/** What one instance of the element is made for: once per case, per capability, per risk, per control or per item. */
export type PatternScope = 'case' | 'capability' | 'risk' | 'control' | 'evidence'

export interface PatternElement {
  readonly role: string
  readonly kind: 'goal' | 'strategy' | 'solution' | 'context' | 'assumption' | 'justification'
  readonly scope: PatternScope
  /** The statement's template; `{...}` is a placeholder, `[X]` the capability's code. */
  readonly statement: string
  /** What people call it in a sentence: "no control", "2 risks". */
  readonly word: string
  /** Which facet fields it carries (lib/case/fields.ts). */
  readonly facet?: string
  /** What the step is for, in plain words, shown as help. */
  readonly help: string
}

/** How many instances: a number, or `many` for no upper bound. GSN11. */
export interface Multiplicity {
  readonly min: number
  readonly max: number | 'many'
}

export interface PatternRelation {
  readonly from: string
  readonly type: 'supportedBy' | 'inContextOf'
  readonly to: string
  readonly count: Multiplicity
  /** Relations of one element with the same choice exclude each other (GSN12: 1 of n). */
  readonly choice?: string
  /** With a choice: the condition in words of the pattern. */
  readonly when?: 'not-required' | 'required' | 'no-risk' | 'risks'
}
