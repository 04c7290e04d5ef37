'use client'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useLedger } from '@/components/workspace/CaseContext'
import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import type { Audience } from '@/lib/review/entries'
import { type Participants, participantsOf, reachable } from '@/lib/review/participants'
import classes from './review.module.css'

export interface Named {
  readonly id: string
  readonly name: string
  readonly side?: Side
}

/** What has been typed after an @ that may become a name: where the @ stands, and the letters so far. */
interface Asked {
  readonly at: number
  readonly letters: string
}

/** So many names are offered at once: typing on narrows them down. */
const OFFERED = 6

/** Everybody who takes part in the case, as its history tells. */
export function useParticipants(): Participants {
  const entries = useLedger()
  return useMemo(() => participantsOf(entries), [entries])
}

/** [REV16] Whom one can name in a thread of this audience. */
export function useReachable(audience: Audience): readonly Named[] {
  const people = useParticipants()
  return useMemo(() => reachable(people, audience), [people, audience])
}

/** The name that is being typed before the caret; undefined when none is. */
export function askedFor(text: string, caret: number): Asked | undefined {
  const match = /(?:^|[\s(])@([^@\n]{0,40})$/.exec(text.slice(0, caret))
  return match?.[1] === undefined ? undefined : { at: caret - match[1].length - 1, letters: match[1] }
}

/** Those whose name, or a word of it, begins with the letters. */
export function offered(people: readonly Named[], letters: string): readonly Named[] {
  const wanted = letters.toLocaleLowerCase('en')
  const fits = ({ name }: Named) => {
    const lower = name.toLocaleLowerCase('en')
    return lower.startsWith(wanted) || lower.split(/\s+/).some((word) => word.startsWith(wanted))
  }
  return people.filter(fits).slice(0, OFFERED)
}

/**
 * Offers names while one types an @ in a text area: arrows walk, Enter or Tab takes, Escape closes.
 * @param write puts the text with the name in place of the letters
 */
export function useMentions(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  people: readonly Named[],
  write: (text: string) => void,
) {
  const id = useId()
  const [asked, setAsked] = useState<Asked>()
  const [at, setAt] = useState(0)
  const caretAfter = useRef<number>(undefined)
  const names = asked === undefined ? [] : offered(people, asked.letters)
  const open = names.length > 0
  const chosen = Math.min(at, names.length - 1)

  useEffect(() => {
    const caret = caretAfter.current
    caretAfter.current = undefined
    if (caret !== undefined && area.current?.value === text) area.current.setSelectionRange(caret, caret)
  }, [area, text])

  function look(): void {
    const element = area.current
    if (element === null || people.length === 0) return
    const next = askedFor(element.value, element.selectionStart)
    setAsked(next)
    if (next?.letters !== asked?.letters) setAt(0)
  }

  function take({ name }: Named): void {
    if (asked === undefined) return
    const end = asked.at + 1 + asked.letters.length
    const rest = text.slice(end)
    const put = `@${name}${/^\s/.test(rest) ? '' : ' '}`
    caretAfter.current = asked.at + name.length + 2
    write(text.slice(0, asked.at) + put + rest)
    setAsked(undefined)
    area.current?.focus()
  }

  /** Whether the key was for the list. */
  function onKeyDown(event: KeyboardEvent): boolean {
    const one = names[chosen]
    if (!open || one === undefined || event.ctrlKey || event.metaKey) return false
    if (event.key === 'ArrowDown') setAt((chosen + 1) % names.length)
    else if (event.key === 'ArrowUp') setAt((chosen + names.length - 1) % names.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(one)
    else if (event.key === 'Escape') setAsked(undefined)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }

  const list: ReactNode = open && (
    <div role="listbox" id={id} aria-label="People to name" className={classes.names}>
      {names.map((one, index) => (
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={classes.name}
          // Before the text area loses the focus.
          onMouseDown={(event) => {
            event.preventDefault()
            take(one)
          }}
        >
          {one.name} <span className={classes.muted}>{sideWord(one.side)}</span>
        </div>
      ))}
    </div>
  )
  const aria = {
    'aria-autocomplete': people.length === 0 ? undefined : ('list' as const),
    'aria-controls': open ? id : undefined,
    'aria-activedescendant': open ? `${id}-${chosen}` : undefined,
  }
  return { look, close: () => setAsked(undefined), onKeyDown, list, aria }
}
