import * as Y from 'yjs'
import { casePart } from '@/lib/agreement/content'
import { type Change, differenceOf } from '@/lib/agreement/difference'
import { canonicalCase } from '@/lib/case/canonical-case'
import { readCase } from '@/lib/case/read'
import type { FieldValue } from '@/lib/gsn/graph'

/**
 * In what a kept copy differs from the case as it stands now: `before` is the case, `after` the copy.
 * @param state the whole document as it was kept, Yjs update v1
 * @returns undefined for bytes that are no document
 */
export function rescuedChanges(state: Uint8Array, live: Y.Doc): readonly Change[] | undefined {
  const kept = new Y.Doc()
  try {
    Y.applyUpdate(kept, state)
    return differenceOf(casePart(canonicalCase(live)), casePart(canonicalCase(kept)))
  } catch {
    return undefined
  } finally {
    kept.destroy()
  }
}

export type RescueCommand =
  | { readonly name: 'set-text'; readonly args: { element: string; field: string; text: string } }
  | { readonly name: 'set-field'; readonly args: { element: string; field: string; value: FieldValue } }

/**
 * The commands that put the words and fields of a kept copy back into the case: only on elements that the case still
 * has. What was added or connected in the copy is shown and made again by hand.
 */
export function rescueCommands(state: Uint8Array, live: Y.Doc): readonly RescueCommand[] {
  const copy = new Y.Doc()
  try {
    Y.applyUpdate(copy, state)
    const now = readCase(live)
    return [...readCase(copy).elements.values()].flatMap((mine): RescueCommand[] => {
      const theirs = now.elements.get(mine.id)
      if (theirs === undefined) return []
      const texts = { statement: mine.statement, ...mine.texts }
      const standing: Readonly<Record<string, string>> = { statement: theirs.statement, ...theirs.texts }
      return [
        ...Object.entries(texts)
          .filter(([field, text]) => standing[field] !== text)
          .map(([field, text]) => ({ name: 'set-text' as const, args: { element: mine.id, field, text } })),
        ...Object.entries(mine.fields)
          // A decision grows or parks a branch: it is made again, not copied.
          .filter(([field, value]) => field !== 'decision' && theirs.fields[field] !== value)
          .map(([field, value]) => ({ name: 'set-field' as const, args: { element: mine.id, field, value } })),
      ]
    })
  } catch {
    return []
  } finally {
    copy.destroy()
  }
}
