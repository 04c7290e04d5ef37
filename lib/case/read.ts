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
} from '@/lib/gsn/graph'
import { isKind } from '@/lib/gsn/kinds'
import { LiveGraph } from '@/lib/gsn/live-graph'
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
    ...optional('takenFrom', map.get('takenFrom')),
    ...optional('takenAt', map.get('takenAt')),
    ...optional('takenKey', map.get('takenKey')),
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
  for (const key of edgesOf(doc).keys()) {
    const relation = readRelation(doc, key)
    if (relation !== undefined) relations.push(relation)
  }
  return relations
}

/** One relation by its key; undefined when it is deleted, a challenge, or not to be read as one. */
function readRelation(doc: Y.Doc, key: string): Relation | undefined {
  const value = edgesOf(doc).get(key)
  const parsed = parseEdgeKey(key)
  if (parsed === undefined || parsed.type === 'challenges' || !stands(value)) return undefined
  return { ...parsed, order: text(value.order), ...decorationOf(value) }
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

/**
 * Reads the whole case. Reading never changes the document. Where somebody keeps a live reading of this document
 * (createReader) that one is taken, which costs nothing; else everything is read.
 */
export function readCase(doc: Y.Doc): CaseGraph {
  return LIVE.get(doc)?.values().next().value?.upToDate() ?? readCaseAfresh(doc)
}

/** Reads the whole case from the document itself, whoever else keeps a reading of it. */
export function readCaseAfresh(doc: Y.Doc): CaseGraph {
  return effectiveGraph(readElements(doc).values(), readRelations(doc), readExtras(doc))
}

function readElements(doc: Y.Doc): Map<ElementId, Element> {
  const elements = new Map<ElementId, Element>()
  for (const id of nodesOf(doc).keys()) {
    const element = readElement(doc, id)
    if (element !== undefined) elements.set(id, element)
  }
  return elements
}

/** The live reading of a document: one immutable graph per change, in which untouched elements stay identical. */
export interface CaseReader {
  graph(): CaseGraph
  /** Calls back after each transaction that changed the reading; returns how to stop. */
  subscribe(listener: () => void): () => void
  destroy(): void
}

const LIVE = new WeakMap<Y.Doc, Set<LiveReader>>()

/**
 * Keeps a reading of a document. A keystroke re-reads one element, a drawn relation one relation: what that costs does
 * not grow with the case. While it lives, readCase of this document (and so every command) takes its graph.
 */
export function createReader(doc: Y.Doc): CaseReader {
  return new LiveReader(doc)
}

class LiveReader implements CaseReader {
  private readonly listeners = new Set<() => void>()
  /** Transactions that have begun and whose changes are not read yet. */
  private pending: Y.Transaction[] = []
  private live: LiveGraph | undefined
  private readonly own = new Map<ElementId, Element>()
  private extras: GraphExtras
  private changed = false

  constructor(private readonly doc: Y.Doc) {
    this.extras = readExtras(doc)
    // Made in the middle of a change: what is still to come of it has to be read, too.
    if (doc._transaction !== null) this.pending.push(doc._transaction)
    doc.on('beforeTransaction', this.begun)
    doc.on('afterTransaction', this.ended)
    const readers = LIVE.get(doc)
    if (readers === undefined) LIVE.set(doc, new Set([this]))
    else readers.add(this)
  }

  graph(): CaseGraph {
    if (this.live === undefined) {
      for (const [id, element] of readElements(this.doc)) this.own.set(id, element)
      this.extras = readExtras(this.doc)
      this.live = new LiveGraph(this.own.values(), readRelations(this.doc), this.extras)
      this.pending = this.pending.filter((transaction) => transaction === this.doc._transaction)
    } else this.catchUp()
    return this.live.graph()
  }

  /** The graph as the document stands this moment; undefined in the middle of a transaction that has written. */
  upToDate(): CaseGraph | undefined {
    return (this.doc._transaction?.changed.size ?? 0) > 0 ? undefined : this.graph()
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  destroy(): void {
    this.doc.off('beforeTransaction', this.begun)
    this.doc.off('afterTransaction', this.ended)
    this.listeners.clear()
    LIVE.get(this.doc)?.delete(this)
  }

  private readonly begun = (transaction: Y.Transaction): void => {
    this.pending.push(transaction)
  }

  private readonly ended = (): void => {
    if (this.live === undefined) this.graph()
    else this.catchUp()
    if (!this.changed) return
    this.changed = false
    for (const listener of [...this.listeners]) listener()
  }

  /** Reads what the transactions that are over have changed. */
  private catchUp(): void {
    const over = this.pending.filter((transaction) => transaction !== this.doc._transaction)
    if (over.length === 0) return
    this.pending = this.pending.filter((transaction) => transaction === this.doc._transaction)
    const [ids, keys] = [new Set<ElementId>(), new Set<string>()]
    let patterns = false
    for (const transaction of over) patterns = touched(this.doc, transaction, ids, keys) || patterns
    const elements = new Map<ElementId, Element | undefined>()
    for (const id of ids) {
      const [before, after] = [this.own.get(id), readElement(this.doc, id)]
      if (before === after || (before !== undefined && after !== undefined && sameElement(before, after))) continue
      elements.set(id, after)
      if (after === undefined) this.own.delete(id)
      else this.own.set(id, after)
    }
    const relations = new Map(
      [...keys].filter((key) => !isChallenge(key)).map((key) => [key, readRelation(this.doc, key)]),
    )
    const extras = this.changedExtras(patterns, [...keys].some(isChallenge))
    if (elements.size + relations.size === 0 && extras === undefined) return
    this.live?.apply({ elements, relations, ...(extras === undefined ? {} : { extras }) })
    this.changed = true
  }

  private changedExtras(patterns: boolean, challenges: boolean): GraphExtras | undefined {
    if (!patterns && !challenges) return undefined
    this.extras = {
      challenges: challenges ? readChallenges(this.doc) : this.extras.challenges,
      patterns: patterns ? readPatterns(this.doc) : this.extras.patterns,
    }
    return this.extras
  }
}

function isChallenge(key: string): boolean {
  return parseEdgeKey(key)?.type === 'challenges'
}

/** Notes which elements and relations a transaction may have changed. @returns whether it touched patterns */
function touched(doc: Y.Doc, transaction: Y.Transaction, ids: Set<ElementId>, keys: Set<string>): boolean {
  let patterns = false
  const nodes = nodesOf(doc)
  for (const [type, changed] of transaction.changed) {
    const top = rootName(type)
    const root = top === undefined ? undefined : parseRoot(top)
    if (root === undefined) continue
    if (root.kind === 'patterns') patterns = true
    else if (root.kind === 'edges') for (const key of changed) key !== null && keys.add(key)
    else if (root.kind === 'text') ids.add(root.id)
    else if (root.kind === 'nodes') {
      if ((type as unknown) === nodes) for (const key of changed) key !== null && ids.add(key)
      else if (type._item?.parentSub) ids.add(type._item.parentSub)
    }
  }
  return patterns
}

/** The name of the root type above a changed type. */
export function rootName(
  type: Y.AbstractType<unknown> | Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>,
): string | undefined {
  let top = type as Y.AbstractType<unknown>
  while (top._item !== null && top._item.parent instanceof Y.AbstractType) top = top._item.parent
  const known = ROOT_NAMES.get(top)
  if (known !== undefined || top.doc === null) return known
  learnNewRoots(top.doc)
  if (!ROOT_NAMES.has(top)) for (const [name, root] of top.doc.share) ROOT_NAMES.set(root, name)
  return ROOT_NAMES.get(top)
}

/** Yjs keeps no way from a root back to its name, and a case has thousands of roots. */
const ROOT_NAMES = new WeakMap<object, string>()
const LEARNT = new WeakMap<Y.Doc, { readonly rest: Iterator<[string, object]>; count: number }>()

/** Reads on where the last look at the document's roots ended: new ones stand at the end. */
function learnNewRoots(doc: Y.Doc): void {
  let place = LEARNT.get(doc)
  if (place === undefined) {
    place = { rest: doc.share.entries(), count: 0 }
    LEARNT.set(doc, place)
  }
  // An iterator that has been told "done" stays done, so it is asked for exactly as many as there are.
  for (; place.count < doc.share.size; place.count++) {
    const { value, done } = place.rest.next()
    if (done === true) return
    ROOT_NAMES.set(value[1], value[0])
  }
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
