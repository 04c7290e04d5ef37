import { canonicalJson } from '@/lib/gsn/canonical'
import { sha256Hex } from '@/lib/gsn/digest'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'

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
 * Digests for one graph after another: only what an edit touched, and what stands above or below it, is hashed again.
 * The answers are those of `claimDigests`, whatever was asked before.
 */
export function createDigester(): (graph: CaseGraph) => DigestMap {
  let memo = new Map<string, string>()
  let last: { graph: CaseGraph; digests: DigestMap } | undefined
  return (graph) => {
    if (last?.graph === graph) return last.digests
    const next = new Map<string, string>()
    const digests = digestsOf(graph, (input) => {
      const digest = next.get(input) ?? memo.get(input) ?? sha256Hex(input)
      next.set(input, digest)
      return digest
    })
    memo = next
    last = { graph, digests }
    return digests
  }
}

/** What is hashed are lines: a version mark, then digests of fixed length, so no content can imitate the structure. */
function digestsOf(graph: CaseGraph, hash: (input: string) => string): DigestMap {
  const order = topDown(graph)
  const rests = new Map<ElementId, string>()
  const support = new Map<ElementId, string>()
  for (const id of order.toReversed()) {
    const below = sortedLines(graph.supports(id).map((child) => rests.get(child) ?? ''))
    const around = sortedLines(graph.contexts(id).map((context) => ownDigestAt(graph, context)))
    const own = ownDigestAt(graph, id)
    const alone = around === '' && below === ''
    rests.set(id, alone ? own : hash(`rests/1\n${own}\naround\n${around}\nbelow\n${below}`))
    if (isClaim(graph, id)) support.set(id, hash(`support/1\n${below}`))
  }

  const handedOn = new Map<ElementId, ReadonlySet<ElementId>>()
  const digests = new Map<ElementId, ClaimDigests>()
  for (const id of order) {
    const inherited = inheritedBy(graph, id, handedOn)
    if (graph.supports(id).length > 0) handedOn.set(id, united([inherited, new Set(ownToHandOn(graph, id))]))
    if (!isClaim(graph, id)) continue
    const holding = united([inherited, new Set(graph.contexts(id))])
    const around = sortedLines([...holding].map((context) => ownDigestAt(graph, context)))
    digests.set(id, {
      statement: ownDigestAt(graph, id),
      support: support.get(id) ?? '',
      context: hash(`context/1\n${around}`),
    })
  }
  return digests
}

/** [GSN7] What holds for an element from above: the contexts and assumptions of all its parents and of theirs. */
function inheritedBy(
  graph: CaseGraph,
  id: ElementId,
  handedOn: ReadonlyMap<ElementId, ReadonlySet<ElementId>>,
): ReadonlySet<ElementId> {
  return united(graph.supporterOf(id).map((parent) => handedOn.get(parent) ?? NONE))
}

/** Contexts and assumptions hold for all below; a justification holds only where it stands. */
function ownToHandOn(graph: CaseGraph, id: ElementId): ElementId[] {
  return graph.contexts(id).filter((context) => graph.elements.get(context)?.kind !== 'justification')
}

const NONE: ReadonlySet<ElementId> = new Set()

/** The union; one of the sets itself where the others add nothing, because most elements add nothing. */
function united(sets: readonly ReadonlySet<ElementId>[]): ReadonlySet<ElementId> {
  const full = sets.filter((set) => set.size > 0)
  if (full.length <= 1) return full[0] ?? NONE
  return new Set(full.flatMap((set) => [...set]))
}

/** The ids of all elements whose content is in the claim's context digest. */
export function contextOfClaim(graph: CaseGraph, claim: ElementId): ReadonlySet<ElementId> {
  const above = new Set<ElementId>()
  const stack = [...graph.supporterOf(claim)]
  const holding = new Set<ElementId>()
  while (stack.length > 0) {
    const id = stack.pop() as ElementId
    if (above.has(id)) continue
    above.add(id)
    for (const context of ownToHandOn(graph, id)) holding.add(context)
    stack.push(...graph.supporterOf(id))
  }
  return united([holding, new Set(graph.contexts(claim))])
}

/** The ids of all elements whose content is in the claim's support digest: all below it, and what is attached there. */
export function supportOfClaim(graph: CaseGraph, claim: ElementId): ReadonlySet<ElementId> {
  const below = new Set<ElementId>()
  const stack = [...graph.supports(claim)]
  while (stack.length > 0) {
    const id = stack.pop() as ElementId
    if (below.has(id)) continue
    below.add(id)
    stack.push(...graph.supports(id))
    for (const context of graph.contexts(id)) below.add(context)
  }
  return below
}

/** Every element, each after all that rest on it. The effective graph is acyclic [GSN3], so each one is reached. */
function topDown(graph: CaseGraph): ElementId[] {
  const waiting = new Map<ElementId, number>()
  const order: ElementId[] = []
  for (const id of graph.elements.keys()) {
    const parents = graph.supporterOf(id).length
    if (parents === 0) order.push(id)
    else waiting.set(id, parents)
  }
  for (let at = 0; at < order.length; at++) {
    for (const child of graph.supports(order[at] as ElementId)) {
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

/** What an element says, part by part: `statement`, `undeveloped` and the facet fields that say something. */
export function partsOf(element: Element): Readonly<Record<string, string | boolean>> {
  const parts: Record<string, string | boolean> = { statement: wellFormed(element.statement) }
  if (element.undeveloped) parts.undeveloped = true
  for (const [name, value] of Object.entries({ ...element.fields, ...element.texts })) {
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
