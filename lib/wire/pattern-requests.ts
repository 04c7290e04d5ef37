import { z } from 'zod'

/** A pattern for the organisation's library; its form is checked as a pattern file's is. [PTN2] [PTN7] */
export const keepPatternRequest = z.object({
  pattern: z.unknown(),
  /** What is new in this version. */
  note: z.string().max(2000, 'Say what is new in at most 2,000 characters.').optional(),
})
