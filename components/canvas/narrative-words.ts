import * as Y from 'yjs'
import { narrativeName, narrativeOf } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'

/** An element's narrative as plain paragraphs: what a copied branch carries of it. Reading makes no root. */
export function narrativeWords(doc: Y.Doc, id: ElementId): string[] {
  if (!doc.share.has(narrativeName(id))) return []
  const paragraphs: string[] = []
  const walk = (node: unknown): string => {
    if (node instanceof Y.XmlText) {
      return (node.toDelta() as { insert?: unknown }[])
        .map(({ insert }) => (typeof insert === 'string' ? insert : ''))
        .join('')
    }
    if (!(node instanceof Y.XmlElement)) return ''
    const inner = node.toArray()
    if (inner.some((each) => each instanceof Y.XmlText)) return inner.map(walk).join('')
    for (const each of inner) keep(walk(each))
    return ''
  }
  const keep = (text: string) => {
    if (text.trim() !== '') paragraphs.push(text)
  }
  for (const node of narrativeOf(doc, id).toArray()) keep(walk(node))
  return paragraphs
}
