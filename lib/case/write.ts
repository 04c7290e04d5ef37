import * as Y from 'yjs'
import { type Challenge, challengeKey } from '@/lib/gsn/challenge-edges'
import type { ElementId } from '@/lib/gsn/graph'
import type { RelationType } from '@/lib/gsn/kinds'
import type { Origin } from './origin'
import { decorationOf, readChallenges, readRelations } from './read'
import {
  type EdgeValue,
  edgeKey,
  edgesOf,
  type LayoutValue,
  layoutOf,
  narrativeOf,
  nodesOf,
  parseRoot,
  patternsOf,
  readText,
  type Scalar,
  textName,
  textOf,
} from './ydoc'

/**
 * What a command changed, so that its author can take back exactly that. `before` and `after` are the values of one
 * key; an undo applies only where `after` still stands.
 */
export type Change =
  | {
      readonly on: 'node'
      readonly id: ElementId
      readonly key: string
      readonly before?: Scalar
      readonly after?: Scalar
    }
  | { readonly on: 'edge'; readonly key: string; readonly before?: EdgeValue; readonly after?: EdgeValue }
  | { readonly on: 'layout'; readonly id: ElementId; readonly before?: LayoutValue; readonly after?: LayoutValue }
  | {
      readonly on: 'created'
      readonly id: ElementId
      readonly scalars: Readonly<Record<string, Scalar>>
      readonly statement: string
    }
  | {
      readonly on: 'text'
      readonly id: ElementId
      readonly field: string
      readonly before: string
      readonly after: string
    }

/** The primitive writes. Only commands use them; each remembers what it changed. */
export class Writer {
  readonly changes: Change[] = []
  readonly created: ElementId[] = []

  constructor(private readonly doc: Y.Doc) {}

  create(id: ElementId, scalars: Readonly<Record<string, Scalar | undefined>>, statement: string): void {
    const node = new Y.Map<Scalar>()
    for (const [key, value] of Object.entries(scalars)) if (value !== undefined) node.set(key, wellFormed(value))
    nodesOf(this.doc).set(id, node)
    const words = wellFormed(statement)
    if (words !== '') textOf(this.doc, id, 'statement').insert(0, words)
    this.created.push(id)
    this.changes.push({ on: 'created', id, scalars: node.toJSON() as Record<string, Scalar>, statement: words })
  }

  /** Sets one value; an empty string removes what was said. */
  set(id: ElementId, key: string, value: Scalar): void {
    const after = wellFormed(value)
    const node = nodesOf(this.doc).get(id)
    if (node === undefined) throw new Error(`There is no element ${id} to write to`)
    const before = node.get(key)
    if (before === after || (before === undefined && after === '')) return
    if (after === '') node.delete(key)
    else node.set(key, after)
    this.changes.push({ on: 'node', id, key, before, after: after === '' ? undefined : after })
  }

  /** Replaces a text by the smallest single edit, so that carets elsewhere in it stay. */
  setText(id: ElementId, field: string, words: string): void {
    const text = textOf(this.doc, id, field)
    const after = wellFormed(words)
    const before = text.toString()
    if (before === after) return
    replaceText(text, before, after)
    this.changes.push({ on: 'text', id, field, before, after })
  }

  /** Adds plain paragraphs at the end of a narrative. Taking them back is the narrative's own undo. */
  appendParagraphs(id: ElementId, paragraphs: readonly string[]): void {
    const narrative = narrativeOf(this.doc, id)
    for (const words of paragraphs) {
      const paragraph = new Y.XmlElement('paragraph')
      narrative.insert(narrative.length, [paragraph])
      paragraph.insert(0, [new Y.XmlText(wellFormed(words))])
    }
  }

  /** Draws a relation, or moves one that stands: its pattern decoration stays. */
  relate(from: ElementId, type: RelationType, to: ElementId, order: string): void {
    const key = edgeKey({ from, type, to })
    const there = edgesOf(this.doc).get(key)
    this.edge(key, { order, ...(there === undefined || there.deleted ? {} : decorationOf(there)) })
  }

  challenge(challenge: Challenge): void {
    this.edge(challengeKey(challenge), { order: challenge.order })
  }

  /** Sets the pattern decoration of a relation that stands; what is not given is taken away. */
  decorate(key: string, decoration: Omit<EdgeValue, 'order' | 'deleted'>): void {
    const edge = edgesOf(this.doc).get(key)
    if (edge !== undefined) this.edge(key, { order: edge.order, ...decoration })
  }

  /** Keeps a pattern that was brought along. Server only. */
  keepPattern(id: string, json: string): void {
    patternsOf(this.doc).set(id, json)
  }

  unrelate(key: string): void {
    const edge = edgesOf(this.doc).get(key)
    if (edge !== undefined) this.edge(key, { ...edge, deleted: true })
  }

  nudge(id: ElementId, after: LayoutValue): void {
    const before = layoutOf(this.doc).get(id)
    layoutOf(this.doc).set(id, after)
    this.changes.push({ on: 'layout', id, before, after })
  }

  /** Puts an edge back as it was. */
  putEdge(key: string, value: EdgeValue): void {
    this.edge(key, value)
  }

  private edge(key: string, after: EdgeValue): void {
    const before = edgesOf(this.doc).get(key)
    edgesOf(this.doc).set(key, after)
    this.changes.push({ on: 'edge', key, before, after })
  }
}

/** Runs writes as one transaction with its origin and says what they changed. */
export function write(doc: Y.Doc, origin: Origin, body: (writer: Writer) => void): Writer {
  const writer = new Writer(doc)
  doc.transact(() => body(writer), origin)
  return writer
}

/** Half a surrogate pair is no character: on its way to others it would become the replacement mark, so it does at once. */
function wellFormed<V extends Scalar>(value: V): V {
  return typeof value === 'string' ? (value.replace(/\p{Surrogate}/gu, '\uFFFD') as V) : value
}

/** Common prefix and suffix stay; surrogate pairs are never cut in half. */
function replaceText(text: Y.Text, before: string, after: string): void {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && before[start] === after[start]) start++
  if (start > 0 && isHighSurrogate(before.charCodeAt(start - 1))) start--
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  if (end > 0 && isLowSurrogate(before.charCodeAt(before.length - end))) end--
  if (before.length - start - end > 0) text.delete(start, before.length - start - end)
  if (after.length - start - end > 0) text.insert(start, after.slice(start, after.length - end))
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

/**
 * Whether somebody wrote in what the changes created: a field, a text, a narrative, or something below it. Taking the
 * element away would take their work with it.
 */
function builtUpon(doc: Y.Doc, changes: readonly Change[]): boolean {
  const created = new Set(changes.flatMap((change) => (change.on === 'created' ? [change.id] : [])))
  if (created.size === 0) return false
  const scalars = new Map<string, Scalar | undefined>()
  const texts = new Map<string, string>()
  for (const change of changes) {
    if (change.on === 'created') {
      for (const [key, value] of Object.entries(change.scalars)) scalars.set(`${change.id} ${key}`, value)
      texts.set(textName(change.id, 'statement'), change.statement)
    } else if (change.on === 'node') scalars.set(`${change.id} ${change.key}`, change.after)
    else if (change.on === 'text') texts.set(textName(change.id, change.field), change.after)
  }
  for (const id of created) {
    for (const [key, value] of nodesOf(doc).get(id) ?? []) if (scalars.get(`${id} ${key}`) !== value) return true
  }
  for (const name of doc.share.keys()) {
    const root = parseRoot(name)
    if (root === undefined || !('id' in root) || !created.has(root.id)) continue
    if (root.kind === 'narrative' && narrativeOf(doc, root.id).length > 0) return true
    if (root.kind === 'text' && readText(doc, root.id, root.field) !== (texts.get(name) ?? '')) return true
  }
  return (
    readRelations(doc).some((relation) => created.has(relation.from) && !wrote(changes, edgeKey(relation))) ||
    readChallenges(doc).some((each) => isAbout(each, created) && !wrote(changes, challengeKey(each)))
  )
}

function isAbout({ from, target }: Challenge, created: ReadonlySet<ElementId>): boolean {
  return created.has(from) || ('element' in target && created.has(target.element))
}

function wrote(changes: readonly Change[], key: string): boolean {
  return changes.some((change) => change.on === 'edge' && change.key === key)
}

/**
 * Takes back a command's changes, newest first, wherever its author's value still stands; what somebody else changed
 * since is left alone. A created element goes to the bin,
 * unless somebody built upon it: then nothing is taken back.
 * @returns the changes that this undo made, so that it can be taken back in turn, and how many were left alone
 */
export function undoChanges(doc: Y.Doc, changes: readonly Change[], by: string): { redo: Change[]; left: number } {
  if (builtUpon(doc, changes)) return { redo: [], left: changes.length }
  let left = 0
  const writer = write(doc, { kind: 'undo', by }, (w) => {
    for (const change of [...changes].reverse()) if (!undoOne(doc, w, change)) left++
  })
  return { redo: writer.changes, left }
}

function undoOne(doc: Y.Doc, writer: Writer, change: Change): boolean {
  switch (change.on) {
    case 'created':
      if (!nodesOf(doc).has(change.id)) return false
      writer.set(change.id, 'deleted', true)
      return true
    case 'node': {
      const node = nodesOf(doc).get(change.id)
      if (node === undefined || node.get(change.key) !== change.after) return false
      writer.set(change.id, change.key, change.before ?? (typeof change.after === 'boolean' ? false : ''))
      return true
    }
    case 'edge': {
      const edge = edgesOf(doc).get(change.key)
      if (JSON.stringify(edge) !== JSON.stringify(change.after)) return false
      writer.putEdge(change.key, change.before ?? { ...(edge ?? { order: '' }), deleted: true })
      return true
    }
    case 'layout':
      writer.nudge(change.id, change.before ?? { dx: 0, dy: 0 })
      return true
    case 'text':
      if (textOf(doc, change.id, change.field).toString() !== change.after) return false
      writer.setText(change.id, change.field, change.before)
      return true
  }
}
