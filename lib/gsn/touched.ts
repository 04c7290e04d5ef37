import { challengeKey } from './challenge-edges'
import type { CaseGraph, ElementId, SkippedRelation } from './graph'

/** How many steps back can be asked for; whoever has slept longer compares everything. */
const REMEMBERED = 512

interface Place {
  readonly log: StepLog
  readonly version: number
}

const PLACES = new WeakMap<CaseGraph, Place>()

/** What each reading of one live document changed, so that nobody has to compare two whole cases. */
export class StepLog {
  private version = 0
  private readonly steps: ReadonlySet<ElementId>[] = []

  /** Notes the next reading; `touched` holds every id whose content, relations, place or absence differ. */
  add(graph: CaseGraph, touched: ReadonlySet<ElementId>): void {
    this.steps.push(touched)
    if (this.steps.length > REMEMBERED) this.steps.shift()
    PLACES.set(graph, { log: this, version: ++this.version })
  }

  /** Notes a reading about which nothing is known; the steps before it are forgotten. */
  restart(graph: CaseGraph): void {
    this.steps.length = 0
    PLACES.set(graph, { log: this, version: ++this.version })
  }

  /** The union of what changed after one version up to another; undefined when that is not remembered. */
  between(before: number, after: number): ReadonlySet<ElementId> | undefined {
    const first = this.steps.length - (this.version - before)
    const last = this.steps.length - (this.version - after)
    if (first < 0 || last < first) return undefined
    if (last - first === 1) return this.steps[first]
    const all = new Set<ElementId>()
    for (const step of this.steps.slice(first, last)) for (const id of step) all.add(id)
    return all
  }
}

/** What stays the same object for all readings of one live document; undefined for a graph that stands alone. */
export function liveOf(graph: CaseGraph): object | undefined {
  return PLACES.get(graph)?.log
}

/**
 * The elements that are not the same in two readings of a case: content, bin mark, relations, skipped relations, or
 * whether they are argued. Cheap for readings of one live document that lie close together, else compares them all.
 */
export function touchedBetween(before: CaseGraph, after: CaseGraph): ReadonlySet<ElementId> {
  if (before === after) return new Set()
  const [from, to] = [PLACES.get(before), PLACES.get(after)]
  const known = from !== undefined && from.log === to?.log ? from.log.between(from.version, to.version) : undefined
  return known ?? compareAll(before, after)
}

function compareAll(before: CaseGraph, after: CaseGraph): ReadonlySet<ElementId> {
  const touched = new Set<ElementId>()
  for (const id of before.elements.keys()) if (differs(before, after, id)) touched.add(id)
  for (const id of after.elements.keys()) if (!before.elements.has(id)) touched.add(id)
  for (const id of before.bin.keys()) if (before.bin.get(id) !== after.bin.get(id)) touched.add(id)
  for (const id of after.bin.keys()) if (before.bin.get(id) !== after.bin.get(id)) touched.add(id)
  touchDecisions(before, after, touched)
  if (before.rootId !== after.rootId)
    for (const id of [before.rootId, after.rootId]) if (id !== undefined) touched.add(id)
  return touched
}

/** The ends of relations that are skipped, and of challenges that count, in only one of two readings. */
export function touchDecisions(
  before: Pick<CaseGraph, 'skipped' | 'challenges'>,
  after: Pick<CaseGraph, 'skipped' | 'challenges'>,
  touched: Set<ElementId>,
): void {
  for (const [one, other] of [
    [before, after],
    [after, before],
  ] as const) {
    if (one.skipped !== other.skipped) touchSkipped(one, other, touched)
    if (one.challenges !== other.challenges) touchChallenges(one, other, touched)
  }
}

type Skips = Pick<CaseGraph, 'skipped'>
type Challenged = Pick<CaseGraph, 'challenges'>

/** The ends of what does not count in one reading and is not told in the other. */
function touchSkipped(one: Skips, other: Skips, touched: Set<ElementId>): void {
  const there = new Set(other.skipped.map(skipKey))
  for (const relation of one.skipped) {
    if (!there.has(skipKey(relation))) for (const end of [relation.from, relation.to]) touched.add(end)
  }
}

function touchChallenges(one: Challenged, other: Challenged, touched: Set<ElementId>): void {
  const there = new Set(other.challenges.map(challengeKey))
  for (const challenge of one.challenges) {
    if (there.has(challengeKey(challenge))) continue
    const { target } = challenge
    const ends = 'element' in target ? [target.element] : [target.relation.from, target.relation.to]
    for (const end of [challenge.from, ...ends]) touched.add(end)
  }
}

const LISTS = ['supports', 'contexts', 'supporterOf', 'contextOf', 'awaysOf'] as const

function differs(a: CaseGraph, b: CaseGraph, id: ElementId): boolean {
  return (
    a.elements.get(id) !== b.elements.get(id) ||
    a.reachable.has(id) !== b.reachable.has(id) ||
    LISTS.some((list) => !sameIds(a[list](id), b[list](id)))
  )
}

function sameIds(a: readonly ElementId[], b: readonly ElementId[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]))
}

function skipKey(relation: SkippedRelation): string {
  return `${relation.reason} ${relation.from}>${relation.type}>${relation.to}`
}
