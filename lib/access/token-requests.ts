import { z } from 'zod'
import { ALL_SCOPES, TOKEN_DAYS, type TokenScope } from './token-scope'

/** Body of `POST /api/me/tokens`. */
export const createTokenRequest = z.strictObject({
  /** What the person will know it by. */
  name: z.string().trim().min(1, 'Give the token a name.').max(100, 'Keep the name under 100 characters.'),
  scope: z.enum(ALL_SCOPES as [TokenScope, ...TokenScope[]]),
  /** After how many days it ends. */
  days: z
    .number()
    .int('Give whole days.')
    .min(1, 'A token lasts a day at least.')
    .max(TOKEN_DAYS, 'A token lasts a year at most.'),
  /** Only these cases; left out: every case that the person takes part in. */
  cases: z.array(z.string().min(1).max(64)).min(1, 'Name a case, or leave cases out.').max(50).optional(),
  /** The person's password again, where they have one. */
  password: z.string().min(1).max(1000).optional(),
})
export type CreateTokenRequest = z.infer<typeof createTokenRequest>
