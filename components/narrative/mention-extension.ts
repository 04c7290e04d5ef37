import { Node } from '@tiptap/core'
import { LABEL_MAX } from '@/lib/case/narrative-shape'
import { isKey } from '@/lib/case/ydoc'

/** What a mention says and leads to now. */
export interface MentionNow {
  readonly words: string
  /** For those who point at it. */
  readonly title: string
  /** Where it leads; absent for people and for elements that are gone. */
  readonly href?: string
}

export interface MentionOptions {
  readonly now: (kind: string, id: string, label: string) => MentionNow
  /** Tells when an element may have another name. */
  readonly watch: (listener: () => void) => () => void
  readonly go: (element: string) => void
}

/** [TXT18] An element or a person of the case, named in a narrative. An element's mention shows its name of today. */
export const Mentions = Node.create<MentionOptions>({
  name: 'mention',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  // Before the line break, which has the same key.
  priority: 200,
  addOptions: () => ({
    now: (_kind, _id, label) => ({ words: `@${label}`, title: '' }),
    watch: () => () => {},
    go: () => {},
  }),
  addAttributes: () => ({
    kind: { default: 'element', parseHTML: ({ dataset }) => dataset.mention ?? null, renderHTML: () => ({}) },
    id: { default: null, parseHTML: ({ dataset }) => dataset.id ?? null, renderHTML: () => ({}) },
    label: { default: null, parseHTML: ({ dataset }) => dataset.label ?? null, renderHTML: () => ({}) },
  }),
  parseHTML: () => [
    {
      tag: 'span[data-mention]',
      getAttrs: ({ dataset: { mention, id, label = '' } }) =>
        (mention === 'element' || mention === 'person') && isKey(id) && label.trim() !== '' && label.length <= LABEL_MAX
          ? null
          : false,
    },
  ],
  renderHTML: ({ node: { attrs } }) => [
    'span',
    { 'data-mention': attrs.kind, 'data-id': attrs.id, 'data-label': attrs.label },
    `@${String(attrs.label ?? '')}`,
  ],
  renderText: ({ node }) => `@${String(node.attrs.label ?? '')}`,
  addKeyboardShortcuts() {
    return {
      // [TXT18] By keyboard: with the caret at a mention, the same key as for a link in most editors.
      'Mod-Enter': () => {
        const { $from, $to } = this.editor.state.selection
        const beside = [$from.nodeAfter, $to.nodeBefore, $from.nodeBefore].find(
          (node) => node?.type.name === 'mention' && node.attrs.kind === 'element',
        )
        if (!beside) return false
        this.options.go(String(beside.attrs.id))
        return true
      },
    }
  },
  addNodeView() {
    const { now, watch, go } = this.options
    return ({ node }) => {
      const { kind, id, label } = node.attrs as Record<string, unknown>
      const dom = document.createElement('span')
      dom.className = 'narrative-mention'
      dom.dataset.kind = String(kind)
      const draw = () => {
        const { words, title, href } = now(String(kind), String(id), String(label ?? ''))
        const inner = document.createElement(href === undefined ? 'span' : 'a')
        inner.textContent = words
        inner.title = title
        if (href !== undefined) inner.setAttribute('href', href)
        if (dom.firstElementChild?.outerHTML !== inner.outerHTML) dom.replaceChildren(inner)
      }
      draw()
      const stop = watch(draw)
      dom.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || dom.querySelector('a') === null) return
        event.preventDefault()
        go(String(id))
      })
      return { dom, destroy: stop, ignoreMutation: () => true, stopEvent: (event) => event.type === 'click' }
    }
  },
})
