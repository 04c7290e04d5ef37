import { z } from 'zod'

/** The facts of a workshop. They are said to both sides: every one stands in the shared chain. */

const id = z.string().min(1).max(64)
const number = z.number().int().positive()
const words = z.string().min(1).max(100_000)
/** How far the case's log had come. */
const state = z.number().int().nonnegative()

/** One point of an agenda: a capability, an element, or only words. */
export const agendaItem = z.object({
  item: id,
  title: z.string().min(1).max(500),
  minutes: z.number().int().min(1).max(480),
  element: id.optional(),
  capability: z.string().min(1).max(16).optional(),
})
export type PlannedItem = z.infer<typeof agendaItem>

export const AGENDA_MAX = 100
const items = z.array(agendaItem).max(AGENDA_MAX)

/** Where something was said: under which point, and about which element. */
const where = { item: id.optional(), element: id.optional() }

export const WORKSHOP_EVENTS = {
  'workshop.opened': { body: z.object({ workshop: number, title: z.string().min(1).max(500), state, items }) },
  'workshop.agenda': { body: z.object({ workshop: number, items }) },
  /** The actor takes part from now on. */
  'workshop.joined': { body: z.object({ workshop: number }) },
  /** Who leads from now on. */
  'workshop.led': { body: z.object({ workshop: number, person: id, name: z.string().max(200) }) },
  'workshop.begun': { body: z.object({ workshop: number, item: id }) },
  'workshop.ended': { body: z.object({ workshop: number, item: id, deferred: z.literal(true).optional() }) },
  'workshop.decided': { body: z.object({ workshop: number, note: id, ...where, text: words }) },
  'workshop.action': {
    body: z.object({
      workshop: number,
      note: id,
      ...where,
      text: words,
      person: id.optional(),
      name: z.string().max(200).optional(),
      due: z.iso.date().optional(),
      /** The conversation by which it is followed up. */
      thread: id.optional(),
    }),
  },
  'workshop.parked': { body: z.object({ workshop: number, note: id, ...where, text: words }) },
  /** A decision, action or parked point was put down by mistake. What was said stays in the record. */
  'workshop.struck': { body: z.object({ workshop: number, note: id }) },
  'workshop.polled': { body: z.object({ workshop: number, poll: id, ...where, question: words }) },
  'workshop.answered': {
    body: z.object({ workshop: number, poll: id, answer: z.enum(['agree', 'not-yet']), note: words.optional() }),
  },
  'workshop.poll-closed': { body: z.object({ workshop: number, poll: id }) },
  'workshop.closed': { body: z.object({ workshop: number, state }) },
} as const satisfies Record<string, { body: z.ZodType }>
