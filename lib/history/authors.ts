import * as Y from 'yjs'
import { narrativeName, narrativeOf, textName, textOf } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'
import { NARRATIVE } from './touched'

/** Characters that follow each other and came from one Yjs client. */
export interface ClientRun {
  readonly text: string
  readonly client: number
}

/**
 * [HIS6] Who brought each character that stands in a text now, in order: joined, the runs are the text. What was
 * deleted has no author any more. Reading creates nothing.
 * @param field a text field, or `narrative`: there a line break ends each block
 */
export function clientRuns(doc: Y.Doc, element: ElementId, field: string): ClientRun[] {
  const runs: { text: string; client: number }[] = []
  const say = (text: string, client: number) => {
    const last = runs.at(-1)
    if (last?.client === client) last.text += text
    else if (text !== '') runs.push({ text, client })
  }
  if (field === NARRATIVE) {
    if (doc.share.has(narrativeName(element))) sayBlocks(narrativeOf(doc, element), say, 0)
  } else if (doc.share.has(textName(element, field))) sayText(textOf(doc, element, field), say)
  return runs
}

type Say = (text: string, client: number) => void

function sayText(text: Y.AbstractType<unknown> | Y.Text, say: Say): void {
  for (let item = text._start; item !== null; item = item.right) {
    if (!item.deleted && item.content instanceof Y.ContentString) say(item.content.str, item.id.client)
  }
}

const DEEPEST = 32

function sayBlocks(parent: Y.XmlFragment, say: Say, depth: number): void {
  if (depth > DEEPEST) return
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) sayText(child, say)
    else if (child instanceof Y.XmlElement) {
      sayBlocks(child, say, depth + 1)
      const inner = child.toArray()
      if (inner.length === 0 || inner.some((each) => each instanceof Y.XmlText)) say('\n', child._item?.id.client ?? 0)
    }
  }
}
