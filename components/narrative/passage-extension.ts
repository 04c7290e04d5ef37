import { Extension } from '@tiptap/core'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'

/** Words that somebody comments on, as positions of the editor. */
export interface Marked {
  readonly from: number
  readonly to: number
  readonly thread: string
}

const KEY = new PluginKey<DecorationSet>('narrativePassages')

/** Underlines the words that open comments are about. It only draws: nothing of it is in the text. */
export const NarrativePassages = Extension.create({
  name: 'narrativePassages',
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: KEY,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, before) => {
            const marked = transaction.getMeta(KEY) as readonly Marked[] | undefined
            if (marked === undefined) return before.map(transaction.mapping, transaction.doc)
            return DecorationSet.create(
              transaction.doc,
              marked.map(({ from, to, thread }) =>
                Decoration.inline(from, to, { class: 'narrative-passage' }, { thread, inclusiveEnd: false }),
              ),
            )
          },
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ]
  },
})

type Editing = Parameters<NonNullable<Plugin['props']['decorations']>>[0]

/** Draws these words and no others. */
export function markPassages(
  view: { readonly state: Editing; dispatch(transaction: Editing['tr']): void },
  marked: readonly Marked[],
): void {
  view.dispatch(view.state.tr.setMeta(KEY, marked).setMeta('addToHistory', false))
}

/** The threads about the words at a position. */
export function threadsAtPosition(state: Editing, position: number): string[] {
  const found = KEY.getState(state)?.find(position, position) ?? []
  return found.flatMap(({ from, to, spec }) => (from <= position && position < to ? [String(spec.thread)] : []))
}
