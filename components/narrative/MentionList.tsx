'use client'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type RefObject, useEffect, useId, useMemo, useState } from 'react'
import { askedFor, useParticipants } from '@/components/review/use-mentions'
import { useRoom } from '@/components/workspace/CaseContext'
import { type MentionItem, mentionItems } from './mention-items'
import classes from './Narrative.module.css'

/** Handles a key while the list is open; true when the key was for it. */
export type MentionKeys = RefObject<((event: KeyboardEvent) => boolean) | undefined>

interface Props {
  readonly editor: Editor
  /** What the list is placed over. */
  readonly sheet: RefObject<HTMLElement | null>
  readonly keys: MentionKeys
}

/** Offers people and elements while one types an @: arrows walk, Enter or Tab takes, Escape closes. */
export function MentionList({ editor, sheet, keys }: Props) {
  // One string, so that the list is drawn again only when the letters change.
  const asked = useEditorState({ editor, selector: ({ editor: now }) => lettersAt(now) })
  const [dropped, setDropped] = useState<string>()
  if (asked === undefined || asked === dropped) return null
  return (
    <Offered
      key={asked.split('\n')[0]}
      editor={editor}
      sheet={sheet}
      keys={keys}
      asked={asked}
      onDrop={() => setDropped(asked)}
    />
  )
}

/** Where the @ before the caret stands and the letters after it, a line each. */
function lettersAt(editor: Editor): string | undefined {
  const { selection } = editor.state
  if (!editor.isEditable || !editor.isFocused || !selection.empty) return undefined
  const { $from } = selection
  if (!$from.parent.isTextblock || $from.parent.type.spec.code) return undefined
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\uFFFC')
  const found = askedFor(before, before.length)
  return found === undefined ? undefined : `${$from.start() + found.at}\n${found.letters}`
}

interface OfferedProps extends Props {
  readonly asked: string
  readonly onDrop: () => void
}

function Offered({ editor, sheet, keys, asked, onDrop }: OfferedProps) {
  const id = useId()
  const { reader } = useRoom()
  const people = useParticipants()
  const [at, setAt] = useState(0)
  const [from = 0, letters = ''] = split(asked)
  const items = useMemo(() => mentionItems(letters, [...people.values()], reader.graph()), [letters, people, reader])
  const chosen = Math.min(at, items.length - 1)

  function take({ kind, id: mentioned, label }: MentionItem): void {
    const to = editor.state.selection.from
    editor
      .chain()
      .focus()
      .insertContentAt({ from, to }, [
        { type: 'mention', attrs: { kind, id: mentioned, label } },
        { type: 'text', text: ' ' },
      ])
      .run()
  }

  useEffect(() => {
    keys.current = (event) => {
      const item = items[chosen]
      if (item === undefined || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false
      if (event.key === 'ArrowDown') setAt((chosen + 1) % items.length)
      else if (event.key === 'ArrowUp') setAt((chosen + items.length - 1) % items.length)
      else if (event.key === 'Enter' || event.key === 'Tab') take(item)
      else if (event.key === 'Escape') onDrop()
      else return false
      return true
    }
    return () => {
      keys.current = undefined
    }
  })

  const open = items.length > 0
  useEffect(() => {
    const text = editor.view.dom
    if (!open) return
    text.setAttribute('aria-controls', id)
    text.setAttribute('aria-activedescendant', `${id}-${chosen}`)
    return () => {
      text.removeAttribute('aria-controls')
      text.removeAttribute('aria-activedescendant')
    }
  }, [editor, id, open, chosen])

  if (!open) return null
  return (
    <div
      role="listbox"
      id={id}
      aria-label="People and elements to name"
      className={classes.mentions}
      style={place(editor, sheet.current, from)}
    >
      {items.map((item, index) => (
        <div
          key={`${item.kind} ${item.id}`}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={classes.mention}
          // Before the text loses the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            take(item)
          }}
        >
          <strong>{item.label}</strong> <span>{item.more}</span>
        </div>
      ))}
    </div>
  )
}

function split(asked: string): [number, string] {
  const line = asked.indexOf('\n')
  return [Number(asked.slice(0, line)), asked.slice(line + 1)]
}

/** Below the @, in px of the sheet. */
function place(editor: Editor, sheet: HTMLElement | null, from: number): { top: number } {
  if (sheet === null) return { top: 0 }
  const { bottom } = editor.view.coordsAtPos(Math.min(from, editor.state.doc.content.size))
  return { top: bottom - sheet.getBoundingClientRect().top + 4 }
}
