import * as z from 'zod'
import { REFUSAL_CODE_NAMES } from './refusal-codes'

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'A digest has 64 characters from 0 to 9 and a to f.')

/** Body of `POST /api/cases/{id}/proposals`. */
export const proposeRequest = z.object({
  /** Digest of the case as the proposer saw it: `digest` of the pre-flight and of `GET .../graph`. */
  digest,
  /** Digest of the list of open points that are accepted: `warnings` of the pre-flight. */
  warnings: digest,
  /** Digest of the baseline in force that the proposer saw; null when there was none. */
  supersedes: digest.nullable().default(null),
  /** Why the open points are acceptable; needed when there are any. */
  reason: z.string().trim().max(4000).default(''),
  title: z.string().trim().max(200).default(''),
})
export type ProposeRequest = z.infer<typeof proposeRequest>

/** Body of `POST .../proposals/{n}/statement`. */
export const prepareRequest = z.object({
  act: z.enum(['sign', 'refuse', 'withdraw']),
  /** Digest of the version that was read. */
  digest,
  /** SHA-256 of the page that was shown. */
  view: digest,
  /** Sections that were opened. */
  coverage: z.array(z.string().max(64)).max(50).default([]),
  timeZone: z.string().max(64).default('UTC'),
  reason: z
    .object({
      code: z.enum(REFUSAL_CODE_NAMES).or(z.literal('')).default(''),
      text: z.string().trim().max(4000).default(''),
      elements: z.array(z.string().min(1).max(64)).max(50).default([]),
    })
    .default({ code: '', text: '', elements: [] }),
})
export type PrepareRequest = z.infer<typeof prepareRequest>

/** Body of `POST .../proposals/{n}/signatures`, `/refuse` and `/withdraw`: the prepared statement and the password again. */
export const takeRequest = z.object({
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  password: z.string().min(1).max(1000),
})
export type TakeRequest = z.infer<typeof takeRequest>
