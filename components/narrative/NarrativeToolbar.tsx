'use client'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type ReactNode, useState } from 'react'
import {
  BoldIcon,
  BulletListIcon,
  CodeIcon,
  HeadingIcon,
  ImageIcon,
  ItalicIcon,
  LinkIcon,
  QuoteIcon,
  TableIcon,
  UndoIcon,
} from '@/components/look/icons'
import classes from './Narrative.module.css'
import { moveFocus } from './roving-focus'
import { insertTable } from './table-extension'

interface Tool {
  readonly name: string
  readonly label: string
  /** Shown behind the label. */
  readonly keys?: string
  readonly icon: ReactNode
  /** Toggles say whether they are on. */
  readonly active?: (editor: Editor) => boolean
  readonly enabled?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

const TOOLS: readonly (readonly Tool[])[] = [
  [
    mark('bold', 'Bold', 'Ctrl+B', <BoldIcon key="i" />, (editor) => editor.chain().focus().toggleBold().run()),
    mark('italic', 'Italic', 'Ctrl+I', <ItalicIcon key="i" />, (editor) => editor.chain().focus().toggleItalic().run()),
    mark('code', 'Code', 'Ctrl+E', <CodeIcon key="i" />, (editor) => editor.chain().focus().toggleCode().run()),
  ],
  [
    mark('heading', 'Heading', 'Ctrl+Alt+3', <HeadingIcon key="i" />, (editor) =>
      editor.chain().focus().toggleHeading({ level: 3 }).run(),
    ),
    mark('bulletList', 'Bulleted list', 'Ctrl+Shift+8', <BulletListIcon key="i" />, (editor) =>
      editor.chain().focus().toggleBulletList().run(),
    ),
    mark('orderedList', 'Numbered list', 'Ctrl+Shift+7', <NumberedIcon key="i" />, (editor) =>
      editor.chain().focus().toggleOrderedList().run(),
    ),
    mark('blockquote', 'Quotation', 'Ctrl+Shift+B', <QuoteIcon key="i" />, (editor) =>
      editor.chain().focus().toggleBlockquote().run(),
    ),
  ],
  [
    {
      name: 'undo',
      label: 'Undo my last change',
      keys: 'Ctrl+Z',
      icon: <UndoIcon key="i" />,
      enabled: (editor) => editor.can().undo(),
      run: (editor) => editor.chain().focus().undo().run(),
    },
    {
      name: 'redo',
      label: 'Redo my last change',
      keys: 'Ctrl+Shift+Z',
      icon: (
        <span key="i" className={classes.mirrored}>
          <UndoIcon />
        </span>
      ),
      enabled: (editor) => editor.can().redo(),
      run: (editor) => editor.chain().focus().redo().run(),
    },
  ],
]

function mark(name: string, label: string, keys: string, icon: ReactNode, run: Tool['run']): Tool {
  return { name, label, keys, icon, run, active: (editor) => editor.isActive(name) }
}

interface NarrativeToolbarProps {
  readonly editor: Editor
  readonly label: string
  readonly editable: boolean
  /** Opens the form for the link at the caret. */
  readonly onLink: () => void
  /** Opens the form for a picture of the case. */
  readonly onPicture: () => void
}

/** A toolbar with one tab stop: arrow keys, Home and End walk through it. */
export function NarrativeToolbar({ editor, label, editable, onLink, onPicture }: NarrativeToolbarProps) {
  const [stop, setStop] = useState(0)
  const link: Tool = {
    name: 'link',
    label: 'Link',
    keys: 'Ctrl+K',
    icon: <LinkIcon />,
    active: (now) => now.isActive('link'),
    run: onLink,
  }
  const insert: Tool[] = [
    link,
    {
      name: 'table',
      label: 'Table',
      icon: <TableIcon />,
      enabled: (now) => !now.isActive('table') && !now.isActive('codeBlock'),
      run: (now) => void insertTable(now),
    },
    {
      name: 'image',
      label: 'Picture from the evidence',
      icon: <ImageIcon />,
      active: (now) => now.isActive('image'),
      run: onPicture,
    },
    {
      name: 'mention',
      label: 'Name a person or an element',
      keys: '@',
      icon: <span aria-hidden="true">@</span>,
      run: (now) =>
        now
          .chain()
          .focus()
          .insertContent(startsWord(now) ? '@' : ' @')
          .run(),
    },
  ]
  const groups = [TOOLS[0] ?? [], TOOLS[1] ?? [], insert, TOOLS[2] ?? []]
  const all = groups.flat()
  // One string, so that the toolbar is drawn again only when some button changes.
  const state = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      all.map((tool) => `${tool.active?.(now) ? '+' : '-'}${(tool.enabled?.(now) ?? true) ? '+' : '-'}`).join(' '),
  }).split(' ')

  return (
    <div
      role="toolbar"
      aria-label={label}
      className={classes.toolbar}
      onKeyDown={(event) => moveFocus(event, setStop)}
      data-narrative-toolbar
    >
      {groups.map((group) => (
        <div key={group[0]?.name} className={classes.group}>
          {group.map((tool) => {
            const at = all.indexOf(tool)
            const [active, enabled] = state[at] ?? '-+'
            return (
              <button
                key={tool.name}
                type="button"
                className={classes.tool}
                aria-label={tool.label}
                title={tool.keys === undefined ? tool.label : `${tool.label} (${tool.keys})`}
                aria-pressed={tool.active === undefined ? undefined : active === '+'}
                aria-disabled={!editable || enabled === '-'}
                tabIndex={at === stop ? 0 : -1}
                onFocus={() => setStop(at)}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => editable && enabled !== '-' && tool.run(editor)}
              >
                {tool.icon}
              </button>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Whether what is typed now begins a word: an @ inside one is a mail address. */
function startsWord({ state }: Editor): boolean {
  const { $from } = state.selection
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset)
  return before === '' || /[\s(]/.test(before)
}

/** The icon set has no numbered list. */
function NumberedIcon() {
  return (
    <svg width="15" height="15" viewBox="0 0 15 15" fill="none" aria-hidden="true">
      <path d="M6 3.5h7.5M6 7.5h7.5M6 11.5h7.5" stroke="currentColor" />
      <text x="1" y="5.4" fontSize="5.4" fontWeight="700" fill="currentColor">
        1
      </text>
      <text x="1" y="13.4" fontSize="5.4" fontWeight="700" fill="currentColor">
        2
      </text>
    </svg>
  )
}
