'use client'
import { Button } from '@mantine/core'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'
import { useDrafts } from '@/components/review/drafts'
import { useMe, useNavigate } from '@/components/workspace/CaseContext'
import type { Passage } from '@/lib/review/entries'
import { inlineText, NARRATIVE } from '@/lib/review/passage'

/** The way to comment on words that one has marked in a narrative; nothing while none are marked. */
export function NarrativeComment({ editor, element }: { editor: Editor; element: string }) {
  const me = useMe()
  const drafts = useDrafts()
  const { select } = useNavigate()
  const marked = useEditorState({ editor, selector: ({ editor }) => !editor.state.selection.empty })
  if (!marked || !me.rights.includes('comment')) return null
  return (
    <Button
      variant="default"
      size="compact-xs"
      // The words stay marked.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        drafts.write(`comment:${element}`, { passage: passageOf(editor), suggestion: undefined })
        select(element, { tab: 'review' })
      }}
    >
      Comment on these words
    </Button>
  )
}

/** The marked words of a narrative, with marks that move along with them. */
function passageOf({ state }: Editor): Passage {
  const { from, to } = state.selection
  const quote = state.doc.textBetween(from, to, '\n', ({ type, attrs }) =>
    type.isInline ? inlineText(type.name, attrs.label) : '',
  )
  const sync = ySyncPluginKey.getState(state) as { type: Y.XmlFragment; binding: { mapping: never } } | undefined
  const mark = (position: number) =>
    sync === undefined
      ? undefined
      : JSON.stringify(
          Y.relativePositionToJSON(absolutePositionToRelativePosition(position, sync.type, sync.binding.mapping)),
        )
  return { field: NARRATIVE, quote, start: 0, end: quote.length, from: mark(from), to: mark(to) }
}
