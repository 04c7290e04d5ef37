import { offered } from '@/components/review/use-mentions'
import { sideWord } from '@/components/workspace/people'
import type { Side } from '@/lib/access/policy'
import { LABEL_MAX } from '@/lib/case/narrative-shape'
import { isKey } from '@/lib/case/ydoc'
import type { CaseGraph } from '@/lib/gsn/graph'
import { naturally } from '@/lib/reading/natural-order'

/** Somebody or something that can be named in a narrative. */
export interface MentionItem {
  readonly kind: 'element' | 'person'
  readonly id: string
  readonly label: string
  /** What it says, or which side they are of. */
  readonly more: string
}

const ELEMENTS = 6
const PEOPLE = 4
/** From so many letters on, words of statements count too: fewer would offer half the case. */
const WORDS_FROM = 3

/**
 * [TXT18] What the letters after an @ may mean: people by the beginnings of their names, elements by the beginning of
 * theirs, then by words of their statements.
 */
export function mentionItems(
  letters: string,
  people: readonly { readonly id: string; readonly name: string; readonly side?: Side }[],
  graph: CaseGraph,
): MentionItem[] {
  const wanted = letters.trim().toLocaleLowerCase('en')
  const named = offered(people, letters)
    .filter(({ id, name }) => isKey(id) && name.trim() !== '')
    .slice(0, PEOPLE)
    .map(({ id, name, side }) => ({
      kind: 'person' as const,
      id,
      label: name.slice(0, LABEL_MAX),
      more: sideWord(side),
    }))
  const byName: MentionItem[] = []
  const byWords: MentionItem[] = []
  for (const { id, name, statement } of graph.elements.values()) {
    const item = { kind: 'element' as const, id, label: name || id, more: statement }
    if (name.toLocaleLowerCase('en').startsWith(wanted)) byName.push(item)
    else if (wanted.length >= WORDS_FROM && byWords.length < ELEMENTS && hasWord(statement, wanted)) byWords.push(item)
  }
  byName.sort((a, b) => naturally(a.label, b.label))
  return [...named, ...[...byName, ...byWords].slice(0, ELEMENTS)]
}

function hasWord(statement: string, wanted: string): boolean {
  const lower = statement.toLocaleLowerCase('en')
  return lower.startsWith(wanted) || lower.includes(` ${wanted}`)
}
