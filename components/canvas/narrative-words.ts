import type * as Y from 'yjs'
import { narrativeJson } from '@/lib/case/canonical-case'
import { narrativeLines } from '@/lib/case/narrative-text'
import type { ElementId } from '@/lib/gsn/graph'

/** An element's narrative as plain paragraphs: what a copied branch carries of it. Reading makes no root. */
export function narrativeWords(doc: Y.Doc, id: ElementId): string[] {
  return narrativeLines(narrativeJson(doc, id))
}
