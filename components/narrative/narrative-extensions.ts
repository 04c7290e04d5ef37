import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import StarterKit from '@tiptap/starter-kit'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { NarrativeCarets } from './caret-extension'
import { NarrativeGuard } from './guard-extension'
import { isSafeAddress } from './link-address'
import { ReadyTexts } from './ready-text'

export interface NarrativeParts {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly element: string
  readonly onRefusal: (sentence: string | undefined) => void
}

/**
 * What a narrative can hold and who else is in it. Nothing here writes by itself: no trailing paragraph and no links
 * made of what others type, or every reader would become a writer.
 */
export function narrativeExtensions({ fragment, awareness, element, onRefusal }: NarrativeParts): Extensions {
  return [
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      underline: false,
      heading: { levels: [2, 3, 4] },
      link: {
        autolink: false,
        linkOnPaste: true,
        openOnClick: false,
        defaultProtocol: 'https',
        isAllowedUri: (address) => isSafeAddress(address),
        HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
      },
    }),
    Collaboration.configure({ fragment }),
    NarrativeCarets.configure({ awareness, element }),
    ReadyTexts.configure({ fragment }),
    NarrativeGuard.configure({ onRefusal }),
  ]
}
