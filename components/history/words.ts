import { diffWordsWithSpace } from 'diff'

export interface WordRun {
  readonly text: string
  readonly kind: 'same' | 'added' | 'removed'
}

/** Texts longer than this are shown whole before and after: marking single words would tell nobody anything. */
const LONGEST = 20_000
/** More single differences than this, and it is another text. */
const MOST_EDITS = 400

/** What was taken away and what was added, word by word; undefined when the two have too little in common. */
export function wordRuns(before: string, after: string): WordRun[] | undefined {
  if (before === '' || after === '' || before.length + after.length > LONGEST) return undefined
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (parts === undefined) return undefined
  return parts.map(({ value, added, removed }) => ({
    text: value,
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }))
}
