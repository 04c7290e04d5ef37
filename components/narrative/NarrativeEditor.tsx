'use client'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCanEdit, useNavigate, useRoom, useSynced } from '@/components/workspace/CaseContext'
import { narrativeOf } from '@/lib/case/ydoc'
import { LinkForm } from './LinkForm'
import { MentionList } from './MentionList'
import { mentionsOf } from './mention-now'
import classes from './Narrative.module.css'
import { NarrativeComment } from './NarrativeComment'
import { NarrativePassageMarks } from './NarrativePassageMarks'
import { NarrativeToolbar } from './NarrativeToolbar'
import { narrativeExtensions } from './narrative-extensions'
import { PictureForm } from './PictureForm'
import { picture } from './pictures'
import { TableTools } from './TableTools'
import { useIsEmpty } from './use-is-empty'

export interface NarrativeProps {
  readonly element: string
  /** The element's name on the diagram, for those who hear the page. */
  readonly name: string
  /** What to write here, while it is empty. */
  readonly hint: string
}

/** The rich text of one element, edited by several people at once. Give it the element's id as key. */
export default function NarrativeEditor({ element, name, hint }: NarrativeProps) {
  const room = useRoom()
  const { doc, awareness } = room
  const { select } = useNavigate()
  const synced = useSynced()
  const canEdit = useCanEdit()
  const editable = synced && canEdit
  const [refusal, setRefusal] = useState<string>()
  const [broken, setBroken] = useState(false)
  const [form, setForm] = useState<'link' | 'picture'>()
  const sheet = useRef<HTMLDivElement>(null)
  const mentionKeys = useRef<(event: KeyboardEvent) => boolean>(undefined)
  const fragment = useMemo(() => narrativeOf(doc, element), [doc, element])

  useEffect(() => {
    awareness.setLocalStateField('narrative', element)
    return () => {
      if (awareness.getLocalState()?.narrative === element) awareness.setLocalStateField('narrative', null)
    }
  }, [awareness, element])

  const editor = useEditor(
    {
      immediatelyRender: false,
      injectCSS: false,
      editable: false,
      enableContentCheck: true,
      // A newer version of the editor wrote something this one does not know: touching it would delete it.
      onContentError: () => setBroken(true),
      extensions: narrativeExtensions({
        fragment,
        awareness,
        element,
        onRefusal: setRefusal,
        mentions: mentionsOf(room, select),
        pictures: { show: (sha256) => picture(room.caseId, sha256) },
      }),
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': `Narrative of ${name}`,
          'aria-placeholder': hint,
          class: classes.text ?? '',
        },
        handleDOMEvents: {
          keydown: (_view, event) => {
            if (mentionKeys.current?.(event) === true) {
              event.preventDefault()
              event.stopPropagation()
              return true
            }
            const toTools = event.altKey && event.key === 'F10'
            const toLink = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
            if (!toTools && !toLink) return false
            // Elsewhere the same key opens the search.
            event.preventDefault()
            event.stopPropagation()
            if (toLink) setForm('link')
            else
              (event.target as HTMLElement)
                .closest('[data-narrative]')
                ?.querySelector<HTMLElement>('[tabindex="0"]')
                ?.focus()
            return true
          },
        },
      },
    },
    [fragment, awareness],
  )

  useEffect(() => {
    editor?.setEditable(editable && !broken, false)
  }, [editor, editable, broken])

  const empty = useIsEmpty(fragment)
  if (editor === null) return <p className={classes.note}>Opening the narrative…</p>
  return (
    <div className={classes.narrative} data-narrative={element}>
      {canEdit && (
        <NarrativeToolbar
          editor={editor}
          label={`Formatting of the narrative of ${name}`}
          editable={editable && !broken}
          onLink={() => setForm('link')}
          onPicture={() => setForm('picture')}
        />
      )}
      <NarrativeComment editor={editor} element={element} />
      <NarrativePassageMarks editor={editor} element={element} />
      {canEdit && <TableTools editor={editor} name={name} />}
      {form === 'link' && canEdit && <LinkForm editor={editor} onClose={() => setForm(undefined)} />}
      {form === 'picture' && canEdit && <PictureForm editor={editor} onClose={() => setForm(undefined)} />}
      {broken && (
        <p className={classes.alert} role="alert">
          This narrative was written with a newer version of Accord. Reload the page to edit it.
        </p>
      )}
      {refusal !== undefined && (
        <p className={classes.alert} role="alert">
          {refusal}
        </p>
      )}
      <div className={classes.sheet} ref={sheet}>
        {canEdit && <MentionList editor={editor} sheet={sheet} keys={mentionKeys} />}
        {empty && (
          <p className={classes.hint} aria-hidden="true">
            {canEdit ? hint : 'Nothing written yet.'}
          </p>
        )}
        <EditorContent editor={editor} />
      </div>
    </div>
  )
}
