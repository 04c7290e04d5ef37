import { z } from 'zod'

const seq = z.number().int().nonnegative()

/** Tells a connection who it is here. Sent first, and again when the person's rights change. */
export const hello = z.object({
  type: z.literal('hello'),
  role: z.enum(['edit', 'read']),
  /** Differs after a backup was restored: an older offline copy must not be merged. */
  epoch: z.number().int(),
  /** The committed seq. */
  seq,
  /** Version of the shared document's shape. */
  schema: z.number().int(),
  limits: z.object({ frame: z.number(), awareness: z.number(), text: z.number() }),
  /** When the session ends, ISO 8601. */
  expires: z.string().optional(),
})

/** Everything of this connection up to here is in the store. */
export const saved = z.object({ type: z.literal('saved'), seq })

/** Sent every 15 s; `hash` is `replicaHash` of the committed document at `seq`. */
export const heartbeat = z.object({ type: z.literal('heartbeat'), seq, hash: z.string() })

export const goingAway = z.object({ type: z.literal('going-away') })

export const controlMessage = z.discriminatedUnion('type', [hello, saved, heartbeat, goingAway])
export type ControlMessage = z.infer<typeof controlMessage>
export type Hello = z.infer<typeof hello>
