import type { Kind, RelationType } from '@/lib/gsn/kinds'

/**
 * [EXC1] An argument as a file of another tool holds it: what every format is read into, and what every format is written
 * from. Nothing is judged here: a relation that GSN forbids is kept, so that it can be loaded and shown as a finding.
 */
export interface ArgumentFile {
  readonly title: string
  readonly elements: readonly FileElement[]
  readonly relations: readonly FileRelation[]
  readonly challenges: readonly FileChallenge[]
  /** What could not be taken as it stands, in the order of the file. */
  readonly problems: readonly FileProblem[]
}

export interface FileElement {
  /** Unique in the file; the identifier of the file where it has one. */
  readonly id: string
  /** The label on the diagram. */
  readonly name: string
  readonly kind: Kind
  readonly statement: string
  readonly undeveloped: boolean
  /** Whether other modules may cite it. */
  readonly public?: boolean
  /** The module of the file that it belongs to, when the file has modules. */
  readonly module?: string
  /** It stands in for that element, perhaps of another module. */
  readonly away?: string
  /** What else the file says about it and an element has no place for: kept as its narrative, a line each. */
  readonly notes: readonly string[]
  /** Line of the file, from 1, when it is text. */
  readonly line?: number
}

export interface FileRelation {
  readonly from: string
  readonly type: RelationType
  readonly to: string
}

export interface FileChallenge {
  readonly from: string
  readonly target: { readonly element: string } | { readonly relation: FileRelation }
  /** Sustained: what is challenged is defeated. */
  readonly sustained: boolean
}

export interface FileProblem {
  /** Line of the file, from 1. */
  readonly line?: number
  /** Where in a structured file, such as `G1.supportedBy[2]`. */
  readonly path?: string
  /** What was done about it: left out, or read in another way than it stands. */
  readonly done: 'left-out' | 'changed'
  /** A plain sentence. */
  readonly message: string
}

/** How much one file may hold. */
export const ARGUMENT_MAX = { elements: 25_000, relations: 60_000, problems: 500, text: 100_000 } as const

/** Gathers what is wrong with a file. After the first 500 it only counts. */
export class Problems {
  private readonly all: FileProblem[] = []
  private more = 0

  leftOut(message: string, where: { readonly line?: number; readonly path?: string } = {}): void {
    this.add({ ...where, done: 'left-out', message })
  }

  changed(message: string, where: { readonly line?: number; readonly path?: string } = {}): void {
    this.add({ ...where, done: 'changed', message })
  }

  list(): readonly FileProblem[] {
    if (this.more === 0) return this.all
    return [...this.all, { done: 'left-out', message: `There are ${this.more} more such lines.` }]
  }

  private add(problem: FileProblem): void {
    if (this.all.length < ARGUMENT_MAX.problems) this.all.push(problem)
    else this.more++
  }
}

/**
 * A file in another tool's format, and what that format has no place for.
 * `lost` has one sentence for each kind of thing, such as "Risk figures of 12 elements".
 */
export interface WrittenArgument {
  readonly text: string
  readonly lost: readonly string[]
}
