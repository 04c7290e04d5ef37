import type { KeyboardEvent } from 'react'

/** The place to go to in a row of `count` tools, by the keys of the ARIA toolbar pattern; undefined for other keys. */
export function nextTool(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count
    case 'ArrowLeft':
      return (at - 1 + count) % count
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

/** Moves the focus inside a toolbar; the one tool that has it is its only tab stop. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, onMove: (at: number) => void): void {
  const tools = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const at = tools.indexOf(event.target as HTMLElement)
  const next = at < 0 ? undefined : nextTool(event.key, at, tools.length)
  if (next === undefined) return
  event.preventDefault()
  tools[next]?.focus()
  onMove(next)
}
