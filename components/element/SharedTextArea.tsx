'use client'
import { Input } from '@mantine/core'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useCanEdit, useRoom, useSynced } from '@/components/workspace/CaseContext'
import { textOf } from '@/lib/case/ydoc'
import { CaretOverlay } from './caret-overlay'
import { CaretReader, publishCaret } from './caret-presence'
import { MarkedWords } from './MarkedWords'
import classes from './SharedTextArea.module.css'
import { bindText } from './text-binding'
import { historyOf } from './text-history'

export interface SharedTextAreaProps {
  /** The element whose text it is. */
  readonly element: string
  /** `statement`, or a text field of its facet. */
  readonly field: string
  readonly label: string
  readonly help?: string | undefined
  readonly placeholder?: string | undefined
  readonly rows?: number
  /** Why it cannot be written in here, as a sentence: it belongs to the other side. */
  readonly closed?: string | undefined
}

/** A plain text that several people edit at once, with everybody's carets in it. */
export function SharedTextArea({ element, field, label, help, placeholder, rows = 2, closed }: SharedTextAreaProps) {
  const { doc, awareness } = useRoom()
  const synced = useSynced()
  const canEdit = useCanEdit()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const overlay = useRef<HTMLDivElement>(null)
  const [refusal, setRefusal] = useState<string>()
  const text = useMemo(() => textOf(doc, element, field), [doc, element, field])

  useEffect(() => {
    if (area.current === null || overlay.current === null) return
    const place = { element, field }
    const textarea = area.current
    const reader = new CaretReader(awareness, text, place)
    const drawn = new CaretOverlay(overlay.current, textarea, classes as never, () => reader.read())
    const letGo = bindText(textarea, text, historyOf(text, element, field), {
      onRefusal: setRefusal,
      onText: () => {
        grow(textarea)
        drawn.refresh()
      },
      onSelection: () => publishCaret(awareness, text, place, selectionOf(textarea)),
    })
    const follow: Parameters<typeof text.observe>[0] = (event) => {
      reader.follow(event.delta)
      drawn.refresh()
    }
    text.observe(follow)
    awareness.on('change', drawn.refresh)
    const resized = new ResizeObserver(drawn.refresh)
    resized.observe(textarea)
    return () => {
      letGo()
      publishCaret(awareness, text, place, undefined)
      text.unobserve(follow)
      awareness.off('change', drawn.refresh)
      resized.disconnect()
      drawn.destroy()
    }
  }, [awareness, text, element, field])

  const description = [help, canEdit ? closed : undefined].filter(Boolean).join(' ')
  const describedBy = [description && `${id}-description`, refusal && `${id}-error`].filter(Boolean).join(' ')
  return (
    <Input.Wrapper
      id={id}
      label={label}
      description={description === '' ? undefined : description}
      error={refusal}
      size="xs"
      className={classes.wrapper}
      errorProps={{ role: 'alert' }}
    >
      <div className={classes.frame}>
        <textarea
          ref={area}
          id={id}
          className={classes.area}
          rows={rows}
          readOnly={!synced || !canEdit || closed !== undefined}
          placeholder={canEdit && closed === undefined ? placeholder : 'Nothing written yet.'}
          aria-describedby={describedBy === '' ? undefined : describedBy}
          aria-invalid={refusal !== undefined}
          data-text={field}
          spellCheck
        />
        <div ref={overlay} className={classes.overlay} aria-hidden="true" />
        <MarkedWords area={area} element={element} field={field} label={label} />
      </div>
    </Input.Wrapper>
  )
}

/** The selection of a textarea that has the focus. */
function selectionOf(area: HTMLTextAreaElement): { anchor: number; head: number } | undefined {
  if (area.ownerDocument.activeElement !== area) return undefined
  const { selectionStart, selectionEnd, selectionDirection } = area
  return selectionDirection === 'backward'
    ? { anchor: selectionEnd, head: selectionStart }
    : { anchor: selectionStart, head: selectionEnd }
}

/** Beyond this many characters the field has its full height anyway and need not be measured at every key. */
const LONG = 5000

/** Grows with the text, by CSS where the browser can. */
function grow(area: HTMLTextAreaElement): void {
  const long = area.textLength > LONG
  if (long !== (area.dataset.long !== undefined)) {
    if (long) area.dataset.long = ''
    else delete area.dataset.long
  }
  if (long || typeof CSS === 'undefined' || CSS.supports?.('field-sizing', 'content')) {
    area.style.height = ''
    return
  }
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}
