import type { CasePart } from '@/lib/agreement/content'

// One memory for the whole process, whichever bundle asks.
const KEY = Symbol.for('accord.shown-cases')
const holder = globalThis as { [KEY]?: Map<string, CasePart> }
const MOST = 20

/**
 * Remembers the case that a pre-flight showed, by its digest, so that a proposer who was overtaken by an edit is told
 * what changed. Only a courtesy: what is forgotten (or lost in a restart) is answered without a list.
 */
export function rememberShown(digest: string, part: CasePart): void {
  holder[KEY] ??= new Map()
  const shown = holder[KEY]
  shown.delete(digest)
  shown.set(digest, part)
  const oldest = shown.keys().next().value
  if (shown.size > MOST && oldest !== undefined) shown.delete(oldest)
}

export function recallShown(digest: string): CasePart | undefined {
  return holder[KEY]?.get(digest)
}
