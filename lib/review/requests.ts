import { z } from 'zod'
import { TEXT_MAX } from '@/lib/case/fields'
import { claimDigests, passage, WORDS_MAX } from '@/lib/wire/ledger'

/** What somebody writes: not blank, and of a length that can be read. */
function words(what: string) {
  return z
    .string(`Write ${what}.`)
    .max(WORDS_MAX, `Write at most ${WORDS_MAX.toLocaleString('en')} characters. Put longer texts into the narrative.`)
    .refine((text) => text.trim() !== '', `Write ${what}.`)
}

const elementId = z
  .string('Say which element this is about.')
  .min(1, 'Say which element this is about.')
  .max(64, 'There is no element with so long an id.')

/** Whom a thread is for: everybody in the case, or the writer's own side. */
export const audienceChoice = z.enum(['all', 'side'], 'The audience is "all" or "side".')

export const threadRequest = z.object({
  element: elementId,
  passage: passage.optional(),
  audience: audienceChoice,
  text: words('a comment'),
  suggestion: z
    .string()
    .max(TEXT_MAX, `Suggest at most ${TEXT_MAX.toLocaleString('en')} characters.`)
    .optional(),
})

export const replyRequest = z.object({ text: words('a reply') })

export const verdictRequest = z
  .object({
    claim: elementId,
    verdict: z.enum(['approve', 'object', 'lift'], 'The verdict is "approve", "object" or "lift".'),
    digests: claimDigests,
    note: words('a note').optional(),
  })
  .refine((request) => request.verdict !== 'object' || request.note !== undefined, {
    path: ['note'],
    message: 'Say what you object to: an objection needs a note.',
  })

export type ThreadRequest = z.infer<typeof threadRequest>
export type ReplyRequest = z.infer<typeof replyRequest>
export type VerdictRequest = z.infer<typeof verdictRequest>
