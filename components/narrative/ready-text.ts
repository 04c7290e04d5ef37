import { Extension } from '@tiptap/core'
import * as Y from 'yjs'

/** Who makes the text: no person's change of its own, and nothing that an undo takes back. */
const READY_TEXT = { kind: 'ready-text' } as const

/** Nodes that hold letters themselves. */
const LINES: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock'])

/**
 * Gives each new line of a narrative its text before anybody types in it. Without it two people who begin in the same
 * blank line make two texts there, and putting these together drops the letters that one of them types meanwhile.
 * @param fragment the narrative; only lines made in this tab are given one
 * @returns how to stop
 */
export function keepTextsReady(fragment: Y.XmlFragment): () => void {
  const watch = (events: readonly Y.YEvent<Y.XmlFragment>[], transaction: Y.Transaction): void => {
    if (!transaction.local) return
    const blank = events.flatMap((event) => [...event.changes.added].flatMap((item) => blankLines(item.content)))
    if (blank.length === 0) return
    fragment.doc?.transact(() => {
      for (const line of blank) if (line.length === 0) line.insert(0, [new Y.XmlText()])
    }, READY_TEXT)
  }
  fragment.observeDeep(watch as never)
  return () => fragment.unobserveDeep(watch as never)
}

function blankLines(content: Y.Item['content']): Y.XmlElement[] {
  const type: unknown = content instanceof Y.ContentType ? content.type : undefined
  if (!(type instanceof Y.XmlElement)) return []
  if (LINES.has(type.nodeName)) return type.length === 0 ? [type] : []
  return type
    .toArray()
    .flatMap((child) => (child instanceof Y.XmlElement && child._item ? blankLines(child._item.content) : []))
}

/** The same for an open editor. */
export const ReadyTexts = Extension.create<{ readonly fragment: Y.XmlFragment | undefined }>({
  name: 'readyTexts',
  addOptions: () => ({ fragment: undefined }),
  onCreate() {
    const { fragment } = this.options
    if (fragment !== undefined) this.editor.on('destroy', keepTextsReady(fragment))
  },
})
