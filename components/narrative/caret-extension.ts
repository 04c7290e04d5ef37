import { Extension } from '@tiptap/core'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { person } from '@/components/element/caret-presence'

export interface NarrativeCaretOptions {
  readonly awareness: Awareness
  /** The element whose narrative this is: presence tells whose carets belong here. */
  readonly element: string
}

/** [TXT10] Whether somebody's presence is in this very narrative, and is not my own. */
export function isInNarrative(element: string, own: number, client: number, state: unknown): boolean {
  return client !== own && (state as { narrative?: unknown } | null)?.narrative === element
}

/** Other people's carets and selections in the same narrative. A name is drawn by CSS and never part of the text. */
export const NarrativeCarets = Extension.create<NarrativeCaretOptions>({
  name: 'narrativeCarets',
  addProseMirrorPlugins() {
    const { awareness, element } = this.options
    return [
      yCursorPlugin(awareness, {
        awarenessStateFilter: (own, client, state) => isInNarrative(element, own, client, state),
        cursorBuilder: caret,
        selectionBuilder: (user) => ({ class: 'narrative-selection', 'data-side': person(user).side }),
      }),
    ]
  },
})

/** [TXT10] An empty mark that carries the name as an attribute. */
export function caret(user: unknown): HTMLElement {
  const { name, side } = person(user)
  const mark = document.createElement('span')
  mark.className = 'narrative-caret'
  mark.dataset.name = name
  mark.dataset.side = side
  mark.setAttribute('aria-hidden', 'true')
  return mark
}
