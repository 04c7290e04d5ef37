import { z } from 'zod'

/** A pattern for the organisation's library; its form is checked as a pattern file's is. [PTN2] */
export const keepPatternRequest = z.object({ pattern: z.unknown() })
