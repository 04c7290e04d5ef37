import * as Y from 'yjs'
import { createReader } from '@/lib/case/read'
import { textOf } from '@/lib/case/ydoc'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { growCase } from '../grown-case'

/** One case in this page, and a second copy in which somebody else writes. */
export interface SharedCase {
  readonly reader: { graph(): CaseGraph; subscribe(listener: () => void): () => void }
  /** An edit made elsewhere; `arrive` is its message. */
  remoteEdit(id: ElementId, words: string): { arrive(): void }
}

export function sharedCase(elements: number): SharedCase {
  const doc = new Y.Doc()
  growCase(doc, elements)
  const elsewhere = new Y.Doc()
  Y.applyUpdate(elsewhere, Y.encodeStateAsUpdate(doc))
  const reader = createReader(doc)
  reader.graph()
  return {
    reader,
    remoteEdit(id, words) {
      let update: Uint8Array | undefined
      const keep = (bytes: Uint8Array) => {
        update = bytes
      }
      elsewhere.on('update', keep)
      elsewhere.transact(() => {
        const text = textOf(elsewhere, id, 'statement')
        text.delete(0, text.length)
        text.insert(0, words)
      })
      elsewhere.off('update', keep)
      return { arrive: () => update !== undefined && Y.applyUpdate(doc, update, 'remote') }
    },
  }
}

/** Elements that rest below the top, in the order in which a person comes to them. */
export function inOrder(graph: CaseGraph): ElementId[] {
  const seen = new Set<ElementId>()
  const stack = graph.rootId === undefined ? [] : [graph.rootId]
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    stack.push(...[...graph.supports(id)].reverse())
  }
  return [...seen]
}
