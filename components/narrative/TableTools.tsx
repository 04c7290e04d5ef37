'use client'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { useState } from 'react'
import classes from './Narrative.module.css'
import { moveFocus } from './roving-focus'

const TOOLS: readonly (readonly [label: string, run: (editor: Editor) => boolean])[] = [
  ['Row below', (editor) => editor.chain().focus().addRowAfter().run()],
  ['Column right', (editor) => editor.chain().focus().addColumnAfter().run()],
  ['Heading row', (editor) => editor.chain().focus().toggleHeaderRow().run()],
  ['Delete row', (editor) => editor.chain().focus().deleteRow().run()],
  ['Delete column', (editor) => editor.chain().focus().deleteColumn().run()],
  ['Delete table', (editor) => editor.chain().focus().deleteTable().run()],
]

/** What can be done to the table that the caret is in; nothing elsewhere. One tab stop, walked by arrows. */
export function TableTools({ editor, name }: { editor: Editor; name: string }) {
  const inTable = useEditorState({ editor, selector: ({ editor: now }) => now.isActive('table') })
  const [stop, setStop] = useState(0)
  if (!inTable) return null
  return (
    <div
      role="toolbar"
      aria-label={`Table in the narrative of ${name}`}
      className={classes.tableTools}
      onKeyDown={(event) => moveFocus(event, setStop)}
    >
      {TOOLS.map(([label, run], at) => (
        <button
          key={label}
          type="button"
          className={classes.wordTool}
          tabIndex={at === stop ? 0 : -1}
          onFocus={() => setStop(at)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => run(editor)}
        >
          {label}
        </button>
      ))}
    </div>
  )
}
