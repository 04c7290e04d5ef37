import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import { whyNotNamed } from '@/lib/review/mentions'
import type { Participants } from '@/lib/review/participants'
import type { NewEntry } from '@/lib/wire/ledger'
import type { PlannedItem } from './events'
import type { OpenWorkshopRequest, WorkshopRequest } from './requests'
import { itemOf, openPoll, runningWorkshop, type Workshop, type Workshops } from './workshop'

/** What a decision about a workshop is taken from. */
export interface WorkshopScene {
  readonly workshops: Workshops
  readonly graph: CaseGraph
  readonly people: Participants
  /** How far the case's log has come. */
  readonly state: number
  /** A fresh id at each call. */
  readonly fresh: () => string
}

type Entries = readonly NewEntry[]

const shared = <K extends NewEntry['kind']>(kind: K, body: Extract<NewEntry, { kind: K }>['body']): NewEntry =>
  ({ chain: 'shared', kind, body }) as NewEntry

/** [WSH3] Opens the next workshop, unless one goes on. @returns its number; refusal `workshop-running` */
export function decideOpening(
  scene: WorkshopScene,
  { title, items }: OpenWorkshopRequest,
): Outcome<{ entries: Entries; number: number }> {
  const running = runningWorkshop(scene.workshops)
  if (running !== undefined) {
    return refuse(
      'workshop-running',
      `${running.facilitator.name} leads a workshop in this case already. Join it, or close it first.`,
      { workshop: running.number },
    )
  }
  const planned = plan(scene, items)
  if (!planned.ok) return planned
  const number = Math.max(0, ...scene.workshops.keys()) + 1
  const body = { workshop: number, title, state: scene.state, items: [...planned.value] }
  return ok({ entries: [shared('workshop.opened', body)], number })
}

/** The points with their ids; an element that is named is one of the case. */
function plan({ graph, fresh }: WorkshopScene, items: OpenWorkshopRequest['items']): Outcome<readonly PlannedItem[]> {
  const ids = items.flatMap(({ item }) => (item === undefined ? [] : [item]))
  if (new Set(ids).size < ids.length) return refuse('invalid', 'A point stands in the agenda twice.')
  for (const { element } of items) {
    const missing = missingElement(graph, element)
    if (missing !== undefined) return missing
  }
  return ok(items.map((item) => ({ ...item, item: item.item ?? fresh() })))
}

function missingElement(graph: CaseGraph, element: string | undefined) {
  if (element === undefined || graph.elements.has(element)) return undefined
  return refuse('element-not-found', 'This element is not in the case any more. Choose another, or restore it first.')
}

/**
 * [WSH3] What one act of a workshop writes down; nothing when it changes nothing. Rights are judged before
 * (`lib/workshop/may.ts`).
 * @returns the entries, and the id of what was made; refusals `workshop-closed`, `item-not-found`, `note-not-found`,
 *          `poll-not-found`, `poll-open`, `poll-closed`, `element-not-found`, `person-not-found`, `invalid`
 */
export function decideAct(
  scene: WorkshopScene,
  workshop: Workshop,
  actor: { readonly id: string; readonly name: string; readonly leads: boolean },
  request: WorkshopRequest,
): Outcome<{ entries: Entries; id?: string }> {
  if (workshop.closed !== undefined) {
    if (request.act === 'close') return ok({ entries: [] })
    return refuse('workshop-closed', 'This workshop is closed. Open another one to go on.')
  }
  const { number } = workshop
  switch (request.act) {
    case 'join':
      return workshop.present.has(actor.id) ? ok({ entries: [] }) : one(shared('workshop.joined', { workshop: number }))
    case 'plan': {
      const planned = plan(scene, request.items)
      return planned.ok ? one(shared('workshop.agenda', { workshop: number, items: [...planned.value] })) : planned
    }
    case 'begin': {
      if (itemOf(workshop, request.item) === undefined) return NO_ITEM
      if (workshop.current === request.item) return ok({ entries: [] })
      return ok({
        entries: [...endCurrent(workshop), shared('workshop.begun', { workshop: number, item: request.item })],
      })
    }
    case 'end': {
      const item = itemOf(workshop, request.item)
      if (item === undefined) return NO_ITEM
      if (workshop.current !== request.item && (!request.deferred || item.deferred)) return ok({ entries: [] })
      const put = request.deferred ? { deferred: true as const } : {}
      return one(shared('workshop.ended', { workshop: number, item: request.item, ...put }))
    }
    case 'decide':
      return noting(scene, workshop, 'workshop.decided', request)
    case 'park':
      return noting(scene, workshop, 'workshop.parked', request)
    case 'assign':
      return assigning(scene, workshop, request)
    case 'strike': {
      const note = workshop.notes.find(({ id }) => id === request.note)
      if (note === undefined) return refuse('note-not-found', 'There is no such note in this workshop.')
      if (!actor.leads && note.by.id !== actor.id) {
        return refuse(
          'not-allowed',
          `${note.by.name} put this down. They, or whoever leads the workshop, may strike it.`,
        )
      }
      return note.struck ? ok({ entries: [] }) : one(shared('workshop.struck', { workshop: number, note: note.id }))
    }
    case 'ask': {
      const open = openPoll(workshop)
      if (open !== undefined) return refuse('poll-open', 'Another question is open. Close it first.', { poll: open.id })
      const about = placed(scene, workshop, request)
      if (!about.ok) return about
      const poll = scene.fresh()
      const body = { workshop: number, poll, ...about.value, question: request.question }
      return ok({ entries: [shared('workshop.polled', body)], id: poll })
    }
    case 'answer': {
      const poll = workshop.polls.find(({ id }) => id === request.poll)
      if (poll === undefined) return NO_POLL
      if (poll.closed !== undefined) return refuse('poll-closed', 'This question is closed. Its answers stand.')
      const before = poll.answers.get(actor.id)
      if (before?.answer === request.answer && before.note === request.note) return ok({ entries: [] })
      const { answer, note } = request
      const body = { workshop: number, poll: poll.id, answer, ...(note === undefined ? {} : { note }) }
      return one(shared('workshop.answered', body))
    }
    case 'close-poll': {
      const poll = workshop.polls.find(({ id }) => id === request.poll)
      if (poll === undefined) return NO_POLL
      return poll.closed
        ? ok({ entries: [] })
        : one(shared('workshop.poll-closed', { workshop: number, poll: poll.id }))
    }
    case 'hand-over':
      return leading(scene, workshop, request.person)
    case 'take-over':
      if (workshop.facilitator.id === actor.id) return ok({ entries: [] })
      return one(shared('workshop.led', { workshop: number, person: actor.id, name: actor.name }))
    case 'close': {
      const poll = openPoll(workshop)
      const closePoll = poll === undefined ? [] : [shared('workshop.poll-closed', { workshop: number, poll: poll.id })]
      const close = shared('workshop.closed', { workshop: number, state: scene.state })
      return ok({ entries: [...endCurrent(workshop), ...closePoll, close] })
    }
  }
}

const NO_ITEM = refuse('item-not-found', 'There is no such point on the agenda.')
const NO_POLL = refuse('poll-not-found', 'There is no such question in this workshop.')

function one(entry: NewEntry): Outcome<{ entries: Entries }> {
  return ok({ entries: [entry] })
}

function endCurrent({ number, current }: Workshop): Entries {
  return current === undefined ? [] : [shared('workshop.ended', { workshop: number, item: current })]
}

/** Under which point and about which element something is said: under the one that is talked about unless told. */
function placed(
  { graph }: WorkshopScene,
  workshop: Workshop,
  { item = workshop.current, element }: { item?: string; element?: string },
): Outcome<{ item?: string; element?: string }> {
  if (item !== undefined && itemOf(workshop, item) === undefined) return NO_ITEM
  const missing = missingElement(graph, element)
  if (missing !== undefined) return missing
  return ok({ ...(item === undefined ? {} : { item }), ...(element === undefined ? {} : { element }) })
}

function noting(
  scene: WorkshopScene,
  workshop: Workshop,
  kind: 'workshop.decided' | 'workshop.parked',
  request: { text: string; item?: string; element?: string },
): Outcome<{ entries: Entries; id: string }> {
  const about = placed(scene, workshop, request)
  if (!about.ok) return about
  const note = scene.fresh()
  const body = { workshop: workshop.number, note, ...about.value, text: request.text }
  return ok({ entries: [shared(kind, body)], id: note })
}

/**
 * [WSH5] An action item is followed up as a conversation of both sides, assigned to whoever is to do it: so it waits in
 * their inbox until it is resolved. A case without any element has no place for one; the minutes keep the item then.
 */
function assigning(
  scene: WorkshopScene,
  workshop: Workshop,
  request: Extract<WorkshopRequest, { act: 'assign' }>,
): Outcome<{ entries: Entries; id: string }> {
  const about = placed(scene, workshop, request)
  if (!about.ok) return about
  const { text, person, due } = request
  const unnamed = whyNotNamed(scene.people, 'all', person === undefined ? [] : [person])
  if (unnamed !== undefined) return unnamed
  const name = person === undefined ? undefined : scene.people.get(person)?.name
  const when = due === undefined ? {} : { due }
  const element = about.value.element ?? itemOf(workshop, about.value.item)?.element ?? scene.graph.rootId
  const thread = element === undefined || !scene.graph.elements.has(element) ? undefined : scene.fresh()
  const entries: NewEntry[] = []
  if (thread !== undefined && element !== undefined) {
    entries.push(shared('thread.opened', { thread, element, text }))
    if (person !== undefined) entries.push(shared('thread.assigned', { thread, person, name: name ?? '', ...when }))
  }
  const note = scene.fresh()
  const who = person === undefined ? {} : { person, name: name ?? '' }
  const follow = thread === undefined ? {} : { thread }
  const body = { workshop: workshop.number, note, ...about.value, text, ...who, ...when, ...follow }
  return ok({ entries: [...entries, shared('workshop.action', body)], id: note })
}

/** [WSH2] Gives the lead to somebody who may have it. */
function leading({ people }: WorkshopScene, workshop: Workshop, person: string): Outcome<{ entries: Entries }> {
  if (workshop.facilitator.id === person) return ok({ entries: [] })
  const to = people.get(person)
  if (to === undefined) return refuse('person-not-found', 'They do not take part in this case.')
  if (!to.rights.includes('edit') && !to.rights.includes('administer')) {
    return refuse('invalid', `${to.name} may neither edit nor administer this case. Choose somebody who may.`)
  }
  return one(shared('workshop.led', { workshop: workshop.number, person, name: to.name }))
}
