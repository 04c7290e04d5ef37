import { JUDGEMENT_FIELDS } from '@/lib/case/fields'
import { canonicalJson } from '@/lib/gsn/canonical'
import { challengesAgainst, readChallenges } from '@/lib/gsn/challenge'
import { challengeKey, targetName } from '@/lib/gsn/challenge-edges'
import { sha256Hex } from '@/lib/gsn/digest'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { restsOn } from '@/lib/gsn/module'

/** What an approval is bound to. Each is 64 hex characters; equal content gives equal digests on every replica. */
export interface ClaimDigests {
  /** Its own words, marks and facet fields. */
  readonly statement: string
  /** Everything it rests on, down to the evidence and its file digests. */
  readonly support: string
  /** The contexts and assumptions that hold for it, own and inherited, and its own justifications. */
  readonly context: string
}

export type DigestMap = ReadonlyMap<ElementId, ClaimDigests>

/** Which of the three says something else. */
export const COMPONENTS = ['statement', 'support', 'context'] as const
export type Component = (typeof COMPONENTS)[number]

// A graph never changes, so whoever asks again about the same one gets the same answer.
const computed = new WeakMap<CaseGraph, DigestMap>()

/** [REV1] [REV2] [REV3] The digests of every claim of the case, computed from scratch in one pass. */
export function claimDigests(graph: CaseGraph): DigestMap {
  let digests = computed.get(graph)
  if (digests === undefined) {
    digests = createDigester()(graph)
    computed.set(graph, digests)
  }
  return digests
}

/** The components in which two sets of digests differ; empty when they are equal. */
export function differingComponents(a: ClaimDigests, b: ClaimDigests): Component[] {
  return COMPONENTS.filter((component) => a[component] !== b[component])
}

/**
 * [REV4] Digests for one graph after another: only what an edit touched, and what stands above or below it, is worked out
 * again. The answers are those of `claimDigests`, whatever was asked before.
 */
export function createDigester(): (graph: CaseGraph) => DigestMap {
  let hashes: ReadonlyMap<string, string> = new Map()
  let last: Reading | undefined
  return (graph) => {
    if (last?.graph === graph) return last.digests
    const touched = last === undefined ? undefined : touchedSince(last.graph, graph)
    if (touched !== undefined) last = readDigests(graph, sha256Hex, last, touched)
    else {
      // Relations moved: everything is read again, and what hashes as it did then is not hashed again.
      const made = new Map<string, string>()
      const hash = (input: string) => {
        const digest = made.get(input) ?? hashes.get(input) ?? sha256Hex(input)
        made.set(input, digest)
        return digest
      }
      last = readDigests(graph, hash, undefined, undefined)
      hashes = made
    }
    return last.digests
  }
}

interface Reading {
  readonly graph: CaseGraph
  readonly order: readonly ElementId[]
  /** What each element and everything below it says. */
  readonly rests: ReadonlyMap<ElementId, string>
  readonly digests: DigestMap
}

/** What an edit of words touches: elements that it stands in or below, and elements that it holds for. */
interface Touched {
  readonly above: ReadonlySet<ElementId>
  readonly around: ReadonlySet<ElementId>
}

/** Undefined when more than words moved: then nothing of an earlier reading may be kept. */
function touchedSince(before: CaseGraph, after: CaseGraph): Touched | undefined {
  if (before.relations !== after.relations || before.elements.size !== after.elements.size) return undefined
  // What one word does to the weight of a challenge can show anywhere: with challenges, everything is read again.
  if (before.challenges.length > 0 || after.challenges.length > 0) return undefined
  const changed: ElementId[] = []
  for (const [id, element] of after.elements) {
    const was = before.elements.get(id)
    if (was?.kind !== element.kind || was.away !== element.away) return undefined
    if (was !== element) changed.push(id)
  }
  const holders = changed.flatMap((id) => after.contextOf(id))
  return { above: closure([...changed, ...holders], above(after)), around: closure(holders, after.supports) }
}

/**
 * What is hashed are lines: a version mark, then digests of fixed length, so no content can imitate the structure.
 * @param before  an earlier reading of which everything but `touched` still holds; both or neither
 */
function readDigests(
  graph: CaseGraph,
  hash: (input: string) => string,
  before: Reading | undefined,
  touched: Touched | undefined,
): Reading {
  const order = before?.order ?? topDown(graph)
  const rests = new Map(before?.rests)
  const digests = new Map(before?.digests)
  for (const id of order.toReversed()) {
    const above = touched === undefined || touched.above.has(id)
    const around = touched === undefined || touched.around.has(id)
    if (!above && !around) continue
    const below = sortedLines(restsOn(graph, id).map((child) => rests.get(child) ?? ''))
    const against = challengeLines(graph, id)
    if (above) rests.set(id, restsOf(graph, id, below, against, hash))
    if (!isClaim(graph, id)) continue
    const kept = digests.get(id)
    digests.set(id, {
      statement: ownDigestAt(graph, id),
      support: above || kept === undefined ? hash(`support/1\n${below}${against}`) : kept.support,
      context: around || kept === undefined ? contextDigest(graph, id, hash) : kept.context,
    })
  }
  // Read from the leaves up, told from the top down.
  return { graph, order, rests, digests: before === undefined ? new Map([...digests].reverse()) : digests }
}

function restsOf(
  graph: CaseGraph,
  id: ElementId,
  below: string,
  against: string,
  hash: (input: string) => string,
): string {
  const own = ownDigestAt(graph, id)
  const around = sortedLines(graph.contexts(id).map((context) => saidAt(graph, context, hash)))
  if (around === '' && below === '' && against === '') return own
  return hash(`rests/1\n${own}\naround\n${around}\nbelow\n${below}${against}`)
}

/** [REV14] What challenges an element, or a relation that begins at it, and how much each challenge weighs; '' for nothing. */
export function challengeLines(graph: CaseGraph, id: ElementId): string {
  const against = challengesAgainst(graph, id)
  if (against.length === 0) return ''
  const { weights } = readChallenges(graph)
  const lines = against.flatMap((challenge) => {
    const weight = weights.get(challengeKey(challenge)) ?? 'doubts'
    const what = 'element' in challenge.target ? '' : sha256Hex(targetName(challenge.target))
    return weight === 'void' ? [] : [`${ownDigestAt(graph, challenge.from)} ${weight} ${what}`]
  })
  return lines.length === 0 ? '' : `\nagainst\n${lines.sort().join('\n')}`
}

/** What a context says, with what is said against it. */
function saidAt(graph: CaseGraph, id: ElementId, hash: (input: string) => string): string {
  const against = challengeLines(graph, id)
  return against === '' ? ownDigestAt(graph, id) : hash(`said/1\n${ownDigestAt(graph, id)}${against}`)
}

/** What rests on an element: the elements above it, and those that stand in for it in other modules. */
function above(graph: CaseGraph): (id: ElementId) => readonly ElementId[] {
  return (id) => {
    const aways = graph.awaysOf(id)
    return aways.length === 0 ? graph.supporterOf(id) : [...graph.supporterOf(id), ...aways]
  }
}

function contextDigest(graph: CaseGraph, claim: ElementId, hash: (input: string) => string): string {
  const around = [...contextOfClaim(graph, claim)].map((context) => saidAt(graph, context, hash))
  return hash(`context/1\n${sortedLines(around)}`)
}

/**
 * [GSN7] The ids of all elements whose content is in the claim's context digest: contexts and assumptions of the claim
 * and of everything above it, and the claim's own justifications.
 */
export function contextOfClaim(graph: CaseGraph, claim: ElementId): ReadonlySet<ElementId> {
  const holding = new Set<ElementId>(graph.contexts(claim))
  for (const id of closure(graph.supporterOf(claim), graph.supporterOf)) {
    for (const context of graph.contexts(id)) {
      if (graph.elements.get(context)?.kind !== 'justification') holding.add(context)
    }
  }
  return holding
}

/** The ids of all elements whose content is in the claim's support digest: all below it, and what is attached there. */
export function supportOfClaim(graph: CaseGraph, claim: ElementId): ReadonlySet<ElementId> {
  const below = closure(restsOn(graph, claim), (id) => restsOn(graph, id))
  return new Set([...below, ...[...below].flatMap((id) => graph.contexts(id))])
}

/** The elements that can be reached from some, these included. */
export function closure(
  start: readonly ElementId[],
  next: (id: ElementId) => readonly ElementId[],
): ReadonlySet<ElementId> {
  const seen = new Set<ElementId>()
  const stack = [...start]
  while (stack.length > 0) {
    const id = stack.pop() as ElementId
    if (seen.has(id)) continue
    seen.add(id)
    stack.push(...next(id))
  }
  return seen
}

/** Every element, each after all that rest on it. The effective graph is acyclic [GSN3], so each one is reached. */
function topDown(graph: CaseGraph): ElementId[] {
  const waiting = new Map<ElementId, number>()
  const order: ElementId[] = []
  for (const id of graph.elements.keys()) {
    const parents = graph.supporterOf(id).length + graph.awaysOf(id).length
    if (parents === 0) order.push(id)
    else waiting.set(id, parents)
  }
  for (let at = 0; at < order.length; at++) {
    for (const child of restsOn(graph, order[at] as ElementId)) {
      const left = (waiting.get(child) ?? 0) - 1
      waiting.set(child, left)
      if (left === 0) order.push(child)
    }
  }
  return order
}

/**
 * Only claims can be approved: a strategy, a piece of evidence or a context is judged through the claims it serves.
 */
export function isClaim(graph: CaseGraph, id: ElementId): boolean {
  return graph.elements.get(id)?.kind === 'goal'
}

// Elements are immutable, and an incremental reading hands the untouched ones on: their digests keep.
const ownDigests = new WeakMap<Element, string>()

/** [REV1] The digest of what the element itself says. Its name is a label and its place is layout: neither counts. */
export function ownDigest(element: Element): string {
  let digest = ownDigests.get(element)
  if (digest === undefined) {
    digest = sha256Hex(canonicalJson(['own/1', element.kind, partsOf(element)]))
    ownDigests.set(element, digest)
  }
  return digest
}

function ownDigestAt(graph: CaseGraph, id: ElementId): string {
  const element = graph.elements.get(id)
  return element === undefined ? '' : ownDigest(element)
}

/**
 * What an element says, part by part: `statement`, `undeveloped` and the facet fields that say something. [REV20] What
 * somebody answers to it, judges of it or confirms is said about it: that is review, and approvals outlast it.
 */
export function partsOf(element: Element): Readonly<Record<string, string | boolean>> {
  const parts: Record<string, string | boolean> = { statement: wellFormed(element.statement) }
  if (element.undeveloped) parts.undeveloped = true
  for (const [name, value] of Object.entries({ ...element.fields, ...element.texts })) {
    if (JUDGEMENT_FIELDS.has(name)) continue
    // An emptied field says as much as one that was never filled: clearing it is a return, not a change.
    if (value !== '' && value !== false) parts[`field:${name}`] = value === true || wellFormed(String(value))
  }
  return parts
}

/** A text as it would cross the wire: half a surrogate pair, seen only while typing, becomes the replacement mark. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

function sortedLines(digests: string[]): string {
  return digests.length < 2 ? (digests[0] ?? '') : digests.sort().join('\n')
}
