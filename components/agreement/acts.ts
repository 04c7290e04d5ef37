import type { Act } from '@/lib/agreement/statement'

/** What a person can do about a version, each on a page of its own under this name. */
export interface Deed {
  /** On the button that leads there. */
  readonly button: string
  /** What it means, before anything is done. */
  readonly means: string
  /** On the receipt. */
  readonly done: string
}

export const ACTS: Readonly<Record<Act, Deed>> = {
  sign: {
    button: 'Sign',
    means:
      'Your signature binds your side to this version. It cannot be used for any other version. When both sides have signed, it takes effect. Until then you can take it back.',
    done: 'You have signed',
  },
  unsign: {
    button: 'Take back my signature',
    means:
      'Your signature stays on record, marked as taken back, with your reason; it counts for nothing any more. You or a colleague can sign again while the version is open.',
    done: 'You have taken back your signature under',
  },
  refuse: {
    button: 'Refuse',
    means:
      'This ends the version: nobody can sign it any more, and signatures that were given are void. Both sides read your reason, and a comment is opened on each element that you name.',
    done: 'You have refused',
  },
  withdraw: {
    button: 'Withdraw',
    means:
      'This ends the version for both sides: nobody can sign it any more. While the case says the same, it can be proposed again with one step.',
    done: 'You have withdrawn',
  },
  confirm: {
    button: 'Confirm the condition',
    means:
      'You say for your side that the condition is met. When both sides have said so, the version takes effect. This cannot be taken back.',
    done: 'You have confirmed the condition of',
  },
  terminate: {
    button: 'End the agreement',
    means:
      'The agreement ends: the duties in it are owed no longer. It stays readable and can be verified for ever. This cannot be taken back; a new version can be proposed and signed.',
    done: 'You have said that the agreement ends:',
  },
}

/** What is done to which version, as the heading and the last button say it. */
export function actTitle(act: Act, number: number): string {
  if (act === 'unsign') return `${ACTS[act].button} from version ${number}`
  if (act === 'confirm') return `${ACTS[act].button} of version ${number}`
  if (act === 'terminate') return `${ACTS[act].button} of version ${number}`
  return `${ACTS[act].button} version ${number}`
}

/** Answers that sign nothing, and the refusal with another version in its place. */
export const WORDS_ONLY = {
  ask: { button: 'Ask', means: 'Your question stands as a comment in the case. The version stays open.' },
  object: {
    button: 'Object to a claim',
    means:
      'The objection stands until you lift it, and stands in the way of the next proposal. This version stays open: it can still be signed or refused.',
  },
  counter: {
    button: 'Refuse and propose another',
    means:
      'This ends the version, as a refusal does, and in the same step freezes the case as it stands now as the next version. The other side sees the difference.',
  },
} as const satisfies Record<string, Omit<Deed, 'done'>>

export const ANSWERS = ['ask', 'object', 'counter', 'refuse', 'withdraw', 'unsign', 'confirm', 'terminate'] as const
export type Answered = (typeof ANSWERS)[number]

export function isAnswer(word: string): word is Answered {
  return ANSWERS.some((answer) => answer === word)
}
