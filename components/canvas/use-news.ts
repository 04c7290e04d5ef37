'use client'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Scene } from '@/lib/drawing/scene'
import type { Element } from '@/lib/gsn/graph'

/**
 * Words for a polite live region: what happened to the element one is at while the focus is on the canvas. One's own
 * typing happens in the panel, so what changes here meanwhile comes from somebody else.
 */
export function useNews({ graph, selected, marks }: Scene, host: RefObject<HTMLElement | null>): string {
  const [news, setNews] = useState('')
  const last = useRef<{ element: Element | undefined; comments: number }>({ element: undefined, comments: 0 })
  const element = selected === undefined ? undefined : graph.elements.get(selected)
  const comments = selected === undefined ? 0 : (marks.get(selected)?.comments ?? 0)
  useEffect(() => {
    const before = last.current
    last.current = { element, comments }
    const same = element !== undefined && before.element?.id === element.id
    if (!same || host.current === null || document.activeElement !== host.current) return
    if (element.statement !== before.element?.statement) {
      // Said once after a pause, not at each letter.
      const handle = setTimeout(() => setNews(`${element.name} now says: ${element.statement || 'nothing'}`), 1500)
      return () => clearTimeout(handle)
    }
    if (comments > before.comments) setNews(`New comment on ${element.name}.`)
  }, [element, comments, host])
  return news
}
