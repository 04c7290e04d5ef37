import type { ReviewEntry } from '@/lib/review/entries'
import type { EventBody, EventKind } from '@/lib/wire/ledger'
import type { PlannedItem } from './events'
import type { AgendaItem, Note, NoteKind, Poll, Said, Workshop, Workshops } from './workshop'

export const NO_WORKSHOPS: Workshops = new Map()

type WorkshopKind = Extract<EventKind, `workshop.${string}`>

/**
 * [WSH1] The workshops after some more entries. A pure reduction: in whatever portions the shared chain arrives, and
 * whatever of other chains comes between, the state is the same. What is about no known workshop is passed over.
 */
export function addToWorkshops(workshops: Workshops, entries: Iterable<ReviewEntry>): Workshops {
  let next: Map<number, Workshop> | undefined
  for (const entry of entries) {
    if (entry.chain !== 'shared' || !entry.kind.startsWith('workshop.')) continue
    const changed = workshopAfter(next ?? workshops, entry)
    if (changed === undefined) continue
    next ??= new Map(workshops)
    next.set(changed.number, changed)
  }
  return next ?? workshops
}

/** The body of an entry of this kind. Bodies were checked when they were written; an erased one is none. */
function bodyAs<K extends WorkshopKind>(entry: ReviewEntry, kind: K): EventBody<K> | undefined {
  if (entry.kind !== kind || typeof entry.body !== 'object' || entry.body === null) return undefined
  return entry.body as EventBody<K>
}

function workshopAfter(workshops: Workshops, entry: ReviewEntry): Workshop | undefined {
  const said: Said = { at: entry.at, by: entry.actor }
  const opened = bodyAs(entry, 'workshop.opened')
  if (opened !== undefined) {
    const { workshop, title, state, items } = opened
    if (workshops.has(workshop)) return undefined
    const { id, name } = entry.actor
    return {
      number: workshop,
      title,
      opened: said,
      from: state,
      facilitator: { id, name },
      agenda: items.map((item) => ({ ...item, spans: [] })),
      present: new Map([[id, said]]),
      notes: [],
      polls: [],
      last: entry.at,
    }
  }
  const { workshop: number } = (entry.body ?? {}) as { workshop?: number }
  const workshop = number === undefined ? undefined : workshops.get(number)
  if (workshop === undefined || workshop.closed !== undefined) return undefined
  const change = changeBy(workshop, entry, said)
  return change === undefined ? undefined : { ...workshop, ...change, last: entry.at }
}

function changeBy(workshop: Workshop, entry: ReviewEntry, said: Said): Partial<Workshop> | undefined {
  const agenda = bodyAs(entry, 'workshop.agenda')
  if (agenda !== undefined) return { agenda: replanned(workshop, agenda.items) }

  if (bodyAs(entry, 'workshop.joined') !== undefined) {
    return workshop.present.has(entry.actor.id)
      ? undefined
      : { present: new Map(workshop.present).set(entry.actor.id, said) }
  }
  const led = bodyAs(entry, 'workshop.led')
  if (led !== undefined) return { facilitator: { id: led.person, name: led.name } }

  const begun = bodyAs(entry, 'workshop.begun')
  if (begun !== undefined) return beginning(workshop, begun.item, entry.at)

  const ended = bodyAs(entry, 'workshop.ended')
  if (ended !== undefined) {
    const current = workshop.current === ended.item ? undefined : workshop.current
    return { current, agenda: workshop.agenda.map((item) => endedItem(item, ended, entry.at)) }
  }
  const note = noteOf(entry, said)
  if (note !== undefined) {
    return workshop.notes.some(({ id }) => id === note.id) ? undefined : { notes: [...workshop.notes, note] }
  }
  const struck = bodyAs(entry, 'workshop.struck')
  if (struck !== undefined) {
    return { notes: workshop.notes.map((one) => (one.id === struck.note ? { ...one, struck: said } : one)) }
  }
  const closed = bodyAs(entry, 'workshop.closed')
  if (closed !== undefined) return { closed: { ...said, to: closed.state } }
  return pollChange(workshop, entry, said)
}

/** The new plan; points that were talked about stay, with what they had. */
function replanned({ agenda }: Workshop, items: readonly PlannedItem[]): readonly AgendaItem[] {
  const had = new Map(agenda.map((item) => [item.item, item]))
  const planned = items.map((item): AgendaItem => {
    const before = had.get(item.item)
    had.delete(item.item)
    return { ...item, spans: before?.spans ?? [], ...(before?.deferred ? { deferred: true as const } : {}) }
  })
  const dropped = [...had.values()].filter(({ spans }) => spans.length > 0)
  return [...planned, ...dropped.map((item) => ({ ...item, dropped: true as const }))]
}

function beginning(workshop: Workshop, id: string, at: string): Partial<Workshop> | undefined {
  if (workshop.current === id || !workshop.agenda.some(({ item }) => item === id)) return undefined
  const agenda = workshop.agenda.map((item) => {
    if (item.item !== id) return item.item === workshop.current ? endedItem(item, { item: item.item }, at) : item
    const { deferred: _, ...rest } = item
    return { ...rest, spans: [...item.spans, { from: at }] }
  })
  return { current: id, agenda }
}

function endedItem(item: AgendaItem, ended: { item: string; deferred?: true }, at: string): AgendaItem {
  if (item.item !== ended.item) return item
  const spans = item.spans.map((span) => (span.to === undefined ? { ...span, to: at } : span))
  return { ...item, spans, ...(ended.deferred ? { deferred: true as const } : {}) }
}

const NOTE_KINDS = {
  'workshop.decided': 'decision',
  'workshop.action': 'action',
  'workshop.parked': 'parked',
} as const satisfies Partial<Record<WorkshopKind, NoteKind>>

function noteOf(entry: ReviewEntry, said: Said): Note | undefined {
  for (const kind of Object.keys(NOTE_KINDS) as (keyof typeof NOTE_KINDS)[]) {
    const body = bodyAs(entry, kind)
    if (body === undefined) continue
    const { workshop: _, note, ...rest } = body
    return { kind: NOTE_KINDS[kind], id: note, ...rest, ...said }
  }
  return undefined
}

function pollChange(workshop: Workshop, entry: ReviewEntry, said: Said): Partial<Workshop> | undefined {
  const { polls } = workshop
  const polled = bodyAs(entry, 'workshop.polled')
  if (polled !== undefined) {
    const { workshop: _, poll: id, ...rest } = polled
    return polls.some((one) => one.id === id)
      ? undefined
      : { polls: [...polls, { id, ...rest, ...said, answers: new Map() }] }
  }
  const over = (id: string, change: (poll: Poll) => Poll): Partial<Workshop> | undefined =>
    polls.some((one) => one.id === id && one.closed === undefined)
      ? { polls: polls.map((one) => (one.id === id ? change(one) : one)) }
      : undefined
  const answered = bodyAs(entry, 'workshop.answered')
  if (answered !== undefined) {
    const { poll: id, answer, note } = answered
    const word = { ...said, answer, ...(note === undefined ? {} : { note }) }
    return over(id, (poll) => ({ ...poll, answers: new Map(poll.answers).set(entry.actor.id, word) }))
  }
  const closed = bodyAs(entry, 'workshop.poll-closed')
  return closed === undefined ? undefined : over(closed.poll, (poll) => ({ ...poll, closed: said }))
}
