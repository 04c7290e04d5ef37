import { reviewStoreOf } from '@/components/review/use-review'
import type { CaseRoom } from '@/components/workspace/room'
import { narrated, narrativeJson } from '@/lib/case/canonical-case'
import { narrativeText } from '@/lib/case/narrative-text'
import { type CaseSearch, createCaseSearch, type Hit } from '@/lib/search/case-search'

const stores = new WeakMap<CaseRoom, CaseSearch>()

/**
 * Finds in the case as it is now. The index is made when somebody first looks and follows by difference: what did not
 * change is not read again. Binned elements are found too.
 */
export function findIn(room: CaseRoom, query: string, limit: number): Hit[] {
  if (query.trim() === '') return []
  let search = stores.get(room)
  if (search === undefined) {
    search = createCaseSearch()
    stores.set(room, search)
  }
  const graph = room.reader.graph()
  search.setElements([...graph.elements.values(), ...graph.bin.values()])
  search.setThreads(reviewStoreOf(room).get().threads.values())
  return search.find(query, limit)
}

/** Reads the narratives into the index: once each time the palette opens, because they have no reader of their own. */
export function readNarratives(room: CaseRoom): void {
  const search = stores.get(room) ?? createCaseSearch()
  stores.set(room, search)
  const graph = room.reader.graph()
  search.setElements([...graph.elements.values(), ...graph.bin.values()])
  for (const id of narrated(room.doc)) search.setNarrative(id, narrativeText(narrativeJson(room.doc, id)))
}
