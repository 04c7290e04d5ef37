'use client'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import type { Field } from '@/lib/case/fields'
import type { FieldValue } from '@/lib/gsn/graph'
import { NOTHING_SAID } from '@/lib/table/match'
import classes from './register.module.css'

export interface CellChoice {
  readonly value: FieldValue
  readonly label: string
}

/** Numbers with at most this many values are chosen, others are typed. */
const MOST_NUMBERS = 20

/** What can be chosen for a field; undefined when it is typed. */
export function choicesOf(field: Field): readonly CellChoice[] | undefined {
  const nothing = { value: '', label: NOTHING_SAID }
  switch (field.type) {
    case 'choice':
      return [nothing, ...field.values]
    case 'boolean':
      return [
        { value: true, label: 'Yes' },
        { value: false, label: 'No' },
      ]
    case 'number': {
      const count = field.max - field.min + 1
      if (count > MOST_NUMBERS) return undefined
      const numbers = Array.from({ length: count }, (_, i) => field.min + i)
      return [nothing, ...numbers.map((value) => ({ value, label: String(value) }))]
    }
    default:
      return undefined
  }
}

interface Props {
  readonly label: string
  readonly choices: readonly CellChoice[]
  readonly value: FieldValue | undefined
  onChoose(value: FieldValue): void
}

/** A list to choose from: arrows walk, letters jump, Enter or a click chooses, and nothing is written before that. */
export function ChoiceEditor({ label, choices, value, onChoose }: Props) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const chosen = Math.max(
    0,
    choices.findIndex((choice) => choice.value === (value ?? '')),
  )
  const [at, setAt] = useState(chosen)
  useEffect(() => list.current?.focus({ preventScroll: true }), [])

  function onKeyDown(event: KeyboardEvent): void {
    const last = choices.length - 1
    const { key } = event
    if (key === 'ArrowDown') setAt(Math.min(last, at + 1))
    else if (key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (key === 'Home') setAt(0)
    else if (key === 'End') setAt(last)
    else if ((key === 'Enter' || key === ' ') && !event.ctrlKey) choose(at)
    else if (key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) jump(key.toLowerCase())
    else return
    event.preventDefault()
  }
  function choose(index: number): void {
    const choice = choices[index]
    if (choice !== undefined) onChoose(choice.value)
  }
  /** To the next choice that begins with the letter. */
  function jump(letter: string): void {
    const inOrder = [...choices.slice(at + 1), ...choices.slice(0, at + 1)]
    const found = inOrder.find((choice) => choice.label.toLowerCase().startsWith(letter))
    if (found !== undefined) setAt(choices.indexOf(found))
  }

  return (
    <div
      ref={list}
      className={classes.choices}
      role="listbox"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={`${id}-${at}`}
      onKeyDown={onKeyDown}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the list handles the keys for its choices
        <div
          key={choice.label}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === chosen}
          data-at={index === at || undefined}
          className={classes.choice}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => choose(index)}
        >
          {choice.label}
        </div>
      ))}
    </div>
  )
}
