import MiniSearch from 'minisearch'
import { facetOf, fieldsOf } from '@/lib/case/fields'
import type { Element, ElementId } from '@/lib/gsn/graph'
import { type ExcerptRun, excerpt } from './excerpt'

/** Something that can be found: an element or a thread about one. */
export type Hit = {
  readonly element: ElementId
  /** Where the words stand, such as `Statement`, `What the hospital does`, `Narrative`, `Comment`. */
  readonly where: string
  readonly excerpt: readonly ExcerptRun[]
} & ({ readonly kind: 'element' } | { readonly kind: 'thread'; readonly thread: string })

export interface SearchableThread {
  readonly id: string
  readonly element: ElementId
  readonly text: string
  readonly suggestion?: string
  readonly replies: readonly { readonly text: string }[]
}

export interface CaseSearch {
  /** Follows the case: only elements whose object is new are read again. The binned ones are found too. */
  setElements(elements: Iterable<Element>): void
  setThreads(threads: Iterable<SearchableThread>): void
  /** The narrative of an element as plain text; the empty string for none. */
  setNarrative(element: ElementId, text: string): void
  /** [FND1] What holds all the words, the closest first: names before statements before the rest. */
  find(query: string, limit?: number): Hit[]
}

interface Entry {
  readonly id: string
  readonly name: string
  readonly statement: string
  readonly rest: string
}

/** Long texts are indexed in full; what one query may cost stays bounded by these. */
const QUERY_MAX = 200
const WORDS_MAX = 12

/** An index over one case, kept in memory. Matching is by the beginnings of words, with one slip of the finger in long ones. */
export function createCaseSearch(): CaseSearch {
  const index = new MiniSearch<Entry>({
    fields: ['name', 'statement', 'rest'],
    searchOptions: {
      prefix: true,
      combineWith: 'AND',
      boost: { name: 6, statement: 2 },
      fuzzy: (term) => (term.length > 5 && !/\d/.test(term) ? 0.15 : false),
    },
    tokenize: (text) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''),
  })
  const elements = new Map<ElementId, Element>()
  const narratives = new Map<ElementId, string>()
  const threads = new Map<string, SearchableThread>()

  function put(entry: Entry): void {
    if (index.has(entry.id)) index.replace(entry)
    else index.add(entry)
  }

  function putElement(element: Element): void {
    const parts = partsOf(element, narratives.get(element.id) ?? '')
    put({
      id: `e:${element.id}`,
      // The whole name is a word too, so that C8-ALOF-1 finds that one first.
      name: `${element.name} ${element.name.replace(/[^\p{L}\p{N}]/gu, '')} ${element.capability ?? ''}`,
      statement: element.statement,
      rest: parts.map((part) => part.text).join('\n'),
    })
  }

  return {
    setElements(next) {
      const seen = new Set<ElementId>()
      for (const element of next) {
        seen.add(element.id)
        if (elements.get(element.id) === element) continue
        elements.set(element.id, element)
        putElement(element)
      }
      for (const id of [...elements.keys()]) {
        if (seen.has(id)) continue
        elements.delete(id)
        index.discard(`e:${id}`)
      }
    },
    setThreads(next) {
      for (const thread of next) {
        if (threads.get(thread.id) === thread) continue
        threads.set(thread.id, thread)
        put({ id: `t:${thread.id}`, name: '', statement: '', rest: wordsOf(thread) })
      }
    },
    setNarrative(element, text) {
      if ((narratives.get(element) ?? '') === text) return
      narratives.set(element, text)
      const known = elements.get(element)
      if (known !== undefined) putElement(known)
    },
    find(query, limit = 30) {
      const words = query.slice(0, QUERY_MAX).split(/\s+/).slice(0, WORDS_MAX).join(' ')
      const found = index.search(words)
      return found.slice(0, limit).flatMap((result): Hit[] => {
        const terms = [...new Set([...result.terms, ...result.queryTerms])].map((term) => term.toLowerCase())
        const id = String(result.id).slice(2)
        if (String(result.id).startsWith('t:')) {
          const thread = threads.get(id)
          if (thread === undefined) return []
          const text = wordsOf(thread)
          return [
            { kind: 'thread', thread: id, element: thread.element, where: 'Comment', excerpt: excerpt(text, terms) },
          ]
        }
        const element = elements.get(id)
        if (element === undefined) return []
        const holds = (text: string) => terms.some((term) => text.toLowerCase().includes(term))
        const part = [
          { where: 'Statement', text: element.statement },
          ...partsOf(element, narratives.get(id) ?? ''),
        ].find((each) => holds(each.text)) ?? { where: 'Statement', text: element.statement }
        return [{ kind: 'element', element: id, where: part.where, excerpt: excerpt(part.text, terms) }]
      })
    },
  }
}

function wordsOf(thread: SearchableThread): string {
  return [thread.text, thread.suggestion ?? '', ...thread.replies.map((reply) => reply.text)].join('\n')
}

/** The texts and values of an element by the label they stand under on screen. */
function partsOf(element: Element, narrative: string): { where: string; text: string }[] {
  const fields = fieldsOf(facetOf(element))
  const parts = Object.entries(fields).flatMap(([name, field]) => {
    const value = field.type === 'text' ? element.texts[name] : element.fields[name]
    const choice = field.type === 'choice' ? field.values.find((each) => each.value === value)?.label : undefined
    const text = choice ?? (typeof value === 'string' ? value : '')
    return text === '' ? [] : [{ where: field.label, text }]
  })
  return narrative === '' ? parts : [...parts, { where: 'Narrative', text: narrative }]
}
