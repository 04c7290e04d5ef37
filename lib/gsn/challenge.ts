import { type Challenge, challengeKey, targetName } from './challenge-edges'
import type { CaseGraph, Element, ElementId } from './graph'
import { holdsPlaceholder } from './kinds'

/** How an element or a relation stands under the challenges of the case. [GSN14] */
export interface ChallengeState {
  readonly state: 'in-doubt' | 'defeated'
  /** Whether it is challenged itself; otherwise it only rests on something that is. */
  readonly direct: boolean
  /** The challenging elements; where it only rests on something challenged, the challenged elements. */
  readonly by: readonly ElementId[]
}

/** What one challenge amounts to at present. */
export type Weight = 'defeats' | 'doubts' | 'void'

export interface ChallengeReading {
  readonly elements: ReadonlyMap<ElementId, ChallengeState>
  /** By the relation's name, `from:type:to`. */
  readonly relations: ReadonlyMap<string, ChallengeState>
  /** By the challenge's key. */
  readonly weights: ReadonlyMap<string, Weight>
}

interface ByElement {
  readonly from: ReadonlyMap<ElementId, readonly Challenge[]>
  readonly against: ReadonlyMap<ElementId, readonly Challenge[]>
}

const sorted = new WeakMap<readonly Challenge[], ByElement>()

function byElement({ challenges }: CaseGraph): ByElement {
  let known = sorted.get(challenges)
  if (known === undefined) {
    const from = new Map<ElementId, Challenge[]>()
    const against = new Map<ElementId, Challenge[]>()
    const add = (map: Map<ElementId, Challenge[]>, id: ElementId, challenge: Challenge) => {
      const list = map.get(id)
      if (list === undefined) map.set(id, [challenge])
      else list.push(challenge)
    }
    for (const challenge of challenges) {
      add(from, challenge.from, challenge)
      const { target } = challenge
      add(against, 'element' in target ? target.element : target.relation.from, challenge)
    }
    known = { from, against }
    sorted.set(challenges, known)
  }
  return known
}

/** The challenges that an element makes. */
export function challengesFrom(graph: CaseGraph, id: ElementId): readonly Challenge[] {
  return byElement(graph).from.get(id) ?? []
}

/** The challenges against an element, or against a relation that begins at it. */
export function challengesAgainst(graph: CaseGraph, id: ElementId): readonly Challenge[] {
  return byElement(graph).against.get(id) ?? []
}

const NOTHING: ChallengeReading = { elements: new Map(), relations: new Map(), weights: new Map() }
const read = new WeakMap<CaseGraph, ChallengeReading>()

/**
 * [GSN14] What the challenges of a case do. Valid counter-evidence defeats; a counter-claim puts in doubt until it is
 * supported down to evidence, and defeats from then on. A challenge that is itself defeated is void. What rests on
 * something defeated or in doubt, or stands in such a context, is in doubt: shown as inherited, never as its own state.
 * Challenges that attack each other in a circle decide nothing and leave both ends in doubt. GSN v3, 1:6.
 */
export function readChallenges(graph: CaseGraph): ChallengeReading {
  if (graph.challenges.length === 0) return NOTHING
  let reading = read.get(graph)
  if (reading === undefined) {
    reading = readAll(graph)
    read.set(graph, reading)
  }
  return reading
}

/** [GSN14] The state of every element that is challenged or rests on what is challenged; absent for all others. */
export function challengeStates(graph: CaseGraph): ReadonlyMap<ElementId, ChallengeState> {
  return readChallenges(graph).elements
}

function readAll(graph: CaseGraph): ChallengeReading {
  const weights = weigh(graph)
  const elements = new Map<ElementId, ChallengeState>()
  const relations = new Map<string, ChallengeState>()
  for (const challenge of graph.challenges) {
    const weight = weights.get(challengeKey(challenge)) ?? 'doubts'
    if (weight === 'void') continue
    const state = weight === 'defeats' ? 'defeated' : 'in-doubt'
    if ('element' in challenge.target) strike(elements, challenge.target.element, state, challenge.from)
    else strike(relations, targetName(challenge.target), state, challenge.from)
  }
  inherit(graph, elements, relations)
  return { elements, relations, weights }
}

function strike(
  states: Map<string, ChallengeState>,
  id: string,
  state: ChallengeState['state'],
  from: ElementId,
): void {
  const was = states.get(id)
  const worse = was?.state === 'defeated' ? 'defeated' : state
  states.set(id, { state: worse, direct: true, by: [...(was?.by ?? []), from] })
}

/**
 * Weighs challenges until nothing changes any more: each starts undecided and is decided once, so every replica comes to
 * the same weights whatever order it looks in.
 */
function weigh(graph: CaseGraph): ReadonlyMap<string, Weight> {
  const cases = graph.challenges.map((challenge) => ({
    key: challengeKey(challenge),
    from: challenge.from,
    ready: isReady(graph, challenge.from),
    against: againstAnyOf(graph, argumentOf(graph, challenge.from)),
  }))
  const weights = new Map<string, Weight>()
  const void_ = (challenge: Challenge) => weights.get(challengeKey(challenge)) === 'void'
  const strikes = (challenge: Challenge) => weights.get(challengeKey(challenge)) === 'defeats'
  for (let moved = true; moved; ) {
    moved = false
    for (const { key, from, ready, against } of cases) {
      if (weights.has(key)) continue
      const own = against.filter(({ target }) => 'element' in target && target.element === from)
      if (own.some(strikes)) weights.set(key, 'void')
      else if (ready && against.every(void_)) weights.set(key, 'defeats')
      else continue
      moved = true
    }
  }
  return weights
}

/** The challenger and everything that it rests on, also in other modules. */
function argumentOf(graph: CaseGraph, id: ElementId): ReadonlySet<ElementId> {
  const all = new Set<ElementId>()
  const stack = [id]
  while (stack.length > 0) {
    const next = stack.pop()!
    if (all.has(next)) continue
    all.add(next)
    const away = graph.elements.get(next)?.away
    stack.push(...graph.supports(next), ...graph.contexts(next), ...(away === undefined ? [] : [away]))
  }
  return all
}

function againstAnyOf(graph: CaseGraph, ids: ReadonlySet<ElementId>): readonly Challenge[] {
  return graph.challenges.filter(({ target }) => ids.has('element' in target ? target.element : target.relation.from))
}

/** Whether a challenger says something, and, for a claim, is supported down to evidence. */
function isReady(graph: CaseGraph, id: ElementId, above: ReadonlySet<ElementId> = new Set()): boolean {
  const element = graph.elements.get(id)
  if (element === undefined || !saysSomething(element) || element.undeveloped || above.has(id)) return false
  if (element.kind === 'solution') return true
  const below = element.away === undefined ? graph.supports(id) : [element.away]
  const path = new Set([...above, id])
  return below.length > 0 && below.every((each) => isReady(graph, each, path))
}

function saysSomething({ statement }: Element): boolean {
  return statement.trim() !== '' && !holdsPlaceholder(statement)
}

/** Carries doubt upwards: to what rests on a struck element or relation, or stands in the context of one. */
function inherit(
  graph: CaseGraph,
  elements: Map<ElementId, ChallengeState>,
  relations: ReadonlyMap<string, ChallengeState>,
): void {
  const reasons = new Map<ElementId, Set<ElementId>>()
  const note = (id: ElementId, reason: ElementId): boolean => {
    const known = reasons.get(id)
    if (known?.has(reason)) return false
    if (known === undefined) reasons.set(id, new Set([reason]))
    else known.add(reason)
    return true
  }
  const stack: { readonly id: ElementId; readonly reason: ElementId }[] = []
  const up = (id: ElementId, reason: ElementId) => {
    for (const above of [...graph.supporterOf(id), ...graph.contextOf(id), ...graph.awaysOf(id)]) {
      if (note(above, reason)) stack.push({ id: above, reason })
    }
  }
  for (const id of elements.keys()) up(id, id)
  for (const name of relations.keys()) {
    const from = name.split(':')[0] ?? ''
    if (note(from, from)) stack.push({ id: from, reason: from })
  }
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) up(next.id, next.reason)
  for (const [id, by] of reasons) {
    if (!elements.has(id)) elements.set(id, { state: 'in-doubt', direct: false, by: [...by].sort() })
  }
}
