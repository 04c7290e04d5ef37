import { diffWordsWithSpace } from 'diff'
import type { Run } from './document'

/** Texts longer than this are shown whole before and after: marking single words would tell nobody anything. */
const LONGEST = 20_000
/** More single differences than this, and it is another text. */
const MOST_EDITS = 400

/** Whether a third of the letters stays: otherwise what is left are odd spaces and articles, and nobody can read it. */
function alike(parts: readonly { value: string; added: boolean; removed: boolean }[], a: string, b: string): boolean {
  const letters = (text: string) => text.replace(/\s+/g, '').length
  const same = parts.reduce((sum, { value, added, removed }) => sum + (added || removed ? 0 : letters(value)), 0)
  return same * 3 >= Math.max(letters(a), letters(b))
}

/** Two wordings as one text in which what went and what came is marked, word by word where they have enough in common. */
export function redline(before: string, after: string): readonly Run[] {
  const parts =
    before === '' || after === '' || before.length + after.length > LONGEST
      ? undefined
      : diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (parts === undefined || !alike(parts, before, after)) {
    const gone: Run[] = before === '' ? [] : [{ text: before, removed: true }]
    const come: Run[] = after === '' ? [] : [{ text: after, added: true }]
    return gone.length > 0 && come.length > 0 ? [...gone, { text: ' ' }, ...come] : [...gone, ...come]
  }
  return parts.map(({ value, added, removed }) => ({
    text: value,
    ...(added ? { added: true as const } : {}),
    ...(removed ? { removed: true as const } : {}),
  }))
}
