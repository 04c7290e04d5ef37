'use client'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import { useEffect } from 'react'
import * as Y from 'yjs'
import { PassageChip } from '@/components/review/PassageChip'
import { usePassageThreads } from '@/components/review/use-passages'
import { useNavigate, useRoom } from '@/components/workspace/CaseContext'
import { NARRATIVE, resolvePassage, type Spot, spotsOf } from '@/lib/review/passage'
import type { Thread } from '@/lib/review/threads'
import { type Marked, markPassages, threadsAtPosition } from './passage-extension'

/** Underlines the words of a narrative that people talk about, and says what they say where the caret stands. */
export function NarrativePassageMarks({ editor, element }: { editor: Editor; element: string }) {
  const { doc } = useRoom()
  const { select } = useNavigate()
  const threads = usePassageThreads(element, NARRATIVE)

  useEffect(() => {
    let frame = 0
    const draw = () => {
      frame = 0
      if (!editor.isDestroyed) markPassages(editor.view, markedIn(editor, doc, element, threads))
    }
    // Others' changes put whole lines anew, so the words are looked for again after each.
    const soon = ({ transaction }: { transaction?: { docChanged: boolean } } = {}) => {
      if (transaction?.docChanged === false || frame !== 0) return
      frame = requestAnimationFrame(draw)
    }
    soon()
    editor.on('transaction', soon)
    return () => {
      cancelAnimationFrame(frame)
      editor.off('transaction', soon)
    }
  }, [editor, doc, element, threads])

  useEffect(() => {
    // Who only reads the narrative is led to the comment at once: to them a click means nothing else.
    const click = (event: MouseEvent) => {
      if (editor.isEditable) return
      const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      const [id] = at === null ? [] : threadsAtPosition(editor.state, at.pos)
      if (id !== undefined) select(element, { tab: 'review', thread: id })
    }
    const { dom } = editor.view
    dom.addEventListener('click', click)
    return () => dom.removeEventListener('click', click)
  }, [editor, element, select])

  const here = useEditorState({
    editor,
    selector: ({ editor: { state, isFocused } }) =>
      isFocused && state.selection.empty ? threadsAtPosition(state, state.selection.from).join(' ') : '',
  })
  const ids = here.split(' ')
  return <PassageChip threads={threads.filter(({ id }) => ids.includes(id))} />
}

function markedIn({ state }: Editor, doc: Y.Doc, element: string, threads: readonly Thread[]): Marked[] {
  const sync = ySyncPluginKey.getState(state) as { type: Y.XmlFragment; binding: { mapping: never } | null } | undefined
  const mapping = sync?.binding?.mapping
  if (sync === undefined || mapping === undefined) return []
  const positionOf = ({ node, index }: Spot, assoc: number) =>
    relativePositionToAbsolutePosition(
      doc,
      sync.type,
      Y.createRelativePositionFromTypeIndex(node, Math.min(index, node.length), assoc),
      mapping,
    )
  return threads.flatMap(({ id, passage }): Marked[] => {
    const found = passage === undefined ? undefined : resolvePassage(doc, element, passage)
    const spots = found === undefined ? undefined : spotsOf(doc, element, found)
    if (spots === undefined) return []
    const [from, to] = [positionOf(spots.from, 0), positionOf(spots.to, -1)]
    if (from === null || to === null || from >= to || to > state.doc.content.size) return []
    return [{ from, to, thread: id }]
  })
}
