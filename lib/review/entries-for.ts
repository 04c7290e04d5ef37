import { type Audience, holds, type Tally } from '@/lib/access/audience'
import type { ReviewEntry } from './entries'
import { addToThreads, NO_THREADS } from './threads'

/**
 * [FOR5] The ledger entries that a file for this audience is made from. Threads that are left out are counted, open ones
 * with their replies; what one side approves or objects to is said to both and stays.
 * @param entries the chains that the person who writes the file may read
 */
export function entriesFor(entries: readonly ReviewEntry[], audience: Audience, tally: Tally): readonly ReviewEntry[] {
  const stays = (entry: ReviewEntry) => {
    if (entry.chain !== 'shared') return holds(audience, 'side-comments')
    return holds(audience, 'comments') || !/^(thread|suggestion)\./.test(entry.kind)
  }
  const kept = entries.filter(stays)
  const [said, shown] = [commentsIn(entries), commentsIn(kept)]
  tally.add('side-comments', said.side - shown.side)
  tally.add('comments', said.all - shown.all)
  return kept
}

/** Openings and replies that have not been taken back, of the sides and of all. */
function commentsIn(entries: readonly ReviewEntry[]): { side: number; all: number } {
  const counts = { side: 0, all: 0 }
  for (const thread of addToThreads(NO_THREADS, entries).values()) {
    const said = [thread, ...thread.replies].filter(({ removed }) => removed === undefined).length
    counts[thread.audience === 'all' ? 'all' : 'side'] += said
  }
  return counts
}
