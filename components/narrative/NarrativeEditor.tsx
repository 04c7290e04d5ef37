'use client'
import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useMemo, useState } from 'react'
import { useCanEdit, useRoom, useSynced } from '@/components/workspace/CaseContext'
import { narrativeOf } from '@/lib/case/ydoc'
import { LinkForm } from './LinkForm'
import classes from './Narrative.module.css'
import { NarrativeComment } from './NarrativeComment'
import { NarrativeToolbar } from './NarrativeToolbar'
import { narrativeExtensions } from './narrative-extensions'
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
  const { doc, awareness } = useRoom()
  const synced = useSynced()
  const canEdit = useCanEdit()
  const editable = synced && canEdit
  const [refusal, setRefusal] = useState<string>()
  const [broken, setBroken] = useState(false)
  const [linking, setLinking] = useState(false)
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
      extensions: narrativeExtensions({ fragment, awareness, element, onRefusal: setRefusal }),
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
            const toTools = event.altKey && event.key === 'F10'
            const toLink = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k'
            if (!toTools && !toLink) return false
            // Elsewhere the same key opens the search.
            event.preventDefault()
            event.stopPropagation()
            if (toLink) setLinking(true)
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
          onLink={() => setLinking(true)}
        />
      )}
      <NarrativeComment editor={editor} element={element} />
      {linking && canEdit && <LinkForm editor={editor} onClose={() => setLinking(false)} />}
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
      <div className={classes.sheet}>
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
