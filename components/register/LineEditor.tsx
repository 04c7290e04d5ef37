'use client'
import { TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { type Field, problemWith } from '@/lib/case/fields'
import type { FieldValue } from '@/lib/gsn/graph'

interface Props {
  readonly field: Field
  readonly label: string
  readonly value: string
  onSave(value: FieldValue): void
  /** I am done here and want to go on. */
  onDone(): void
  /** I went elsewhere with something that does not fit: it is not taken over. */
  onLost(sentence: string): void
}

/**
 * A single line, day or number while I write it. Enter takes it over, Escape drops it, going elsewhere takes it over if
 * it fits. What others set meanwhile shows unless I have begun to write.
 */
export function LineEditor({ field, label, value, onSave, onDone, onLost }: Props) {
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const over = useRef(false)
  useEffect(() => {
    input.current?.focus({ preventScroll: true })
    if (input.current?.type === 'text') input.current.select()
  }, [])

  /** Takes the draft over; says what is wrong with it if anything is. */
  function take(): string | undefined {
    const text = draft?.trim()
    if (text === undefined || text === value) return undefined
    const next = field.type === 'number' && text !== '' ? Number(text) : text
    const wrong = problemWith(field, next)
    if (wrong === undefined) onSave(next)
    return wrong
  }

  return (
    <TextInput
      ref={input}
      type={field.type === 'date' ? 'date' : 'text'}
      inputMode={field.type === 'number' ? 'numeric' : undefined}
      aria-label={label}
      value={draft ?? value}
      error={problem}
      onChange={(event) => {
        setDraft(event.currentTarget.value)
        setProblem(undefined)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') over.current = true
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
        event.preventDefault()
        const wrong = take()
        setProblem(wrong)
        if (wrong !== undefined) return
        over.current = true
        onDone()
      }}
      onBlur={() => {
        if (over.current || input.current?.ownerDocument.activeElement === input.current) return
        over.current = true
        const wrong = take()
        if (wrong !== undefined) onLost(`${wrong} What you wrote was not taken over.`)
      }}
    />
  )
}
