import { z } from 'zod'
import { ALL_RIGHTS, type Right } from './policy'

/** The bodies of the requests about invitations, organisations and links to a baseline. */

const id = z.string().min(1).max(64)
const secret = z.string().min(1).max(200)

/** Days that an invitation is good for. */
export const INVITATION_DAYS = { usual: 7, most: 30 } as const
/** Days that a link to a baseline is good for. */
export const LINK_DAYS = { usual: 30, most: 366 } as const

const email = z.email('Give an e-mail address.').max(320)

export const inviteRequest = z.strictObject({
  /** Absent: takes part without a side, as an assessor does. */
  side: z.enum(['mdm', 'hdo']).nullish(),
  /** `read` is always part of it. */
  rights: z.array(z.enum(ALL_RIGHTS as [Right, ...Right[]])).max(ALL_RIGHTS.length),
  /** Only for the person with this address; needed for `mail`. */
  email: email.optional(),
  /** `link`: shown once, to be handed on by hand. `mail`: sent to the address. */
  way: z.enum(['link', 'mail']).default('link'),
  days: z.number().int().min(1).max(INVITATION_DAYS.most).default(INVITATION_DAYS.usual),
})
export type InviteRequest = z.infer<typeof inviteRequest>

export const inviteColleagueRequest = z.strictObject({
  administer: z.boolean().default(false),
  email: email.optional(),
  way: z.enum(['link', 'mail']).default('link'),
  days: z.number().int().min(1).max(INVITATION_DAYS.most).default(INVITATION_DAYS.usual),
})
export type InviteColleagueRequest = z.infer<typeof inviteColleagueRequest>

/** Comes in by a link with the account that is signed in. */
export const acceptRequest = z.strictObject({ token: secret })
export type AcceptRequest = z.infer<typeof acceptRequest>

/** Comes in by a link with a new account. */
export const joinRequest = z.strictObject({
  token: secret,
  name: z.string().trim().min(1, 'Give your name.').max(200, 'Keep your name under 200 characters.'),
  email,
  password: z.string().max(1000),
})
export type JoinRequest = z.infer<typeof joinRequest>

/** What an administrator of an organisation does about one of its people. */
export const colleagueRequest = z.strictObject({
  person: id,
  act: z.enum(['appoint', 'dismiss', 'deactivate', 'reactivate']),
  /** With `deactivate`: who takes over what is open. */
  handTo: id.optional(),
})
export type ColleagueRequest = z.infer<typeof colleagueRequest>

export const baselineLinkRequest = z.strictObject({
  baseline: z.number().int().positive(),
  label: z
    .string()
    .trim()
    .min(1, 'Say for whom the link is.')
    .max(200, 'Keep what you say about the link under 200 characters.'),
  days: z.number().int().min(1).max(LINK_DAYS.most).default(LINK_DAYS.usual),
})
export type BaselineLinkRequest = z.infer<typeof baselineLinkRequest>

/** Leaves a case; whoever is named takes over what was to be taken care of. */
export const leaveRequest = z.strictObject({ handTo: id.optional() })
export type LeaveRequest = z.infer<typeof leaveRequest>
