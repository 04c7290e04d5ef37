import { z } from 'zod'
import { WATCH_MAX } from './watch'

function part(what: string, most: number) {
  return z.string().max(most, `${what} holds at most ${most} characters.`)
}

/** A product as somebody types it. */
export const watchedRequest = z.object({
  name: part('The name', WATCH_MAX.name).refine((name) => name.trim() !== '', 'Name the product or component.'),
  vendor: part('The supplier', WATCH_MAX.vendor).optional(),
  version: part('The version', WATCH_MAX.version).optional(),
  purl: part('The package URL', WATCH_MAX.purl).optional(),
  cpe: part('The CPE name', WATCH_MAX.cpe).optional(),
})

/** [MON1] A change of a watch list: first what goes, then what comes. Correcting a line is both at once. */
export const watchRequest = z
  .object({
    add: z
      .array(watchedRequest)
      .max(200, 'Add at most 200 lines at once. Bring a bill of materials for more.')
      .default([]),
    remove: z.array(z.string().min(1).max(64)).max(WATCH_MAX.entries).default([]),
  })
  .refine(({ add, remove }) => add.length + remove.length > 0, 'Say what to add or to remove.')

export const withdrawAlertRequest = z.object({
  note: z
    .string('Say why it is taken back.')
    .max(2000, 'Say why in at most 2,000 characters.')
    .refine((note) => note.trim() !== '', 'Say why it is taken back.'),
})

export type WatchRequest = z.infer<typeof watchRequest>
export type WithdrawAlertRequest = z.infer<typeof withdrawAlertRequest>
