import { z } from 'zod'
import { MAIL_KINDS, type MailChoice, type MailKind } from './kinds'

const kinds = Object.keys(MAIL_KINDS) as [MailKind, ...MailKind[]]

/** What a person wants to hear of by mail; what is left out stays as it is. */
export const mailWishesRequest = z.object({
  choices: z
    .strictObject(
      Object.fromEntries(
        kinds.map((kind) => [kind, z.enum(MAIL_KINDS[kind].choices as [MailChoice, ...MailChoice[]]).optional()]),
      ) as Record<MailKind, z.ZodOptional<z.ZodEnum<Record<MailChoice, MailChoice>>>>,
    )
    .optional(),
  digestTime: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Give the time of the digest as HH:MM, in UTC.')
    .optional(),
})
export type MailWishesRequest = z.infer<typeof mailWishesRequest>
