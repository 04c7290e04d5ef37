import { useSyncExternalStore } from 'react'
import * as Y from 'yjs'

/** Whether nothing is written in a narrative yet: it has no node, or one paragraph without letters. */
export function isEmptyNarrative(fragment: Y.XmlFragment): boolean {
  if (fragment.length === 0) return true
  const only = fragment.length === 1 ? fragment.get(0) : undefined
  if (!(only instanceof Y.XmlElement) || only.nodeName !== 'paragraph') return false
  return only.toArray().every((child) => child instanceof Y.XmlText && child.length === 0)
}

/** The same, live. Asked of the document and not of the editor, which hears of its first content before anybody listens. */
export function useIsEmpty(fragment: Y.XmlFragment): boolean {
  return useSyncExternalStore(
    (listener) => {
      fragment.observeDeep(listener)
      return () => fragment.unobserveDeep(listener)
    },
    () => isEmptyNarrative(fragment),
    () => true,
  )
}
