import * as z from 'zod'
import { charterTerms } from './charter-schema'
import { effectSchema } from './events'
import { REFUSAL_CODE_NAMES } from './refusal-codes'
import { ACT_NAMES } from './statement'

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'A digest has 64 characters from 0 to 9 and a to f.')
const base64url = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'Send bytes as base64url without padding.')
const password = z.string().min(1).max(1000)
const reason = z.string().trim().max(4000)

/** Body of `POST /api/cases/{id}/proposals`. */
export const proposeRequest = z.object({
  /** Digest of the case as the proposer saw it: `digest` of the pre-flight and of `GET .../graph`. */
  digest,
  /** Digest of the list of open points that are accepted: `warnings` of the pre-flight. */
  warnings: digest,
  /** Digest of the baseline in force that the proposer saw; null when there was none. */
  supersedes: digest.nullable().default(null),
  /** Why the open points are acceptable; needed when there are any. */
  reason: reason.default(''),
  title: z.string().trim().max(200).default(''),
  /** When it takes effect once both sides have signed. */
  effect: effectSchema.default({ kind: 'at-once' }),
})
export type ProposeRequest = z.infer<typeof proposeRequest>

/** Body of `POST .../proposals/{n}/statement`. */
export const prepareRequest = z.object({
  act: z.enum(ACT_NAMES),
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
      text: reason.default(''),
      elements: z.array(z.string().min(1).max(64)).max(50).default([]),
    })
    .default({ code: '', text: '', elements: [] }),
  /** How the person will prove the act. A passkey gets `passkey.options` in the answer. */
  method: z.enum(['passkey', 'password']).default('password'),
  /** For `terminate`: with the other side's agreement, or alone with the charter's notice. */
  ending: z.enum(['together', 'notice']).default('together'),
})
export type PrepareRequest = z.infer<typeof prepareRequest>

/** What a browser gives for a passkey's signature (`startAuthentication` of @simplewebauthn/browser). */
export const assertionJson = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(4000),
    authenticatorData: base64url(4000),
    signature: base64url(2000),
    userHandle: z.string().max(400).nullish(),
  }),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()).default({}),
  authenticatorAttachment: z.string().max(32).nullish(),
})
export type AssertionJson = z.infer<typeof assertionJson>

const nonce = z.string().regex(/^[0-9a-f]{32}$/)

/** The prepared statement, and either the password again or the passkey's signature over it. */
const taken = { nonce, password: password.optional(), assertion: assertionJson.optional() }
const ONE_PROOF = { error: 'Send either the password or the passkey’s signature.' }
const oneProof = (body: { password?: string | undefined; assertion?: unknown }) =>
  (body.password === undefined) !== (body.assertion === undefined)

/** Body of `POST .../proposals/{n}/signatures`, `/unsign`, `/refuse`, `/withdraw`, `/confirm` and `/terminate`. */
export const takeRequest = z.object(taken).refine(oneProof, ONE_PROOF)
export type TakeRequest = z.infer<typeof takeRequest>

/** Body of `POST .../proposals/{n}/counter`: the refusal that was prepared, and the version to put in its place. */
export const counterRequest = z.object({ ...taken, propose: proposeRequest }).refine(oneProof, ONE_PROOF)
export type CounterRequest = z.infer<typeof counterRequest>

/** Either the password again, or a passkey's signature over the statement that was prepared under this number. */
const adopting = { nonce: nonce.optional(), password: password.optional(), assertion: assertionJson.optional() }
const oneAdoption = (body: { nonce?: unknown; password?: unknown; assertion?: unknown }) =>
  body.password === undefined
    ? body.assertion !== undefined && body.nonce !== undefined
    : body.assertion === undefined && body.nonce === undefined

const charterPut = {
  terms: charterTerms,
  /** Digest of the charter in force that the administrator saw; null when there was none. */
  supersedes: digest.nullable().default(null),
}

/** Body of `POST /api/cases/{id}/charter`. */
export const charterRequest = z
  .object({ ...charterPut, reason: reason.default(''), ...adopting })
  .refine(oneAdoption, ONE_PROOF)
export type CharterRequest = z.infer<typeof charterRequest>

/** Body of `POST /api/cases/{id}/charter/{n}/adopt`: the digest of what was read. */
export const adoptRequest = z.object({ digest, ...adopting }).refine(oneAdoption, ONE_PROOF)
export type AdoptRequest = z.infer<typeof adoptRequest>

/** Body of `POST /api/cases/{id}/charter/statement`: which charter a passkey is to adopt, a new one or one that waits. */
export const prepareAdoptionRequest = z.union([z.object(charterPut), z.object({ charter: z.int().min(1), digest })])
export type PrepareAdoptionRequest = z.infer<typeof prepareAdoptionRequest>

/** Body of `POST /api/cases/{id}/charter/{n}/decline`. */
export const declineCharterRequest = z.object({ digest, reason: reason.min(1, 'Say why.') })
export type DeclineCharterRequest = z.infer<typeof declineCharterRequest>

/** Body of `POST /api/passkeys`: what the browser gives for a new key (`startRegistration`). */
export const enrolRequest = z.object({
  label: z.string().trim().min(1, 'Give the key a name.').max(100),
  registration: z.object({
    id: base64url(1400),
    rawId: base64url(1400),
    type: z.literal('public-key'),
    response: z.object({
      clientDataJSON: base64url(4000),
      attestationObject: base64url(40_000),
      transports: z.array(z.string().max(32)).max(10).optional(),
    }),
    clientExtensionResults: z.record(z.string().max(64), z.unknown()).default({}),
    authenticatorAttachment: z.string().max(32).nullish(),
  }),
})
export type EnrolRequest = z.infer<typeof enrolRequest>

/** Body of `POST /api/passkeys/{credential}/revoke` and `POST /api/cases/{id}/passkeys/{credential}/revoke`. */
export const revokeKeyRequest = z.object({ reason: z.string().trim().min(1, 'Say why.').max(1000) })
export type RevokeKeyRequest = z.infer<typeof revokeKeyRequest>

/** Body of `POST /api/cases/{id}/passkeys/{credential}/check`. */
export const checkKeyRequest = z.object({
  /** How the administrator made sure: "in person, passport", "video call, known for years". */
  how: z.string().trim().min(1, 'Say how you made sure.').max(1000),
  /** By when somebody looks again. */
  reviewBy: z.iso.date(),
})
export type CheckKeyRequest = z.infer<typeof checkKeyRequest>

/** Body of `POST /api/cases/{id}/delegations`. */
export const delegateRequest = z.object({
  /** The colleague's id. */
  to: z.string().min(1).max(64),
  until: z.iso.datetime(),
  reason: z.string().trim().min(1, 'Say why.').max(1000),
})
export type DelegateRequest = z.infer<typeof delegateRequest>

/** Body of `POST /api/cases/{id}/ledger/erase`. */
export const eraseRequest = z.object({
  chain: z.enum(['shared', 'mdm', 'hdo']),
  seq: z.int().min(1),
  reason: z.string().trim().min(1, 'Say why.').max(1000),
})
export type EraseRequest = z.infer<typeof eraseRequest>
