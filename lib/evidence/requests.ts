import { z } from 'zod'

/** Who else may have a stored file: everybody in the case, only its own side, anybody. */
export const audienceRequest = z.object({ confidentiality: z.enum(['both', 'own-side', 'public']) })
export type AudienceRequest = z.infer<typeof audienceRequest>
