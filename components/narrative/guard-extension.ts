import { Extension } from '@tiptap/core'
import { isChangeOrigin } from '@tiptap/extension-collaboration'
import type { Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import { problemWithNode } from '@/lib/case/narrative-shape'
import { MAX_DEPTH, NARRATIVE_MAX } from '@/lib/case/schema-check'

export interface GuardOptions {
  readonly onRefusal: (sentence: string | undefined) => void
}

/**
 * [TXT7] [TXT11] Stops own changes that the server would refuse, before they are made: all of them in a narrative that
 * may only be read, and those that make it too long or too deep. What comes from others always passes.
 */
export const NarrativeGuard = Extension.create<GuardOptions>({
  name: 'narrativeGuard',
  addProseMirrorPlugins() {
    const { editor, options } = this
    return [
      new Plugin({
        filterTransaction(transaction, state) {
          if (!transaction.docChanged || isChangeOrigin(transaction)) return true
          if (!editor.isEditable) return false
          const refusal = tooMuch(state.doc, transaction.doc) ?? notAllowed(transaction.doc)
          options.onRefusal(refusal)
          return refusal === undefined
        },
      }),
    ]
  },
})

/** Why a narrative may not become this; one that is already too much may still shrink. */
function tooMuch(before: Node, after: Node): string | undefined {
  if (after.content.size > NARRATIVE_MAX / 2 && after.content.size > before.content.size) {
    return 'This narrative has become too long. Nothing was changed: shorten it, or keep the rest as evidence.'
  }
  if (after.content.size <= before.content.size) return undefined
  return depthOf(after) > MAX_DEPTH - 2
    ? 'Lists and quotations are nested too deeply. Nothing was changed: move something to the left first.'
    : undefined
}

/** [TXT14] The first node that the server would not take; another's is not mine to refuse, and there can be none. */
function notAllowed(after: Node): string | undefined {
  let problem: string | undefined
  after.descendants((node) => {
    if (problem !== undefined) return false
    if (node.isText) return false
    problem = problemWithNode(node.type.name, new Map(Object.entries(node.attrs)), true)
    return true
  })
  return problem === undefined ? undefined : `${problem} Nothing was changed.`
}

/** How deeply the blocks of a node are nested. */
function depthOf(node: Node): number {
  let deepest = 0
  if (node.isTextblock || node.isLeaf) return 0
  for (let i = 0; i < node.childCount; i++) deepest = Math.max(deepest, 1 + depthOf(node.child(i)))
  return deepest
}
