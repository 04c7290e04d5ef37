import { z } from 'zod'

const id = z.string().min(1).max(64)
const line = z.string().max(300)

/** Entries about what a case watches, and about advisories that speak against claims. Always in the shared chain. */
export const ALERT_EVENTS = {
  /** [MON1] Lines were put on the case's watch list or taken off. The list itself stands beside the ledger. */
  'watch.changed': {
    body: z.object({
      /** Counts the changes of this list. */
      revision: z.number().int().positive(),
      added: z.number().int().nonnegative(),
      removed: z.number().int().nonnegative(),
      /** The first names of each, so that people know what it was about. */
      addedNames: z.array(line).max(20),
      removedNames: z.array(line).max(20),
      /** The file that they came from; absent when they were typed. */
      source: line.optional(),
      /** SHA-256 of the keys of all lines after it, sorted. */
      digest: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  },
  /** [MON7] An advisory speaks against these claims: approvals given before are challenged by it. */
  'alert.raised': {
    body: z.object({
      alert: id,
      /** How the advisory calls itself, such as `ICSMA-22-151-02`, and its revision. */
      document: z.string().max(200),
      revision: z.string().max(40).optional(),
      title: line,
      by: line.optional(),
      claims: z
        .array(
          z.object({ claim: id, vulnerabilities: z.array(z.string().min(1).max(200)).min(1).max(200), thread: id }),
        )
        .min(1)
        .max(500),
    }),
  },
  /** Whoever raised it, or somebody of their side, takes it back: it was not about this case. */
  'alert.withdrawn': { body: z.object({ alert: id, note: z.string().min(1).max(2000) }) },
} as const satisfies Record<string, { body: z.ZodType }>
