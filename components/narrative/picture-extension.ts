import { mergeAttributes, Node } from '@tiptap/core'
import { ALT_MAX, isFileHash } from '@/lib/case/narrative-shape'
import type { PictureShown } from './pictures'

export interface PictureOptions {
  readonly show: (sha256: string) => Promise<PictureShown>
}

const alt = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' && value.length <= ALT_MAX ? value : undefined

/** [TXT17] A picture of the case in a narrative: a file's hash and what the picture shows in words, never an address. */
export const Pictures = Node.create<PictureOptions>({
  name: 'image',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({ show: async () => ({ problem: 'This picture cannot be shown here.' }) }),
  addAttributes: () => ({
    sha256: { default: null, parseHTML: (element) => element.dataset.sha256 ?? null, renderHTML: () => ({}) },
    alt: { default: null, parseHTML: (element) => element.dataset.alt ?? null, renderHTML: () => ({}) },
  }),
  parseHTML: () => [
    {
      tag: 'figure[data-sha256]',
      // Anything else keeps its words and loses its picture.
      getAttrs: ({ dataset }) => (isFileHash(dataset.sha256) && alt(dataset.alt) !== undefined ? null : false),
    },
  ],
  renderHTML: ({ node, HTMLAttributes }) => [
    'figure',
    mergeAttributes(HTMLAttributes, { 'data-sha256': node.attrs.sha256, 'data-alt': node.attrs.alt }),
    ['figcaption', String(node.attrs.alt ?? '')],
  ],
  renderText: ({ node }) => `[Picture: ${String(node.attrs.alt ?? '')}]`,
  addNodeView() {
    const { show } = this.options
    return ({ node: first }) => {
      let node = first
      const dom = document.createElement('figure')
      dom.className = 'narrative-picture'
      const words = dom.appendChild(document.createElement('figcaption'))
      const draw = async () => {
        const { sha256, alt } = node.attrs as { sha256: string | null; alt: string | null }
        words.textContent = alt ?? ''
        dom.dataset.state = 'waiting'
        const shown: PictureShown = isFileHash(sha256)
          ? await show(sha256)
          : { problem: 'This picture names no file of the case.' }
        if (sha256 !== node.attrs.sha256) return
        for (const old of dom.querySelectorAll('img, p')) old.remove()
        dom.dataset.state = 'url' in shown ? 'shown' : 'absent'
        if ('url' in shown) {
          const image = document.createElement('img')
          image.src = shown.url
          image.alt = alt ?? ''
          image.draggable = false
          dom.prepend(image)
          // The words are the picture's name already.
          words.setAttribute('aria-hidden', 'true')
        } else {
          const problem = document.createElement('p')
          problem.textContent = shown.problem
          dom.prepend(problem)
          words.removeAttribute('aria-hidden')
        }
      }
      void draw()
      return {
        dom,
        update: (next) => {
          if (next.type !== node.type) return false
          const same = next.attrs.sha256 === node.attrs.sha256 && next.attrs.alt === node.attrs.alt
          node = next
          if (!same) void draw()
          return true
        },
        ignoreMutation: () => true,
      }
    }
  },
})
