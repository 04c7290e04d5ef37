import * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { facetOf, fieldsOf, JUDGEMENT_FIELDS, TEXT_FIELDS } from './fields'
import { readElement } from './read'
import {
  edgesOf,
  layoutOf,
  metaOf,
  narrativeName,
  narrativeOf,
  nodesOf,
  parseEdgeKey,
  patternsOf,
  readText,
  type Scalar,
  textOf,
} from './ydoc'

/** What a copy is for: another version of the device for the same two organisations, or the same device at another hospital. */
export type CopyKind = 'version' | 'site'

export interface CopyContext {
  readonly kind: CopyKind
  /** Of the person who copies: what only the other side writes stays behind. */
  readonly side: Side
  /** [FIL5] Hashes of files that go along; of others only the reference does. */
  readonly files: ReadonlySet<string>
}

/** What the hospital says of its own people and progress, and where the device stands there. */
const OF_THE_SITE: ReadonlySet<string> = new Set([
  ...['ownerHdo', 'dueHdo', 'stateHdo', 'environment', 'network', 'zones', 'withinReach'],
  ...['inWards', 'inIntensiveCare', 'inTheatres', 'inEmergency', 'inOutpatients', 'inImaging', 'inLaboratory'],
  ...['inTransport', 'inHome'],
])
/** What is recorded of a file that stands with the case. */
const OF_A_FILE: ReadonlySet<string> = new Set(['fileName', 'fileSize', 'fileType'])
/** Whose an element is, where one side brings it. */
const WHOSE = ['side', 'assetSide', 'interfaceSide'] as const

/**
 * [REP3] Writes what a case says into an empty document, under the same ids: elements with their fields, texts and
 * narratives, relations, positions, patterns. Left behind are the bin, what only the other side writes, what people
 * thought of this case (judgements, confirmations), and for another hospital whatever the first one brought.
 */
export function copyCase(doc: Y.Doc, from: Y.Doc, context: CopyContext): void {
  const copied = new Set<ElementId>()
  doc.transact(() => {
    for (const [key, value] of metaOf(from)) metaOf(doc).set(key, value)
    for (const [key, value] of patternsOf(from)) patternsOf(doc).set(key, value)
    for (const id of nodesOf(from).keys()) {
      const element = readElement(from, id)
      if (element === undefined || element.deleted || !goesAlong(element, context)) continue
      copyElement(doc, from, element, context)
      copied.add(id)
    }
    for (const [key, edge] of edgesOf(from)) {
      const parsed = parseEdgeKey(key)
      if (parsed === undefined || edge.deleted === true) continue
      const ends = 'to' in parsed ? [parsed.from, parsed.to] : [parsed.from, ...endsOf(parsed.target)]
      if (ends.every((id) => copied.has(id))) edgesOf(doc).set(key, edge)
    }
    for (const [id, spot] of layoutOf(from)) if (copied.has(id)) layoutOf(doc).set(id, spot)
  })
}

/** [REP4] One element as a copy made now would hold it; undefined when it would not. The document is the caller's to destroy. */
export function copyForTaking(from: Y.Doc, context: CopyContext): Y.Doc {
  const doc = new Y.Doc()
  copyCase(doc, from, context)
  return doc
}

/** [REP3] Whether a field of an element goes along with a copy. */
export function fieldGoesAlong(
  element: Pick<Element, 'kind' | 'facet' | 'fields'>,
  name: string,
  { kind, side, files }: CopyContext,
): boolean {
  const only = fieldsOf(facetOf(element))[name]?.only
  if (JUDGEMENT_FIELDS.has(name) || (only !== undefined && only !== side)) return false
  if (kind === 'site' && (only === 'hdo' || OF_THE_SITE.has(name))) return false
  return !OF_A_FILE.has(name) || files.has(String(element.fields.sha256))
}

function goesAlong(element: Element, { kind }: CopyContext): boolean {
  return kind !== 'site' || !WHOSE.some((name) => element.fields[name] === 'hdo')
}

function copyElement(doc: Y.Doc, from: Y.Doc, element: Element, context: CopyContext): void {
  const { id } = element
  const node = new Y.Map<Scalar>()
  for (const [key, value] of nodesOf(from).get(id) ?? []) {
    if (fieldGoesAlong(element, key, context)) node.set(key, value)
  }
  nodesOf(doc).set(id, node)
  for (const field of TEXT_FIELDS) {
    const text = readText(from, id, field)
    if (text !== '' && fieldGoesAlong(element, field, context)) textOf(doc, id, field).insert(0, text)
  }
  if (!from.share.has(narrativeName(id))) return
  const blocks = narrativeOf(from, id).toArray()
  const copies = blocks.flatMap((b) => (b instanceof Y.XmlElement || b instanceof Y.XmlText ? [b.clone()] : []))
  if (copies.length > 0) narrativeOf(doc, id).insert(0, copies)
}

function endsOf(target: { readonly element: ElementId } | { readonly relation: { from: ElementId; to: ElementId } }) {
  return 'element' in target ? [target.element] : [target.relation.from, target.relation.to]
}
