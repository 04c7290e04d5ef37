import { z } from 'zod'
import { TEXT_MAX } from '@/lib/case/fields'
import { claimDigests, passage, WORDS_MAX } from '@/lib/wire/ledger'
import { REVIEW_CLASSES } from './entries'

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

const mentions = z.array(z.string().min(1).max(64)).max(50, 'Name at most 50 people in one comment.')

export const threadRequest = z
  .object({
    element: elementId.optional(),
    /** The number of a proposed version: said about it as it was frozen, and about all of it without an element. */
    proposal: z.number().int().positive().optional(),
    passage: passage.optional(),
    audience: audienceChoice,
    text: words('a comment'),
    suggestion: z
      .string()
      .max(TEXT_MAX, `Suggest at most ${TEXT_MAX.toLocaleString('en')} characters.`)
      .optional(),
    class: z.enum(REVIEW_CLASSES, `The class is one of: ${REVIEW_CLASSES.join(', ')}.`).optional(),
    mentions: mentions.optional(),
  })
  .refine(({ element, proposal }) => element !== undefined || proposal !== undefined, {
    path: ['element'],
    message: 'Say which element this is about.',
  })

export const replyRequest = z.object({ text: words('a reply'), mentions: mentions.optional() })

/** Other words for one's own comment; `reply` names one of its replies. */
export const editWordsRequest = z.object({
  reply: z.string().min(1).max(64).optional(),
  text: words('what it should say'),
  mentions: mentions.optional(),
})

export const removeWordsRequest = z.object({ reply: z.string().min(1).max(64).optional() })

export const assignRequest = z.object({
  /** Null: nobody has to take care of it any more. */
  person: z.string().min(1).max(64).nullable(),
  due: z.iso.date('The day is written such as 2027-02-15.').optional(),
})

export const declineRequest = z.object({ note: words('why you decline it') })

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

/** Approves many claims at once, each as it was seen. */
export const MANY_CLAIMS = 2_000
export const approveManyRequest = z.object({
  claims: z
    .array(z.object({ claim: elementId, digests: claimDigests }))
    .min(1, 'Choose at least one claim.')
    .max(MANY_CLAIMS, `Approve at most ${MANY_CLAIMS.toLocaleString('en')} claims at once.`),
  note: words('a note').optional(),
})

const day = z.iso.date('The day is written such as 2027-02-15.')

/** Lends somebody of the own side the right to approve. */
export const delegateRequest = z.object({
  person: z.string('Say who.').min(1, 'Say who.').max(64),
  /** Codes of capabilities; left out: the whole case. */
  capabilities: z.array(z.string().min(1).max(16)).min(1, 'Choose a capability.').max(64).optional(),
  from: day,
  until: day,
})

export type ApproveManyRequest = z.infer<typeof approveManyRequest>
export type DelegateRequest = z.infer<typeof delegateRequest>
export type ThreadRequest = z.infer<typeof threadRequest>
export type ReplyRequest = z.infer<typeof replyRequest>
export type EditWordsRequest = z.infer<typeof editWordsRequest>
export type RemoveWordsRequest = z.infer<typeof removeWordsRequest>
export type AssignRequest = z.infer<typeof assignRequest>
export type DeclineRequest = z.infer<typeof declineRequest>
export type VerdictRequest = z.infer<typeof verdictRequest>
