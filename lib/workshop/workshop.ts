import type { Said } from '@/lib/review/thread'
import type { PlannedItem } from './events'

/** A stretch of time in which a point was talked about; without an end it is being talked about. */
export interface Span {
  readonly from: string
  readonly to?: string
}

export interface AgendaItem extends PlannedItem {
  readonly spans: readonly Span[]
  /** Put off to another time; talking about it again takes that back. */
  readonly deferred?: true
  /** No longer planned, but it was talked about. */
  readonly dropped?: true
}

export const NOTE_WORDS = {
  decision: { one: 'Decision', many: 'Decisions' },
  action: { one: 'Action item', many: 'Action items' },
  parked: { one: 'Parked point', many: 'Parked points' },
} as const
export type NoteKind = keyof typeof NOTE_WORDS

/** Something put down in a workshop. */
export interface Note extends Said {
  readonly kind: NoteKind
  readonly id: string
  readonly item?: string
  readonly element?: string
  readonly text: string
  /** Of an action item: who is to do it, by which day, and where it is followed up. */
  readonly person?: string
  readonly name?: string
  readonly due?: string
  readonly thread?: string
  readonly struck?: Said
}

export type Answer = 'agree' | 'not-yet'
export const ANSWER_WORDS: Readonly<Record<Answer, string>> = { agree: 'Agree', 'not-yet': 'Not yet' }

export interface Answered extends Said {
  readonly answer: Answer
  readonly note?: string
}

export interface Poll extends Said {
  readonly id: string
  readonly item?: string
  readonly element?: string
  readonly question: string
  /** By person; each person's last word counts. */
  readonly answers: ReadonlyMap<string, Answered>
  readonly closed?: Said
}

export interface Workshop {
  readonly number: number
  readonly title: string
  readonly opened: Said
  /** How far the case had come when it began. */
  readonly from: number
  readonly facilitator: { readonly id: string; readonly name: string }
  readonly agenda: readonly AgendaItem[]
  /** The point that is being talked about. */
  readonly current?: string
  /** Who took part, by person, with when they came. */
  readonly present: ReadonlyMap<string, Said>
  readonly notes: readonly Note[]
  readonly polls: readonly Poll[]
  /** How it ended, and how far the case had come; absent while it goes on. */
  readonly closed?: Said & { readonly to: number }
  /** When something was last put down. */
  readonly last: string
}

export type Workshops = ReadonlyMap<number, Workshop>

/** The workshop that goes on; there is never more than one. */
export function runningWorkshop(workshops: Workshops): Workshop | undefined {
  return [...workshops.values()].findLast(({ closed }) => closed === undefined)
}

/** The poll that can be answered; there is never more than one. */
export function openPoll({ polls }: Workshop): Poll | undefined {
  return polls.findLast(({ closed }) => closed === undefined)
}

export function itemOf({ agenda }: Workshop, item: string | undefined): AgendaItem | undefined {
  return item === undefined ? undefined : agenda.find((one) => one.item === item)
}

/** What counts: not what was struck. */
export function notesOf({ notes }: Workshop, kind: NoteKind): readonly Note[] {
  return notes.filter((note) => note.kind === kind && note.struck === undefined)
}

export type ItemState = 'waiting' | 'running' | 'done' | 'deferred'
export const ITEM_WORDS: Readonly<Record<ItemState, string>> = {
  waiting: 'To come',
  running: 'Now',
  done: 'Done',
  deferred: 'Put off',
}

export function stateOf(item: AgendaItem): ItemState {
  if (item.spans.some(({ to }) => to === undefined)) return 'running'
  if (item.deferred) return 'deferred'
  return item.spans.length > 0 ? 'done' : 'waiting'
}

/** For how many milliseconds a point has been talked about, all its stretches together. @param now ISO 8601 */
export function talkedFor({ spans }: AgendaItem, now: string): number {
  // A clock of this device that is behind the server's must not take time away.
  return spans.reduce((sum, { from, to = now }) => sum + Math.max(0, Date.parse(to) - Date.parse(from)), 0)
}

export type { Said }
