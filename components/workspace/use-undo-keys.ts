'use client'
import { useEffect } from 'react'
import { useCommands } from './CaseContext'

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) outside of text fields, which have their own undo. */
export function useUndoKeys(): void {
  const { undo, redo } = useCommands()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      if (key === 'z') void (event.shiftKey ? redo() : undo())
      else if (key === 'y' && !event.shiftKey) void redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [undo, redo])
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}
