import { type KeyboardEvent, useState } from 'react'

export interface Draft {
  readonly value: string
  readonly problem: string | undefined
  change(next: string): void
  /** Takes the draft over if it is fine; leaves it with its problem otherwise. */
  commit(): void
  onKeyDown(event: KeyboardEvent<HTMLInputElement>): void
}

/**
 * A single value while somebody types it: what others set shows at once, unless one's own draft is open. Enter or
 * leaving the field takes it over, Escape drops it.
 * @param check says what is wrong with a draft, in a sentence
 */
export function useDraft(
  value: string,
  check: (draft: string) => string | undefined,
  save: (draft: string) => void,
): Draft {
  const [draft, setDraft] = useState<string>()
  const [problem, setProblem] = useState<string>()

  function commit(): void {
    if (draft === undefined) return
    const next = draft.trim()
    const wrong = next === value ? undefined : check(next)
    setProblem(wrong)
    if (wrong !== undefined) return
    setDraft(undefined)
    if (next !== value) save(next)
  }

  return {
    value: draft ?? value,
    problem,
    change: (next) => {
      setDraft(next)
      setProblem(undefined)
    },
    commit,
    onKeyDown: (event) => {
      if (event.key === 'Enter') commit()
      else if (event.key === 'Escape' && draft !== undefined) {
        event.stopPropagation()
        setDraft(undefined)
        setProblem(undefined)
      }
    },
  }
}
