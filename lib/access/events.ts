import { z } from 'zod'

/** Who was let towards a case, and who looked at what from outside. Every one stands in the shared chain: both sides see it. */

const id = z.string().min(1).max(64)
const side = z.enum(['mdm', 'hdo'])
const number = z.number().int().positive()
const instant = z.iso.datetime()

export const ACCESS_EVENTS = {
  /** [INV1] Nothing of the address that it may be bound to: nobody has agreed to be named yet. */
  'invitation.made': {
    body: z.object({
      invitation: id,
      side: side.optional(),
      rights: z.array(z.string().max(32)).max(16),
      way: z.enum(['link', 'mail']),
      until: instant,
    }),
  },
  /** Taken back, or void because who made it no longer administers the case. */
  'invitation.revoked': { body: z.object({ invitation: id }) },
  /** [ASL1] A way to one baseline for somebody without an account. */
  'link.made': {
    body: z.object({ link: id, baseline: number, side, label: z.string().max(200), until: instant }),
  },
  'link.revoked': { body: z.object({ link: id, baseline: number }) },
  /** [ASL3] Recorded by the service each time. */
  'link.opened': {
    body: z.object({ link: id, baseline: number, label: z.string().max(200), what: z.enum(['page', 'bundle']) }),
  },
} as const satisfies Record<string, { body: z.ZodType }>
