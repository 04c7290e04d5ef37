import * as Y from 'yjs'
import type { Pattern } from '@/catalog/patterns/pattern'
import type { Challenge } from '@/lib/gsn/challenge-edges'
import {
  type CaseGraph,
  type Element,
  type ElementId,
  effectiveGraph,
  type FieldValue,
  type GraphExtras,
  type Relation,
  withContent,
} from '@/lib/gsn/graph'
import { isKind } from '@/lib/gsn/kinds'
import { type Facet, facetOf, fieldsOf, isFacet } from './fields'
import { readPattern } from './pattern-json'
import {
  CORE_KEYS,
  type EdgeValue,
  edgesOf,
  isKey,
  type NodeMap,
  nodesOf,
  parseEdgeKey,
  parseRoot,
  patternsOf,
  readText,
} from './ydoc'

const CORE: ReadonlySet<string> = new Set(CORE_KEYS)

/**
 * Reads one element from the document. Tolerant: what is missing or of the wrong type becomes its neutral value, an
 * unknown kind makes the element unreadable (undefined) rather than the whole case.
 */
export function readElement(doc: Y.Doc, id: ElementId): Element | undefined {
  const node: unknown = nodesOf(doc).get(id)
  if (!isKey(id) || !(node instanceof Y.Map)) return undefined
  const map = node as NodeMap
  const kind = map.get('kind')
  if (!isKind(kind)) return undefined
  const facetName = map.get('facet')
  const facet: Facet | undefined = facetOf({ kind, facet: isFacet(facetName) ? facetName : undefined })
  return {
    id,
    kind,
    ...optional('role', map.get('role')),
    ...optional('pattern', map.get('pattern')),
    ...optional('capability', map.get('capability')),
    ...(facet === undefined ? {} : { facet }),
    name: text(map.get('name')) || id,
    statement: readText(doc, id, 'statement'),
    undeveloped: map.get('undeveloped') === true,
    ...(map.get('public') === true ? { public: true } : {}),
    ...(isKey(map.get('away')) ? optional('away', map.get('away')) : {}),
    deleted: map.get('deleted') === true,
    fields: readFields(map, facet),
    texts: readTexts(doc, id, facet),
  }
}

function readFields(map: NodeMap, facet: Facet | undefined): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const [name, field] of Object.entries(fieldsOf(facet))) {
    if (field.type === 'text' || CORE.has(name)) continue
    const value = map.get(name)
    if (value !== undefined && value !== '' && value !== false && isScalar(value)) fields[name] = value
  }
  return fields
}

function readTexts(doc: Y.Doc, id: ElementId, facet: Facet | undefined): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, field] of Object.entries(fieldsOf(facet))) {
    if (field.type !== 'text') continue
    const value = readText(doc, id, name)
    if (value !== '') texts[name] = value
  }
  return texts
}

function isScalar(value: unknown): value is FieldValue {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function optional<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return (typeof value === 'string' && value !== '' ? { [key]: value } : {}) as { [P in K]?: string }
}

/** Every relation that is not deleted, as it stands: legal or not. */
export function readRelations(doc: Y.Doc): Relation[] {
  const relations: Relation[] = []
  for (const [key, value] of edgesOf(doc)) {
    const parsed = parseEdgeKey(key)
    if (parsed === undefined || parsed.type === 'challenges' || !stands(value)) continue
    relations.push({ ...parsed, order: text(value.order), ...decorationOf(value) })
  }
  return relations
}

function stands(value: unknown): value is EdgeValue {
  return typeof value === 'object' && value !== null && (value as EdgeValue).deleted !== true
}

/** The pattern decoration of a relation, as far as it can be read. */
export function decorationOf(value: EdgeValue): Omit<EdgeValue, 'order' | 'deleted'> {
  const { multiplicity, optional: isOptional, choice, take } = value
  return {
    ...(typeof multiplicity === 'string' ? { multiplicity } : {}),
    ...(isOptional === true ? { optional: true } : {}),
    ...(typeof choice === 'string' && choice !== '' ? { choice } : {}),
    ...(Number.isSafeInteger(take) ? { take: take as number } : {}),
  }
}

/** Every challenge that is not deleted, as it stands. */
export function readChallenges(doc: Y.Doc): Challenge[] {
  const challenges: Challenge[] = []
  for (const [key, value] of edgesOf(doc)) {
    const parsed = parseEdgeKey(key)
    if (parsed?.type !== 'challenges' || !stands(value)) continue
    challenges.push({ from: parsed.from, target: parsed.target, order: text(value.order) })
  }
  return challenges
}

/** The patterns that were brought along, by id; what cannot be read as a pattern is left out. */
export function readPatterns(doc: Y.Doc): ReadonlyMap<string, Pattern> {
  const patterns = new Map<string, Pattern>()
  for (const [id, json] of [...patternsOf(doc)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const pattern = readPattern(json)
    if (pattern !== undefined) patterns.set(id, pattern)
  }
  return patterns
}

function readExtras(doc: Y.Doc): GraphExtras {
  return { challenges: readChallenges(doc), patterns: readPatterns(doc) }
}

/** Reads the whole case from scratch. Reading never changes the document. */
export function readCase(doc: Y.Doc): CaseGraph {
  const elements: Element[] = []
  for (const id of nodesOf(doc).keys()) {
    const element = readElement(doc, id)
    if (element !== undefined) elements.push(element)
  }
  return effectiveGraph(elements, readRelations(doc), readExtras(doc))
}

/** The live reading of a document: one immutable graph per change, in which untouched elements stay identical. */
export interface CaseReader {
  graph(): CaseGraph
  /** Calls back after each transaction that changed the reading; returns how to stop. */
  subscribe(listener: () => void): () => void
  destroy(): void
}

/**
 * Reads incrementally: a keystroke re-reads one element, not the case. Relations are read again only when an edge, a
 * kind or a bin mark changed.
 */
export function createReader(doc: Y.Doc): CaseReader {
  const elements = new Map<ElementId, Element>()
  const listeners = new Set<() => void>()
  let relations = readRelations(doc)
  let extras = readExtras(doc)
  let current: CaseGraph | undefined

  for (const id of nodesOf(doc).keys()) refresh(id)

  /** Re-reads one element and says what that means for the graph. */
  function refresh(id: ElementId): 'same' | 'content' | 'structure' {
    const before = elements.get(id)
    const after = readElement(doc, id)
    if (after === undefined) return elements.delete(id) ? 'structure' : 'same'
    if (before !== undefined && sameElement(before, after)) return 'same'
    elements.set(id, after)
    return before !== undefined && sameStructure(before, after) ? 'content' : 'structure'
  }

  function afterTransaction(transaction: Y.Transaction): void {
    const { ids, edges } = touched(doc, transaction)
    if (edges) {
      relations = readRelations(doc)
      extras = readExtras(doc)
    }
    let structure = edges
    const content: Element[] = []
    for (const id of ids) {
      const change = refresh(id)
      if (change === 'structure') structure = true
      else if (change === 'content') content.push(elements.get(id)!)
    }
    if (!structure && content.length === 0) return
    current = structure || current === undefined ? undefined : withContent(current, content)
    for (const listener of [...listeners]) listener()
  }

  doc.on('afterTransaction', afterTransaction)
  return {
    graph: () => (current ??= effectiveGraph(elements.values(), relations, extras)),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    destroy: () => {
      doc.off('afterTransaction', afterTransaction)
      listeners.clear()
    },
  }
}

/** Which elements a transaction may have changed, and whether it touched relations. */
function touched(doc: Y.Doc, transaction: Y.Transaction): { ids: Set<ElementId>; edges: boolean } {
  const ids = new Set<ElementId>()
  let edges = false
  const nodes = nodesOf(doc)
  for (const [type, keys] of transaction.changed) {
    const top = rootName(type)
    const root = top === undefined ? undefined : parseRoot(top)
    if (root === undefined) continue
    if (root.kind === 'edges' || root.kind === 'patterns') edges = true
    else if (root.kind === 'text') ids.add(root.id)
    else if (root.kind === 'nodes') {
      if ((type as unknown) === nodes) for (const key of keys) key !== null && ids.add(key)
      else if (type._item?.parentSub) ids.add(type._item.parentSub)
    }
  }
  return { ids, edges }
}

/** The name of the root type above a changed type. */
export function rootName(
  type: Y.AbstractType<unknown> | Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>,
): string | undefined {
  let top = type as Y.AbstractType<unknown>
  while (top._item !== null && top._item.parent instanceof Y.AbstractType) top = top._item.parent
  const known = ROOT_NAMES.get(top)
  if (known !== undefined) return known
  for (const [name, root] of top.doc?.share ?? []) ROOT_NAMES.set(root, name)
  return ROOT_NAMES.get(top)
}

/** Yjs keeps no way from a root back to its name; a case has thousands of roots. */
const ROOT_NAMES = new WeakMap<object, string>()

/** Whether both give the same effective relations. */
function sameStructure(a: Element, b: Element): boolean {
  return a.kind === b.kind && a.deleted === b.deleted && a.role === b.role && a.away === b.away
}

function sameElement(a: Element, b: Element): boolean {
  return (
    a.kind === b.kind &&
    a.role === b.role &&
    a.pattern === b.pattern &&
    a.public === b.public &&
    a.away === b.away &&
    a.capability === b.capability &&
    a.facet === b.facet &&
    a.name === b.name &&
    a.statement === b.statement &&
    a.undeveloped === b.undeveloped &&
    a.deleted === b.deleted &&
    sameRecord(a.fields, b.fields) &&
    sameRecord(a.texts, b.texts)
  )
}

function sameRecord(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}
