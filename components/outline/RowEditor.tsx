'use client'
import { useEffect, useRef } from 'react'
import { publishCaret } from '@/components/element/caret-presence'
import { bindText } from '@/components/element/text-binding'
import { historyOf } from '@/components/element/text-history'
import { useRoom } from '@/components/workspace/CaseContext'
import { tellRefusal } from '@/components/workspace/tell'
import { textOf } from '@/lib/case/ydoc'
import classes from './outline.module.css'

/** `left`: the focus went elsewhere. `back`: the writer gives up. */
export type Ending = 'done' | 'back' | 'left'

interface Props {
  readonly id: string
  readonly name: string
  readonly onEnd: (how: Ending) => void
}

/** The statement of one row, written in place: every letter is in the case at once, as in the element's panel. */
export function RowEditor({ id, name, onEnd }: Props) {
  const { doc, awareness } = useRoom()
  const area = useRef<HTMLTextAreaElement>(null)
  const end = useRef(onEnd)
  end.current = onEnd

  useEffect(() => {
    const field = area.current
    if (field === null) return
    const place = { element: id, field: 'statement' }
    const text = textOf(doc, id, 'statement')
    const letGo = bindText(field, text, historyOf(text, id, 'statement'), {
      onRefusal: (sentence) => sentence !== undefined && tellRefusal({ code: 'text-too-long', message: sentence }),
      onText: () => {},
      onSelection: () =>
        publishCaret(awareness, text, place, { anchor: field.selectionStart, head: field.selectionEnd }),
    })
    field.focus({ preventScroll: true })
    field.setSelectionRange(field.value.length, field.value.length)
    return () => {
      letGo()
      publishCaret(awareness, text, place, undefined)
    }
  }, [doc, awareness, id])

  return (
    <textarea
      ref={area}
      rows={1}
      className={classes.editor}
      aria-label={`Statement of ${name}`}
      placeholder="Type its statement; Enter ends, Escape takes an empty one back"
      onClick={(event) => event.stopPropagation()}
      onBlur={() => end.current('left')}
      onKeyDown={(event) => {
        // The tree's own keys mean letters here.
        event.stopPropagation()
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
        event.preventDefault()
        end.current(event.key === 'Enter' ? 'done' : 'back')
      }}
    />
  )
}
