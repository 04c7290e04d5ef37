import * as z from 'zod'
import { charterSchema } from './charter-schema'
import { REFUSAL_CODE_NAMES } from './refusal-codes'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const number = z.int().min(1)
const side = z.enum(['mdm', 'hdo'])
const person = z.string().min(1).max(64)
const text = (max: number) => z.string().max(max)
const instant = z.iso.datetime()
const day = z.iso.date()
const method = z.enum(['passkey', 'password'])
const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/)
const persons = z.array(z.string().max(64))
/** The statement that was signed and the envelope around it. */
const proof = { statement: digest, envelope: digest }
/** How a charter was adopted: under an envelope, as versions are signed. Absent in histories before that was so. */
const adoption = { method: method.optional(), statement: digest.optional(), envelope: digest.optional() }

/** When a version takes effect once both sides have signed. A condition is met when both sides say so, or never. */
export const effectSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('at-once') }),
  z.strictObject({ kind: z.literal('date'), from: instant }),
  z.strictObject({ kind: z.literal('condition'), text: z.string().trim().min(1).max(2000), until: instant }),
])
export type Effect = z.infer<typeof effectSchema>

const row = <S extends z.core.$ZodLooseShape>(shape: S) => ({ body: z.strictObject(shape) })

/** The agreement's kinds of ledger entry, one row each. The ledger holds nothing about an agreement but these. */
export const AGREEMENT_EVENTS = {
  /** An administrator puts a charter to the other side and thereby adopts it for their own. */
  'charter.proposed': row({
    charter: number,
    digest,
    side,
    /** Digest of the charter in force that this one would replace; null for the first. */
    supersedes: digest.nullable(),
    terms: charterSchema,
    reason: text(4000),
    ...adoption,
  }),
  /** An administrator of the other side adopts it: it is in force. */
  'charter.adopted': row({ charter: number, digest, side, ...adoption }),
  /** Either side ends a charter that is not in force yet. */
  'charter.declined': row({ charter: number, digest, side, reason: text(4000) }),

  /** A key that its owner can sign with once it is checked. Bytes are base64url without padding. */
  'passkey.enrolled': row({
    person,
    name: text(200),
    side,
    credential: base64url(1400),
    /** COSE key, from the attestation. */
    publicKey: base64url(2000),
    algorithm: z.int(),
    label: text(100),
    /** Model of the authenticator as it names itself; zeros when it does not. */
    aaguid: text(36),
    /** Whether the key can leave the device that made it (a synchronised passkey). */
    backedUp: z.boolean(),
    /** SHA-256 of the attestation object that the service keeps. */
    attestation: digest,
    rpId: text(253),
  }),
  /** An administrator of the side, not the owner, has made sure that the key is this person's. */
  'passkey.checked': row({ person, side, credential: base64url(1400), how: text(1000), reviewBy: day }),
  'passkey.revoked': row({ person, side, credential: base64url(1400), reason: text(1000) }),

  /** A signatory lets a colleague of the same side sign in their place. */
  'signing.delegated': row({
    delegation: person,
    from: person,
    to: person,
    name: text(200),
    side,
    until: instant,
    reason: text(1000),
  }),
  'signing.delegation-ended': row({ delegation: person, side }),

  /** Later entries of this chain are sealed by the key `to`; this one still by `from`. Stands in every chain. */
  'service.key-rotated': row({
    from: digest,
    to: digest,
    /** Signature of the new key over `rotationBytes`, hex: whoever rotated holds it. */
    possession: z.string().regex(/^[0-9a-f]{128}$/),
  }),

  'proposal.opened': row({
    proposal: number,
    /** SHA-256 of the manifest: the only thing a signature is about. */
    digest,
    caseDigest: digest,
    title: text(200),
    /** Digest of the baseline that was in force, null for the first. */
    supersedes: digest.nullable(),
    /** Why the open points were accepted; empty when there were none. */
    reason: text(4000),
    accepted: z.int().min(0),
    expires: instant,
    quorum: z.strictObject({ mdm: z.int().min(1), hdo: z.int().min(1) }),
    roster: z.strictObject({ mdm: persons, hdo: persons }),
    /** Who stands for whom: a delegate's id and the signatory's. */
    delegates: z.record(z.string().max(64), z.string().max(64)).optional(),
    /** Digest of the adopted charter it was made under; absent before charters were adopted. */
    charter: digest.optional(),
    effect: effectSchema.optional(),
    /** Days of notice by the charter. */
    noticeDays: z.int().min(0).optional(),
    /** Number of the proposal that this one answers. */
    counters: number.optional(),
  }),
  'proposal.signed': row({ proposal: number, digest, side, method: method.optional(), ...proof }),
  /** The signer takes the signature back, before both sides have signed. It stays on record. */
  'proposal.unsigned': row({ proposal: number, digest, side, reason: text(4000), ...proof }),
  /** The signer lost the right to sign before the version was in force: the place is open again. */
  'proposal.lapsed': row({ proposal: number, digest, side, person: z.string().max(64) }),
  'proposal.refused': row({
    proposal: number,
    digest,
    side,
    code: z.enum(REFUSAL_CODE_NAMES),
    text: text(4000),
    elements: z.array(z.string().max(64)).max(200),
    ...proof,
  }),
  'proposal.withdrawn': row({ proposal: number, digest, side, reason: text(4000), ...proof }),
  'proposal.expired': row({ proposal: number, digest }),
  'proposal.overtaken': row({ proposal: number, digest, by: digest }),
  /** A wrong password on the signing page, as it was recorded before passkeys. Told to the signer's own side only. */
  'proposal.password-failed': row({ proposal: number, act: z.enum(['sign', 'refuse', 'withdraw']) }),
  /** An attempt to act that was not proven. Told to the person's own side only. */
  'proposal.attempt-failed': row({ proposal: number, act: text(16), method, why: text(64) }),

  /** Both sides have signed; the version waits for its date or condition. */
  'baseline.pending': row({ baseline: number, proposal: number, digest }),
  /** A side says that the condition is met. */
  'baseline.condition-met': row({ proposal: number, digest, side, text: text(4000), ...proof }),
  'baseline.in-force': row({
    baseline: number,
    proposal: number,
    digest,
    /** The baseline that this one ends, in the same entry. */
    supersedes: digest.nullable(),
  }),
  /** A side ends the baseline: `ends` when its notice runs out, or null when it waits for the other side to agree. */
  'baseline.termination': row({
    baseline: number,
    digest,
    side,
    ends: instant.nullable(),
    reason: text(4000),
    ...proof,
  }),
  'baseline.terminated': row({ baseline: number, digest }),
} as const

export type AgreementKind = keyof typeof AGREEMENT_EVENTS
export type AgreementBody<K extends AgreementKind> = z.infer<(typeof AGREEMENT_EVENTS)[K]['body']>

/** A thing the agreement's rules decided to record. */
export type AgreementEvent = {
  [K in AgreementKind]: { readonly kind: K; readonly body: AgreementBody<K> }
}[AgreementKind]

/** The part of a ledger entry that the agreement's reduction reads. */
export type AgreementEntry = AgreementEvent & {
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string; readonly side?: 'mdm' | 'hdo' }
}
