import { z } from 'zod'

const short = z.string().max(200)
/** No picture is larger. */
const FAR = 1_000_000

/** What one connection tells the others. `user` is the server's word; the rest is the client's. */
export const presenceState = z.object({
  user: z.object({ id: z.string(), name: z.string(), side: z.enum(['mdm', 'hdo']).optional() }),
  /** The element, the view and the open branch somebody is at. */
  focus: z
    .object({ element: short.optional(), view: short.optional(), open: short.optional() })
    .optional()
    .catch(undefined),
  /** The id of the person whose places somebody follows. */
  follows: short.optional().catch(undefined),
  /** The caret in a statement or text field; anchor and head are relative positions as JSON. */
  text: z.object({ element: short, field: short, anchor: z.unknown(), head: z.unknown() }).optional().catch(undefined),
  /** The element whose narrative somebody has open. */
  narrative: short.optional().catch(undefined),
  /** [WSH7] Somebody wishes to speak in this workshop, since then. */
  hand: z.object({ workshop: z.int().positive(), at: z.iso.datetime() }).optional().catch(undefined),
  /** [WSH7] Whom somebody who leads a workshop has asked to speak. */
  floor: z.object({ person: short, at: z.iso.datetime() }).optional().catch(undefined),
  /** [PRS1] Where somebody points on the canvas: so far from the corner of an element, in whole px of the picture. */
  pointer: z
    .object({ at: short, x: z.int().min(-FAR).max(FAR), y: z.int().min(-FAR).max(FAR) })
    .optional()
    .catch(undefined),
})
export type PresenceState = z.infer<typeof presenceState>
