import { kindWord } from '@/components/workspace/kind-words'
import { linkKey } from '@/components/workspace/resolve'
import type { CaseRoom } from '@/components/workspace/room'
import { formatPlace, START } from '@/components/workspace/selection'
import type { ElementId } from '@/lib/gsn/graph'
import type { MentionOptions } from './mention-extension'

/**
 * [TXT18] What mentions in a narrative say and lead to, by the case as it is now: an element by its name of today, also
 * when it has been renamed, and without a link once it is in the bin.
 */
export function mentionsOf(room: CaseRoom, select: (id: ElementId) => void): MentionOptions {
  return {
    go: select,
    watch: (listener) => room.reader.subscribe(listener),
    now: (kind, id, label) => {
      if (kind !== 'element') return { words: `@${label}`, title: 'A person of this case' }
      const graph = room.reader.graph()
      const element = graph.elements.get(id)
      if (element === undefined) {
        const where = graph.bin.has(id) ? 'in the bin' : 'not in the case any more'
        return { words: `@${label} (${where})`, title: '' }
      }
      return {
        words: `@${element.name || label}`,
        title: `${kindWord(element.kind)}: ${element.statement || 'nothing written yet'}`,
        href: formatPlace({ ...START, element: linkKey(graph, id) }),
      }
    },
  }
}
