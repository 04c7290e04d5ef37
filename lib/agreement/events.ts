import * as z from 'zod'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const number = z.int().min(1)
const side = z.enum(['mdm', 'hdo'])
const text = (max: number) => z.string().max(max)

/** Reasons for refusing; the words are what the screen offers. */
export const REFUSAL_CODES = {
  wording: 'The wording is not acceptable',
  responsibility: 'A duty is on the wrong side or unclear',
  risk: 'A risk is not acceptable to us',
  evidence: 'Evidence is missing or not convincing',
  other: 'Another reason',
} as const
export const REFUSAL_CODE_NAMES = Object.keys(REFUSAL_CODES) as [keyof typeof REFUSAL_CODES]

/** The agreement's kinds of ledger entry, one row each. The ledger holds nothing about an agreement but these. */
export const AGREEMENT_EVENTS = {
  'proposal.opened': z.strictObject({
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
    expires: z.iso.datetime(),
    quorum: z.strictObject({ mdm: z.int().min(1), hdo: z.int().min(1) }),
    roster: z.strictObject({ mdm: z.array(z.string().max(64)), hdo: z.array(z.string().max(64)) }),
  }),
  'proposal.signed': z.strictObject({ proposal: number, digest, side, statement: digest, envelope: digest }),
  /** The signer lost the right to sign before the version was in force: the place is open again. */
  'proposal.lapsed': z.strictObject({ proposal: number, digest, side, person: z.string().max(64) }),
  'proposal.refused': z.strictObject({
    proposal: number,
    digest,
    side,
    code: z.enum(REFUSAL_CODE_NAMES),
    text: text(4000),
    elements: z.array(z.string().max(64)).max(200),
    statement: digest,
    envelope: digest,
  }),
  'proposal.withdrawn': z.strictObject({
    proposal: number,
    digest,
    side,
    reason: text(4000),
    statement: digest,
    envelope: digest,
  }),
  'proposal.expired': z.strictObject({ proposal: number, digest }),
  'proposal.overtaken': z.strictObject({ proposal: number, digest, by: digest }),
  /** A wrong password on the signing page. Told to the signer's own side only. */
  'proposal.password-failed': z.strictObject({ proposal: number, act: z.enum(['sign', 'refuse', 'withdraw']) }),
  'baseline.in-force': z.strictObject({
    baseline: number,
    proposal: number,
    digest,
    /** The baseline that this one ends, in the same entry. */
    supersedes: digest.nullable(),
  }),
} as const

export type AgreementKind = keyof typeof AGREEMENT_EVENTS
export type AgreementBody<K extends AgreementKind> = z.infer<(typeof AGREEMENT_EVENTS)[K]>

/** A thing the agreement's rules decided to record. */
export type AgreementEvent = {
  [K in AgreementKind]: { readonly kind: K; readonly body: AgreementBody<K> }
}[AgreementKind]

/** The part of a ledger entry that the agreement's reduction reads. */
export type AgreementEntry = AgreementEvent & {
  readonly at: string
  readonly actor: { readonly id: string; readonly name: string; readonly side?: 'mdm' | 'hdo' }
}

export function isAgreementEntry<E extends { readonly kind: string; readonly body: unknown }>(
  entry: E,
): entry is E & AgreementEntry {
  return Object.hasOwn(AGREEMENT_EVENTS, entry.kind) && entry.body !== null
}
