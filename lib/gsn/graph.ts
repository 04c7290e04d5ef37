import type { Pattern } from '@/catalog/patterns/pattern'
import { type Challenge, effectiveChallenges } from './challenge-edges'
import { type EdgeType, isKind, type Kind, mayRelate, type RelationType } from './kinds'

export type ElementId = string & { readonly __brand?: 'ElementId' }

/** A facet field's value as it stands in the document. Numbers are safe integers. */
export type FieldValue = string | number | boolean

/** One GSN element with everything that is said about it, except its narrative. Immutable. */
export interface Element {
  readonly id: ElementId
  readonly kind: Kind
  /** Its place in the pattern, such as `C7`; absent for free elements. */
  readonly role?: string
  /** The pattern that the role belongs to, when it is not the case's own (CaseGraph.patterns). */
  readonly pattern?: string
  /** The security capability's code, such as `ALOF`; absent for elements of the whole case. */
  readonly capability?: string
  /** Which facet fields it carries (lib/case/fields.ts), such as `risk`; absent when it carries none. */
  readonly facet?: string
  /** The label on the diagram: stored, never parsed [GSN4]. */
  readonly name: string
  readonly statement: string
  readonly undeveloped: boolean
  /** [GSN13] Whether other modules may cite it. */
  readonly public?: boolean
  /** [GSN13] The element of another module that this one stands in for: its statement is that element's, word for word. */
  readonly away?: ElementId
  /** [EXC14] The file that it was taken from, by the names that the file has; absent for what people made here. */
  readonly takenFrom?: string
  /** [EXC14] Where in that file. */
  readonly takenAt?: string
  /** [EXC14] What it was taken as: the same in every later version of the file. */
  readonly takenKey?: string
  readonly deleted: boolean
  /** Facet fields that are single values, by field name (lib/case/fields.ts). */
  readonly fields: Readonly<Record<string, FieldValue>>
  /** Facet fields that are texts of their own, by field name. */
  readonly texts: Readonly<Record<string, string>>
}

export interface Relation {
  readonly from: ElementId
  readonly type: RelationType
  readonly to: ElementId
  /** Sorting key among the siblings; compared as a string, then by key. */
  readonly order: string
  /** [GSN11] Pattern decoration: a ball with this label, such as `3`, `0..2` or `1..*`. */
  readonly multiplicity?: string
  /** [GSN11] Pattern decoration: a hollow ball, none or one. */
  readonly optional?: boolean
  /** [GSN12] Pattern decoration: relations of one element with the same word stand at one diamond. */
  readonly choice?: string
  /** [GSN12] How many of the choice's branches are taken; absent = one. */
  readonly take?: number
}

export type SkipReason = 'illegal' | 'cycle' | 'dangling'

/** A relation that stands in the document but does not count: legal merges of legal edits can make one. */
export interface SkippedRelation extends Omit<Relation, 'type'> {
  readonly type: EdgeType
  readonly reason: SkipReason
}

/** The immutable reading of a case: its elements and the effective relations between them. */
export interface CaseGraph {
  /** Elements that are not in the bin, by id. */
  readonly elements: ReadonlyMap<ElementId, Element>
  readonly bin: ReadonlyMap<ElementId, Element>
  readonly relations: readonly Relation[]
  readonly skipped: readonly SkippedRelation[]
  /** [GSN10] Those relations that hold pattern decoration: none in a final argument. */
  readonly decorated: readonly Relation[]
  /** [GSN14] What is challenged by what; no support, and not followed by `reachable`. */
  readonly challenges: readonly Challenge[]
  /** Patterns of other organisations that this case uses, by id. */
  readonly patterns: ReadonlyMap<string, Pattern>
  /** What the element rests on, in document order. */
  readonly supports: (id: ElementId) => readonly ElementId[]
  readonly contexts: (id: ElementId) => readonly ElementId[]
  /** Elements that rest on this one. */
  readonly supporterOf: (id: ElementId) => readonly ElementId[]
  readonly contextOf: (id: ElementId) => readonly ElementId[]
  /** [GSN13] The away elements that stand in for this one. */
  readonly awaysOf: (id: ElementId) => readonly ElementId[]
  /** The top claim: the element with role C1, else the first claim that supports nothing. */
  readonly rootId: ElementId | undefined
  /** Ids that can be reached from the top claim: what the case argues. The rest is parked or unattached. */
  readonly reachable: ReadonlySet<ElementId>
}

export function relationKey(relation: { readonly from: string; readonly type: EdgeType; readonly to: string }): string {
  return `${relation.from}>${relation.type}>${relation.to}`
}

/** Orders by UTF-16 code units, the same on every machine. */
export function compareKeys(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Derives the effective graph. Relations are taken in key order; one that GSN forbids, that misses an end or that
 * would close a cycle is skipped. Equal documents give equal graphs on every replica, whatever order they merged in.
 * @param elements  every element of the document, the binned ones included
 * @param relations every relation that is not deleted
 * @param extras    challenges that are not deleted, and patterns that the case brought along
 */
export function effectiveGraph(
  elements: Iterable<Element>,
  relations: Iterable<Relation>,
  extras: GraphExtras = {},
): CaseGraph {
  const alive = new Map<ElementId, Element>()
  const bin = new Map<ElementId, Element>()
  for (const element of [...elements].sort((a, b) => compareKeys(a.id, b.id))) {
    if (element.deleted) bin.set(element.id, element)
    else alive.set(element.id, element)
  }

  const shown = resolveAways(alive)
  const effective: Relation[] = []
  const skipped: SkippedRelation[] = []
  // What an away element stands in for counts as below it: no circle may run through another module.
  const below = new Map<ElementId, ElementId[]>()
  for (const [target, aways] of shown) for (const away of aways) push(below, away, target)
  for (const relation of [...relations].sort((a, b) => compareKeys(relationKey(a), relationKey(b)))) {
    const reason = reasonToSkip(relation, alive, bin, below)
    if (reason === undefined) {
      effective.push(relation)
      if (relation.type === 'supportedBy') push(below, relation.from, relation.to)
    } else if (reason !== 'binned') skipped.push({ ...relation, reason })
  }
  const challenges = effectiveChallenges(extras.challenges ?? [], alive, bin, effective, skipped)
  return { ...indexed(alive, bin, effective, skipped, shown), challenges, patterns: extras.patterns ?? new Map() }
}

export interface GraphExtras {
  readonly challenges?: Iterable<Challenge>
  readonly patterns?: ReadonlyMap<string, Pattern>
}

/** [GSN13] Puts the target's words into each away element; answers which elements are shown elsewhere, and by which. */
function resolveAways(alive: Map<ElementId, Element>): Map<ElementId, ElementId[]> {
  const shown = new Map<ElementId, ElementId[]>()
  for (const element of alive.values()) {
    if (element.away === undefined) continue
    const target = alive.get(element.away)
    if (target !== undefined && target.away === undefined) push(shown, target.id, element.id)
    alive.set(element.id, withTargetsWords(element, target))
  }
  return shown
}

/** [GSN13] An away element as it is shown: in the words of the element it stands for, or none. */
export function withTargetsWords(away: Element, target: Element | undefined): Element {
  const statement = target === undefined || target.away !== undefined ? '' : target.statement
  return away.statement === statement ? away : { ...away, statement }
}

/** The graph with new readings of elements whose kind, role and bin mark are as before: relations stay as they are. */
export function withContent(graph: CaseGraph, changed: readonly Element[]): CaseGraph {
  const elements = new Map(graph.elements)
  const bin = new Map(graph.bin)
  for (const element of changed) {
    const shown = element.away === undefined ? element : withTargetsWords(element, elements.get(element.away))
    ;(element.deleted ? bin : elements).set(element.id, shown)
  }
  for (const { id } of changed) {
    for (const away of graph.awaysOf(id)) {
      const element = elements.get(away)
      if (element !== undefined) elements.set(away, withTargetsWords(element, elements.get(id)))
    }
  }
  return { ...graph, elements, bin }
}

/** A relation to a binned element sleeps and wakes with it; a relation to nothing at all is dangling. */
export function reasonToSkip(
  relation: Relation,
  alive: ReadonlyMap<ElementId, Element>,
  bin: ReadonlyMap<ElementId, Element>,
  below: Below,
): SkipReason | 'binned' | undefined {
  const from = alive.get(relation.from)
  const to = alive.get(relation.to)
  if (from === undefined || to === undefined) {
    const known = (id: ElementId) => alive.has(id) || bin.has(id)
    return known(relation.from) && known(relation.to) ? 'binned' : 'dangling'
  }
  // [GSN13] An away element is argued where it is at home.
  if (from.away !== undefined) return 'illegal'
  if (!isKind(from.kind) || !isKind(to.kind) || !mayRelate(from.kind, relation.type, to.kind)) return 'illegal'
  if (relation.type === 'supportedBy' && reaches(below, relation.to, relation.from)) return 'cycle'
  return undefined
}

/** What each element rests on. */
export type Below = Pick<ReadonlyMap<ElementId, readonly ElementId[]>, 'get'>

/** [GSN3] Whether `target` is `start` or stands somewhere below it. */
export function reaches(below: Below, start: ElementId, target: ElementId): boolean {
  const seen = new Set<ElementId>()
  const stack = [start]
  while (stack.length > 0) {
    const id = stack.pop()!
    if (id === target) return true
    if (seen.has(id)) continue
    seen.add(id)
    for (const next of below.get(id) ?? []) stack.push(next)
  }
  return false
}

function indexed(
  elements: ReadonlyMap<ElementId, Element>,
  bin: ReadonlyMap<ElementId, Element>,
  relations: readonly Relation[],
  skipped: readonly SkippedRelation[],
  shown: ReadonlyMap<ElementId, readonly ElementId[]>,
): Omit<CaseGraph, 'challenges' | 'patterns'> {
  const inOrder = [...relations].sort(
    (a, b) => compareKeys(a.order, b.order) || compareKeys(relationKey(a), relationKey(b)),
  )
  const supports = new Map<ElementId, ElementId[]>()
  const contexts = new Map<ElementId, ElementId[]>()
  const supporterOf = new Map<ElementId, ElementId[]>()
  const contextOf = new Map<ElementId, ElementId[]>()
  for (const { from, type, to } of inOrder) {
    push(type === 'supportedBy' ? supports : contexts, from, to)
    push(type === 'supportedBy' ? supporterOf : contextOf, to, from)
  }
  const rootId = findRoot(elements, supporterOf)
  const reachable = new Set<ElementId>()
  const stack = rootId === undefined ? [] : [rootId]
  while (stack.length > 0) {
    const id = stack.pop()!
    if (reachable.has(id)) continue
    reachable.add(id)
    stack.push(...(supports.get(id) ?? []), ...(contexts.get(id) ?? []))
  }
  return {
    elements,
    bin,
    relations,
    skipped,
    decorated: relations.filter(isDecorated),
    supports: (id) => supports.get(id) ?? [],
    contexts: (id) => contexts.get(id) ?? [],
    supporterOf: (id) => supporterOf.get(id) ?? [],
    contextOf: (id) => contextOf.get(id) ?? [],
    awaysOf: (id) => shown.get(id) ?? [],
    rootId,
    reachable,
  }
}

/** [GSN11] [GSN12] Whether a relation holds pattern decoration. */
export function isDecorated({ multiplicity, optional, choice }: Relation): boolean {
  return multiplicity !== undefined || optional === true || choice !== undefined
}

/** The top claim: role C1, else the first claim that supports nothing. */
export function findRoot(
  elements: ReadonlyMap<ElementId, Element>,
  supporterOf: Pick<ReadonlySet<ElementId>, 'has'>,
): ElementId | undefined {
  let first: ElementId | undefined
  for (const element of elements.values()) {
    if (element.role === 'C1') return element.id
    if (first === undefined && element.kind === 'goal' && !supporterOf.has(element.id)) first = element.id
  }
  return first
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
