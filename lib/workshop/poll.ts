import type { Side } from '@/lib/access/policy'
import type { Answered, Poll } from './workshop'

export const STANDING_WORDS = { agree: 'agrees', 'not-yet': 'not yet', silent: 'has not answered' } as const
export type Standing = keyof typeof STANDING_WORDS

/** Who answered for a side, in the order of their last words. */
export function answersOf({ answers }: Poll, side: Side): readonly Answered[] {
  return [...answers.values()]
    .filter(({ by }) => by.side === side)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

/** [WSH4] Where a side stands: it agrees when somebody answered for it and nobody who did says "not yet". */
export function standingOf(poll: Poll, side: Side): Standing {
  const answers = answersOf(poll, side)
  if (answers.length === 0) return 'silent'
  return answers.every(({ answer }) => answer === 'agree') ? 'agree' : 'not-yet'
}
