import * as Y from 'yjs'
import type { Pattern } from '@/catalog/patterns/pattern'
import { type Challenge, challengeKey } from '@/lib/gsn/challenge-edges'
import type { Element, Relation, SkippedRelation } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'
import { readCase } from './read'
import { narrativeName, narrativeOf, nodesOf, SCHEMA_VERSION } from './ydoc'

/** One node of a narrative: text runs with their marks, or an element with attributes and content. */
export type NarrativeNode =
  | { readonly text: string; readonly marks?: Readonly<Record<string, unknown>> }
  | {
      readonly type: string
      readonly attrs?: Readonly<Record<string, unknown>>
      readonly content?: readonly NarrativeNode[]
    }

export interface CanonicalElement extends Element {
  readonly narrative?: readonly NarrativeNode[]
}

/** What is hashed, compared and signed: sorted, without layout, without anything that differs between equal replicas. */
export interface CanonicalCase {
  readonly schema: number
  readonly elements: readonly CanonicalElement[]
  readonly bin: readonly CanonicalElement[]
  readonly relations: readonly Relation[]
  readonly skipped: readonly SkippedRelation[]
  readonly challenges: readonly Challenge[]
  /** Patterns of other organisations that the case brought along. */
  readonly patterns: readonly Pattern[]
}

/** The canonical reading of a document. Equal documents give equal values, byte for byte as canonical JSON. */
export function canonicalCase(doc: Y.Doc): CanonicalCase {
  const graph = readCase(doc)
  const withNarrative = (element: Element): CanonicalElement => {
    const narrative = narrativeJson(doc, element.id)
    return narrative.length === 0 ? element : { ...element, narrative }
  }
  const byId = (elements: Iterable<Element>) => [...elements].sort((a, b) => order(a.id, b.id)).map(withNarrative)
  const byKey = <R extends Relation | SkippedRelation>(relations: readonly R[]) =>
    [...relations].sort((a, b) => order(relationKey(a), relationKey(b)))
  return {
    schema: SCHEMA_VERSION,
    elements: byId(graph.elements.values()),
    bin: byId(graph.bin.values()),
    relations: byKey(graph.relations),
    skipped: byKey(graph.skipped),
    challenges: [...graph.challenges].sort((a, b) => order(challengeKey(a), challengeKey(b))),
    patterns: [...graph.patterns.values()].sort((a, b) => order(a.id, b.id)),
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The narrative of an element as plain JSON, text runs merged; empty for none. Reading never creates the root. */
export function narrativeJson(doc: Y.Doc, id: string): readonly NarrativeNode[] {
  return doc.share.has(narrativeName(id)) ? contentOf(narrativeOf(doc, id), 0) : []
}

/** Deeper than any editor makes; what lies below is cut off rather than overflowing the stack. */
const MAX_DEPTH = 32

function contentOf(parent: Y.XmlFragment | Y.XmlElement, depth: number): NarrativeNode[] {
  if (depth > MAX_DEPTH) return []
  return parent.toArray().flatMap((child): NarrativeNode[] => {
    if (child instanceof Y.XmlText) return runsOf(child)
    if (!(child instanceof Y.XmlElement)) return []
    const attrs = plainRecord(child.getAttributes() as Record<string, unknown>)
    const content = contentOf(child, depth + 1)
    return [
      {
        type: child.nodeName,
        ...(attrs === undefined ? {} : { attrs }),
        ...(content.length === 0 ? {} : { content }),
      },
    ]
  })
}

function runsOf(text: Y.XmlText): NarrativeNode[] {
  const runs: { text: string; marks?: Record<string, unknown> }[] = []
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string') continue
    const marks = plainRecord(attributes ?? {})
    const last = runs.at(-1)
    if (last !== undefined && JSON.stringify(last.marks) === JSON.stringify(marks)) last.text += insert
    else runs.push(marks === undefined ? { text: insert } : { text: insert, marks })
  }
  return runs
}

/** Keeps what canonical JSON can hold, with sorted keys; undefined when nothing is left. */
function plainRecord(record: Readonly<Record<string, unknown>>): Record<string, unknown> | undefined {
  const kept: Record<string, unknown> = {}
  for (const key of Object.keys(record).sort()) {
    const value = plain(record[key])
    if (value !== undefined) kept[key] = value
  }
  return Object.keys(kept).length === 0 ? undefined : kept
}

function plain(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)) return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(plain).filter((item) => item !== undefined)
  if (typeof value === 'object' && value !== null) return plainRecord(value as Record<string, unknown>) ?? {}
  return undefined
}

/** Ids of all elements that have a narrative. */
export function narrated(doc: Y.Doc): string[] {
  return [...nodesOf(doc).keys()].filter((id) => doc.share.has(narrativeName(id)) && narrativeOf(doc, id).length > 0)
}
