import * as Y from 'yjs'
import type { Side } from '@/lib/access/policy'
import { narrativeJson } from '@/lib/case/canonical-case'
import { facetOf, fieldsOf, TEXT_FIELDS } from '@/lib/case/fields'
import { whyNotWrite } from '@/lib/case/only-side'
import { readCase } from '@/lib/case/read'
import { type Change, type Writer, write } from '@/lib/case/write'
import { edgesOf, narrativeName, narrativeOf, nodesOf, parseEdgeKey, readText, type Scalar } from '@/lib/case/ydoc'
import { canonicalJson } from '@/lib/gsn/canonical'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'

export interface Restored {
  readonly changes: readonly Change[]
  readonly created: readonly ElementId[]
  /** Labels of fields that differ and stay as they are, because only the other side or a step of the server writes them. */
  readonly left: readonly string[]
}

export interface RestoreContext {
  readonly by: string
  readonly side?: Side
}

/**
 * [HIS4] Puts a past state back as a new edit: nothing of the history is lost, and what was made since goes into the bin.
 * What only the other side may write stays as it is and is named.
 * @param past    the document as it stood
 * @param element restores only this element with its texts, narrative and relations; absent: the whole case
 * @returns refusal `element-absent` when the past state has no such element
 */
export function restoreInto(
  doc: Y.Doc,
  past: Y.Doc,
  element: ElementId | undefined,
  context: RestoreContext,
): Outcome<Restored> {
  if (element !== undefined && !nodesOf(past).has(element)) {
    return refuse('element-absent', 'That state of the case did not have this element. Choose another state.')
  }
  const ids = element === undefined ? [...new Set([...nodesOf(past).keys(), ...nodesOf(doc).keys()])].sort() : [element]
  const graph = readCase(past)
  const left = new Set<string>()
  const writer = write(doc, { kind: 'command', name: 'restore', by: context.by }, (writer) => {
    for (const id of ids)
      restoreElement(doc, past, id, graph.elements.get(id) ?? graph.bin.get(id), writer, context, left)
    restoreEdges(doc, past, element, writer)
  })
  return ok({ changes: writer.changes, created: writer.created, left: [...left].sort() })
}

function restoreElement(
  doc: Y.Doc,
  past: Y.Doc,
  id: ElementId,
  element: Element | undefined,
  writer: Writer,
  context: RestoreContext,
  left: Set<string>,
): void {
  const was = nodesOf(past).get(id)
  const is = nodesOf(doc).get(id)
  if (was === undefined || element === undefined) {
    // It came later: into the bin, from where it can be brought back.
    if (is !== undefined) writer.set(id, 'deleted', true)
    return
  }
  const fields = fieldsOf(facetOf(element))
  const mayWrite = (key: string): boolean => {
    const field = fields[key]
    if (field === undefined || whyNotWrite(field, context.side) === undefined) return true
    left.add(`${element.name}: ${field.label}`)
    return false
  }
  if (is === undefined) writer.create(id, was.toJSON() as Record<string, Scalar>, '')
  else {
    for (const key of new Set([...was.keys(), ...is.keys()])) {
      const value = was.get(key)
      if (value !== is.get(key) && mayWrite(key))
        writer.set(id, key, key === 'deleted' ? value === true : (value ?? ''))
    }
  }
  for (const field of TEXT_FIELDS) {
    const text = readText(past, id, field)
    if (text !== readText(doc, id, field) && mayWrite(field)) writer.setText(id, field, text)
  }
  restoreNarrative(doc, past, id)
}

/** Only where it says something else: its own history and the carets in it stay otherwise. */
function restoreNarrative(doc: Y.Doc, past: Y.Doc, id: ElementId): void {
  const [was, is] = [narrativeJson(past, id), narrativeJson(doc, id)]
  if (canonicalJson(was) === canonicalJson(is)) return
  const narrative = narrativeOf(doc, id)
  narrative.delete(0, narrative.length)
  if (!past.share.has(narrativeName(id))) return
  const blocks = narrativeOf(past, id)
    .toArray()
    .flatMap((block) => (block instanceof Y.XmlElement || block instanceof Y.XmlText ? [block.clone()] : []))
  narrative.insert(0, blocks)
}

function restoreEdges(doc: Y.Doc, past: Y.Doc, element: ElementId | undefined, writer: Writer): void {
  const [was, is] = [edgesOf(past), edgesOf(doc)]
  const about = (key: string) => {
    const edge = parseEdgeKey(key)
    if (element === undefined || edge === undefined) return element === undefined
    return edge.from === element || ('to' in edge && edge.to === element)
  }
  for (const key of [...new Set([...was.keys(), ...is.keys()])].sort()) {
    if (!about(key)) continue
    const [before, now] = [was.get(key), is.get(key)]
    if (before === undefined) {
      // Relations that came later go with the whole state, and stay when only one element is put back.
      if (element === undefined && now?.deleted !== true) writer.unrelate(key)
    } else if (canonicalJson(before) !== canonicalJson(now ?? null)) {
      if (element === undefined || before.deleted !== true) writer.putEdge(key, before)
    }
  }
}
