import * as Y from 'yjs'
import { casePart } from '@/lib/agreement/content'
import { type Change, differenceOf } from '@/lib/agreement/difference'
import { canonicalCase } from '@/lib/case/canonical-case'

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
