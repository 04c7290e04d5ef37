import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import Link from '@tiptap/extension-link'
import StarterKit from '@tiptap/starter-kit'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { NarrativeCarets } from './caret-extension'
import { NarrativeGuard } from './guard-extension'
import { isSafeAddress } from './link-address'
import { type MentionOptions, Mentions } from './mention-extension'
import { NarrativePassages } from './passage-extension'
import { type PictureOptions, Pictures } from './picture-extension'
import { ReadyTexts } from './ready-text'
import { tableExtensions } from './table-extension'

export interface NarrativeParts {
  readonly fragment: Y.XmlFragment
  readonly awareness: Awareness
  readonly element: string
  readonly onRefusal: (sentence: string | undefined) => void
  readonly mentions: MentionOptions
  readonly pictures: PictureOptions
}

/** A link is its address and nothing else: what a page looks like that somebody pasted from is not taken along. */
const PlainLink = Link.extend({
  addAttributes: () => ({ href: { default: null, parseHTML: (element) => element.getAttribute('href') } }),
}).configure({
  autolink: false,
  linkOnPaste: true,
  openOnClick: false,
  defaultProtocol: 'https',
  isAllowedUri: (address) => isSafeAddress(address),
  HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
})

/**
 * What a narrative can hold and who else is in it. Nothing here writes by itself: no trailing paragraph and no links
 * made of what others type, or every reader would become a writer.
 */
export function narrativeExtensions(parts: NarrativeParts): Extensions {
  const { fragment, awareness, element, onRefusal, mentions, pictures } = parts
  return [
    StarterKit.configure({
      undoRedo: false,
      trailingNode: false,
      underline: false,
      link: false,
      heading: { levels: [2, 3, 4] },
    }),
    PlainLink,
    ...tableExtensions(),
    Pictures.configure(pictures),
    Mentions.configure(mentions),
    Collaboration.configure({ fragment }),
    NarrativeCarets.configure({ awareness, element }),
    NarrativePassages,
    ReadyTexts.configure({ fragment }),
    NarrativeGuard.configure({ onRefusal }),
  ]
}
