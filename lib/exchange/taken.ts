import type * as Y from 'yjs'
import { nodesOf } from '@/lib/case/ydoc'

/** What a case holds from files: by the key of what was taken, for which capabilities ('' for the whole case), as what. */
export type TakenIndex = ReadonlyMap<string, ReadonlyMap<string, string>>

/** [EXC14] Everything that was ever taken into the case, also what lies in the bin, in one pass without a hash. */
export function takenIndex(doc: Y.Doc): TakenIndex {
  const index = new Map<string, Map<string, string>>()
  for (const node of nodesOf(doc).values()) {
    const key = node.get('takenKey')
    if (typeof key !== 'string' || key === '') continue
    const [capability, at] = [node.get('capability'), node.get('takenAt')]
    const places = index.get(key) ?? new Map<string, string>()
    places.set(typeof capability === 'string' ? capability : '', typeof at === 'string' ? at : '')
    index.set(key, places)
  }
  return index
}

/** The capabilities for which something was taken; '' stands for the whole case. */
export function takenFor(index: TakenIndex, key: string): readonly string[] {
  return [...(index.get(key)?.keys() ?? [])].sort()
}

/** Answers of a form that a capability's context holds: by question, what the form said then. */
export function answersTaken(index: TakenIndex, form: string, capability: string): ReadonlyMap<string, string> {
  const at = index.get(form)?.get(capability) ?? ''
  return new Map(
    at
      .split(', ')
      .filter((each) => each !== '')
      .map((each): [string, string] => {
        const [question = '', ...words] = each.split(' ')
        return [question, words.join(' ')]
      }),
  )
}
