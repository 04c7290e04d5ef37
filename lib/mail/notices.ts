import { participantsOf } from '@/lib/review/participants'
import type { Thread } from '@/lib/review/thread'
import { addToThreads, NO_THREADS } from '@/lib/review/threads'
import type { LedgerEntry } from '@/lib/wire/ledger'
import type { MailKind } from './kinds'

/** Somebody who is to be written to about an entry. */
export interface Notice {
  readonly person: string
  readonly kind: MailKind
}

/** The kinds of entries that anybody is written to about. */
export const MAILED_KINDS: ReadonlySet<string> = new Set([
  'thread.opened',
  'thread.replied',
  'thread.edited',
  'thread.assigned',
  'proposal.opened',
  'participant.set',
])

/**
 * [MAI1] Whom an entry is news for at once: people who are named, who are given something to take care of, who are to sign,
 * who are brought into the case. Nobody is written to about what they did themselves, nor again about what an edit left.
 * @param earlier entries of the same chain that stand before it: at least those of the same thread, or about the same person
 */
export function noticesOf(entry: LedgerEntry, earlier: readonly LedgerEntry[]): readonly Notice[] {
  return peopleOf(entry, earlier).filter(({ person }) => person !== entry.actor.id)
}

function peopleOf(entry: LedgerEntry, earlier: readonly LedgerEntry[]): Notice[] {
  switch (entry.kind) {
    case 'thread.opened':
    case 'thread.replied':
      return each(entry.body.mentions ?? [], 'mention')
    case 'thread.edited': {
      const { thread, reply, mentions = [] } = entry.body
      const before = new Set(mentionsIn(addToThreads(NO_THREADS, earlier).get(thread), reply))
      return each(
        mentions.filter((id) => !before.has(id)),
        'mention',
      )
    }
    case 'thread.assigned':
      return entry.body.person === null ? [] : each([entry.body.person], 'assigned')
    case 'proposal.opened':
      return each(Object.values(entry.body.roster).flat(), 'proposal')
    case 'participant.set':
      return participantsOf(earlier).has(entry.body.person) ? [] : each([entry.body.person], 'invitation')
    default:
      return []
  }
}

function mentionsIn(thread: Thread | undefined, reply: string | undefined): readonly string[] {
  const words = reply === undefined ? thread : thread?.replies.find(({ id }) => id === reply)
  return words?.mentions ?? []
}

function each(people: readonly string[], kind: MailKind): Notice[] {
  return [...new Set(people)].map((person) => ({ person, kind }))
}
