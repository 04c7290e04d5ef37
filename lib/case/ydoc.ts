import type * as Y from 'yjs'
import { type ChallengeTarget, targetName } from '@/lib/gsn/challenge-edges'
import { type ElementId, relationKey } from '@/lib/gsn/graph'
import { isRelationType, type RelationType } from '@/lib/gsn/kinds'

/**
 * The shape of the shared document, and the only file that knows its key names.
 *
 * | root | holds |
 * |---|---|
 * | `meta` | schema version, pattern and catalogue versions (server only) |
 * | `nodes` | element id -> Y.Map of scalars |
 * | `edges` | `from>type>to` -> {order, deleted, multiplicity, optional, choice, take}; a challenged relation is named `a:type:b` |
 * | `patterns` | pattern id -> its JSON, for patterns that were brought along (server only) |
 * | `layout` | element id -> {dx, dy}: never part of any digest |
 * | `t:<id>:<field>` | Y.Text: the statement and the longer plain texts |
 * | `n:<id>` | Y.XmlFragment: the narrative |
 *
 * Texts are roots by name: two people who create the "same" nested type lose one whole side, roots of one name merge.
 */
export const SCHEMA_VERSION = 3

const NODES = 'nodes'
const EDGES = 'edges'
const LAYOUT = 'layout'
const META = 'meta'
const PATTERNS = 'patterns'

export type Scalar = string | number | boolean
export type NodeMap = Y.Map<Scalar>

/** What an edge's key holds. Plain JSON: replaced whole, never nested. */
export interface EdgeValue {
  readonly order: string
  readonly deleted?: boolean
  /** Pattern decoration (GSN11, GSN12); see Relation. */
  readonly multiplicity?: string
  readonly optional?: boolean
  readonly choice?: string
  readonly take?: number
}

/** The single values that any element has, whatever its facet. */
export const CORE_KEYS = [
  'kind',
  'role',
  'pattern',
  'capability',
  'facet',
  'name',
  'undeveloped',
  'public',
  'away',
  'deleted',
  'takenFrom',
  'takenAt',
  'takenKey',
] as const

export const EDGE_KEYS = ['order', 'deleted', 'multiplicity', 'optional', 'choice', 'take'] as const

export interface LayoutValue {
  readonly dx: number
  readonly dy: number
}

export function nodesOf(doc: Y.Doc): Y.Map<NodeMap> {
  return doc.getMap<NodeMap>(NODES)
}

export function edgesOf(doc: Y.Doc): Y.Map<EdgeValue> {
  return doc.getMap<EdgeValue>(EDGES)
}

export function layoutOf(doc: Y.Doc): Y.Map<LayoutValue> {
  return doc.getMap<LayoutValue>(LAYOUT)
}

export function metaOf(doc: Y.Doc): Y.Map<Scalar> {
  return doc.getMap<Scalar>(META)
}

export function patternsOf(doc: Y.Doc): Y.Map<string> {
  return doc.getMap<string>(PATTERNS)
}

export function textName(id: ElementId, field: string): string {
  return `t:${id}:${field}`
}

export function textOf(doc: Y.Doc, id: ElementId, field: string): Y.Text {
  return doc.getText(textName(id, field))
}

/** The text without creating its root: reading must not change the document. */
export function readText(doc: Y.Doc, id: ElementId, field: string): string {
  const name = textName(id, field)
  return doc.share.has(name) ? doc.getText(name).toString() : ''
}

export function narrativeName(id: ElementId): string {
  return `n:${id}`
}

export function narrativeOf(doc: Y.Doc, id: ElementId): Y.XmlFragment {
  return doc.getXmlFragment(narrativeName(id))
}

/** Element ids and field names: short, plain, and never a name that means something to JavaScript. */
const KEY = /^[A-Za-z0-9_-]{1,64}$/
const RESERVED = new Set(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'])

export function isKey(value: unknown): value is string {
  return typeof value === 'string' && KEY.test(value) && !RESERVED.has(value)
}

export type Root =
  | { readonly kind: 'nodes' | 'edges' | 'layout' | 'meta' | 'patterns' }
  | { readonly kind: 'text'; readonly id: ElementId; readonly field: string }
  | { readonly kind: 'narrative'; readonly id: ElementId }

/** What a root's name stands for; undefined for a name that no case has. */
export function parseRoot(name: string): Root | undefined {
  if (name === NODES || name === EDGES || name === LAYOUT || name === META || name === PATTERNS) return { kind: name }
  const [prefix, id, field, ...rest] = name.split(':')
  if (prefix === 't' && isKey(id) && isKey(field) && rest.length === 0) return { kind: 'text', id, field }
  if (prefix === 'n' && isKey(id) && field === undefined) return { kind: 'narrative', id }
  return undefined
}

export type ParsedEdge =
  | { readonly from: ElementId; readonly type: RelationType; readonly to: ElementId }
  | { readonly from: ElementId; readonly type: 'challenges'; readonly target: ChallengeTarget }

/** Splits an edge's key; undefined when it is not one. */
export function parseEdgeKey(key: string): ParsedEdge | undefined {
  const [from, type, to, ...rest] = key.split('>')
  if (rest.length > 0 || !isKey(from) || to === undefined) return undefined
  if (isRelationType(type)) return isKey(to) ? { from, type, to } : undefined
  const target = type === 'challenges' ? parseTarget(to) : undefined
  return target === undefined ? undefined : { from, type: 'challenges', target }
}

/** Reads the name of what is challenged: an element's id, or a relation as `from:type:to`. */
export function parseTarget(name: string): ChallengeTarget | undefined {
  const element: unknown = name
  if (isKey(element)) return { element }
  const [from, type, to, ...rest] = name.split(':')
  const whole = rest.length === 0 && isKey(from) && isRelationType(type) && isKey(to)
  return whole ? { relation: { from, type, to } } : undefined
}

export const edgeKey = relationKey
export { targetName }
