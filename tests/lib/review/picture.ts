import type { Side } from '@/lib/access/policy'
import { type CaseGraph, type Element, type ElementId, effectiveGraph, type Relation } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import { memoryOf } from '@/lib/review/causes'
import { claimDigests } from '@/lib/review/digests'
import type { ReviewEntry, ReviewKind } from '@/lib/review/entries'
import type { EventBody } from '@/lib/wire/ledger'

/** A case drawn as text: one element per line, indented below what it supports or gives context to. */
export interface Drawn {
  readonly elements: readonly Element[]
  readonly relations: readonly Relation[]
}

const KIND_OF: readonly [string, Kind][] = [
  ['CTXT', 'context'],
  ['Sn', 'solution'],
  ['S', 'strategy'],
  ['A', 'assumption'],
  ['J', 'justification'],
  ['C', 'goal'],
]

export function kindOf(id: ElementId): Kind {
  return KIND_OF.find(([prefix]) => id.startsWith(prefix))?.[1] ?? 'goal'
}

export function element(id: ElementId, more: Partial<Element> = {}): Element {
  const kind = kindOf(id)
  return {
    id,
    kind,
    name: id,
    statement: `${id} says this`,
    undeveloped: false,
    deleted: false,
    fields: {},
    texts: {},
    ...more,
  }
}

/** Reads a drawing such as "C1\n  CTXT1\n  C2\n    Sn1". A line that repeats an id adds a second parent. */
export function draw(drawing: string): Drawn {
  const elements = new Map<ElementId, Element>()
  const relations: Relation[] = []
  const path: ElementId[] = []
  for (const line of drawing.split('\n').filter((text) => text.trim() !== '')) {
    const id = line.trim()
    const depth = (line.length - line.trimStart().length) / 2
    if (!elements.has(id)) elements.set(id, element(id))
    const parent = path[depth - 1]
    if (depth > 0 && parent !== undefined) relations.push(relate(parent, id))
    path.length = depth
    path.push(id)
  }
  return { elements: [...elements.values()], relations }
}

export function relate(from: ElementId, to: ElementId, order = ''): Relation {
  const contextual = ['context', 'assumption', 'justification'].includes(kindOf(to))
  return { from, type: contextual ? 'inContextOf' : 'supportedBy', to, order }
}

export function graphOf(drawn: Drawn): CaseGraph {
  return effectiveGraph(drawn.elements, drawn.relations)
}

/** The same drawing after one element was edited. */
export function edit(drawn: Drawn, id: ElementId, change: Partial<Element>): Drawn {
  return {
    ...drawn,
    elements: drawn.elements.map((before) => (before.id === id ? { ...before, ...change } : before)),
  }
}

export function add(drawn: Drawn, parent: ElementId, id: ElementId): Drawn {
  return { elements: [...drawn.elements, element(id)], relations: [...drawn.relations, relate(parent, id)] }
}

export const PEOPLE = {
  mia: { id: 'mia', name: 'M. Keller', side: 'mdm' },
  max: { id: 'max', name: 'M. Brandt', side: 'mdm' },
  hana: { id: 'hana', name: 'H. Novak', side: 'hdo' },
  aki: { id: 'aki', name: 'A. Osei', side: 'hdo' },
} as const satisfies Record<string, { id: string; name: string; side: Side }>
export type PersonName = keyof typeof PEOPLE

/** A ledger in the making: every method appends one entry, as the server would. */
export class Book {
  readonly entries: ReviewEntry[] = []
  private readonly seqs = { shared: 0, mdm: 0, hdo: 0 }

  write<K extends ReviewKind>(who: PersonName, kind: K, body: EventBody<K>, privately = false): this {
    const actor = PEOPLE[who]
    const chain = privately ? actor.side : 'shared'
    const seq = ++this.seqs[chain]
    const at = new Date(Date.UTC(2026, 10, 12) + this.entries.length * 1000).toISOString()
    this.entries.push({ chain, seq, at, actor, kind, body })
    return this
  }

  approve(who: PersonName, graph: CaseGraph, claim: ElementId): this {
    const digests = claimDigests(graph).get(claim)
    if (digests === undefined) throw new Error(`${claim} is not a claim of this drawing`)
    return this.write(who, 'approval.given', { claim, digests, seen: memoryOf(graph, claim) })
  }

  object(who: PersonName, graph: CaseGraph, claim: ElementId, note = 'Not yet.'): this {
    const digests = claimDigests(graph).get(claim)
    if (digests === undefined) throw new Error(`${claim} is not a claim of this drawing`)
    return this.write(who, 'approval.objected', { claim, digests, note })
  }

  lift(who: PersonName, claim: ElementId): this {
    return this.write(who, 'approval.lifted', { claim })
  }
}

/** A small case with everything that matters: two branches, contexts at three heights, a shared piece of evidence. */
export const PUMP = draw(`
C1
  CTXT1
  C2
    J1
    S1
      J2
      A1
      C7
        CTXT5
        S2
          CTXT6
          C8
            Sn1
          C9
            Sn2
  C3
    Sn2
`)
