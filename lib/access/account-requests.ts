import { z } from 'zod'
import { assertionJson, enrolRequest } from '@/lib/agreement/requests'

/** The bodies of the requests about one's own account and about signing in. */

const password = z.string().min(1, 'Type your password.').max(1_024)
const code = z.string().trim().min(1, 'Type the code.').max(40)
/** The password again, before a second factor or the password itself is touched. Absent for people without one. */
const again = password.optional()

/** What a form gives as the second step: exactly one of them, the key's answer as JSON. */
export const secondStepForm = z
  .object({
    code: code.optional(),
    backup: code.optional(),
    key: z
      .string()
      .max(20_000)
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown
        } catch {
          context.addIssue('The key’s answer is no JSON.')
          return z.NEVER
        }
      })
      .pipe(assertionJson)
      .optional(),
  })
  .refine((said) => [said.code, said.backup, said.key].filter((one) => one !== undefined).length === 1, {
    error: 'Give a code, a backup code or a key.',
  })

/** Nothing but that it is asked from our own page. */
export const readStepRequest = z.strictObject({})

/** Ends one session of mine, or all others. */
export const endSessionsRequest = z.strictObject({
  session: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'There is no such session.')
    .optional(),
})
export type EndSessionsRequest = z.infer<typeof endSessionsRequest>

export const changePasswordRequest = z.strictObject({ current: password, password: z.string().max(4_096) })
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>

export const againRequest = z.strictObject({ password: again })
export type AgainRequest = z.infer<typeof againRequest>

export const confirmAppRequest = z.strictObject({ code })
export type ConfirmAppRequest = z.infer<typeof confirmAppRequest>

export const enrolSignInKeyRequest = enrolRequest

export const removeSignInKeyRequest = z.strictObject({ credential: z.string().min(1).max(1_400), password: again })
export type RemoveSignInKeyRequest = z.infer<typeof removeSignInKeyRequest>

export const askResetRequest = z.strictObject({ email: z.string().trim().min(3, 'Give your e-mail address.').max(320) })
export type AskResetRequest = z.infer<typeof askResetRequest>

export const finishResetRequest = z.strictObject({
  token: z.string().regex(/^[\w-]{43}$/, 'This link is not complete. Open it from the mail again.'),
  password: z.string().max(4_096),
})
export type FinishResetRequest = z.infer<typeof finishResetRequest>

/** Whether everybody of my organisation needs a second factor. */
export const requireFactorRequest = z.strictObject({ required: z.boolean() })
export type RequireFactorRequest = z.infer<typeof requireFactorRequest>

/** Takes the second factors off a colleague who has lost them. */
export const resetFactorsRequest = z.strictObject({
  /** How I made sure that it is they who ask. */
  reason: z.string().trim().min(1, 'Say how you made sure who asks.').max(500),
})
export type ResetFactorsRequest = z.infer<typeof resetFactorsRequest>
