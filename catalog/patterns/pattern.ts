/** An argument pattern as data: which elements stand where, how often, and what is chosen between. GSN v3, 1:3. */
export interface Pattern {
  readonly id: string
  readonly version: number
  readonly title: string
  readonly source: string
  readonly elements: readonly PatternElement[]
  readonly relations: readonly PatternRelation[]
}

/**
 * What one instance of the element is made for. `case` and `capability` stand once in the case and once in each
 * capability; any other word counts its instances below their parent: per risk, per control, per item.
 */
export type PatternScope = string

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
  /** The role that it takes in the pattern of the claim below which it is grown, where that pattern has one. */
  readonly plays?: string
  /** Values for its facet fields; placeholders in them are filled like those of the statement. */
  readonly values?: Readonly<Record<string, string | number | boolean>>
  /** Fields by which two instances below one parent are the same: growing one that is there already grows nothing. */
  readonly key?: readonly string[]
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
  /** Relations of one element with the same choice exclude each other (GSN12: m of n). */
  readonly choice?: string
  /** With a choice: how many of its branches are taken; absent = one. */
  readonly take?: number
  /** With a choice: the value of the field `choice` of the element above that says that this branch is taken. */
  readonly when?: string
  /** With a choice: when this branch is taken, in words: "no risk needs treatment". */
  readonly says?: string
  /** With a choice: what to do to decide it, as a sentence. */
  readonly next?: string
  /** With a choice: the role below the branch that holds the reason for it; nobody takes the branch without one. */
  readonly reason?: string
  /** With a choice: the branch is closed only when both sides have approved the claim that it leads to. */
  readonly agreed?: boolean
}
