import { z } from 'zod'
import { AGENDA_MAX, agendaItem } from './events'

/** The longest decision, action item, parked point or question: what can be read out to a room. */
export const SAYING_MAX = 5_000

function words(what: string) {
  return z
    .string(`Write ${what}.`)
    .max(SAYING_MAX, `Write at most ${SAYING_MAX.toLocaleString('en')} characters. Put longer texts into the case.`)
    .refine((text) => text.trim() !== '', `Write ${what}.`)
}

const id = z.string().min(1).max(64)
const where = { item: id.optional(), element: id.optional() }

/** A point of the agenda; without an id it is a new one. */
const plannedItem = agendaItem.extend({
  item: id.optional(),
  title: z
    .string('Give the point a title.')
    .trim()
    .min(1, 'Give the point a title.')
    .max(500, 'Keep the title under 500 characters.'),
  minutes: z
    .number('Say for how many minutes.')
    .int('Give whole minutes.')
    .min(1, 'Give the point at least a minute.')
    .max(480, 'Give the point at most 480 minutes.'),
})
const items = z.array(plannedItem).max(AGENDA_MAX, `Plan at most ${AGENDA_MAX} points.`)

export const openWorkshopRequest = z.object({
  title: z
    .string('Give the workshop a title.')
    .trim()
    .min(1, 'Give the workshop a title.')
    .max(500, 'Keep the title under 500 characters.'),
  items: items.default([]),
})

/** Everything that is done in a workshop, by one address: `act` says what. */
export const workshopRequest = z.discriminatedUnion('act', [
  z.object({ act: z.literal('join') }),
  z.object({ act: z.literal('plan'), items }),
  z.object({ act: z.literal('begin'), item: id }),
  z.object({ act: z.literal('end'), item: id, deferred: z.boolean().optional() }),
  z.object({ act: z.literal('decide'), ...where, text: words('what was decided') }),
  z.object({
    act: z.literal('assign'),
    ...where,
    text: words('what is to be done'),
    person: id.optional(),
    due: z.iso.date('The day is written such as 2027-02-15.').optional(),
  }),
  z.object({ act: z.literal('park'), ...where, text: words('the point to park') }),
  z.object({ act: z.literal('strike'), note: id }),
  z.object({ act: z.literal('ask'), ...where, question: words('the question') }),
  z.object({
    act: z.literal('answer'),
    poll: id,
    answer: z.enum(['agree', 'not-yet'], 'The answer is "agree" or "not-yet".'),
    note: words('a note').optional(),
  }),
  z.object({ act: z.literal('close-poll'), poll: id }),
  z.object({ act: z.literal('hand-over'), person: id }),
  z.object({ act: z.literal('take-over') }),
  z.object({ act: z.literal('close') }),
])

export type OpenWorkshopRequest = z.infer<typeof openWorkshopRequest>
export type WorkshopRequest = z.infer<typeof workshopRequest>
export type WorkshopActName = WorkshopRequest['act']
