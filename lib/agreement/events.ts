import * as z from 'zod'
import { REFUSAL_CODE_NAMES } from './refusal-codes'

const digest = z.string().regex(/^[0-9a-f]{64}$/)
const number = z.int().min(1)
const side = z.enum(['mdm', 'hdo'])
const text = (max: number) => z.string().max(max)

const row = <S extends z.core.$ZodLooseShape>(shape: S) => ({ body: z.strictObject(shape) })

/** The agreement's kinds of ledger entry, one row each. The ledger holds nothing about an agreement but these. */
export const AGREEMENT_EVENTS = {
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
    expires: z.iso.datetime(),
    quorum: z.strictObject({ mdm: z.int().min(1), hdo: z.int().min(1) }),
    roster: z.strictObject({ mdm: z.array(z.string().max(64)), hdo: z.array(z.string().max(64)) }),
  }),
  'proposal.signed': row({ proposal: number, digest, side, statement: digest, envelope: digest }),
  /** The signer lost the right to sign before the version was in force: the place is open again. */
  'proposal.lapsed': row({ proposal: number, digest, side, person: z.string().max(64) }),
  'proposal.refused': row({
    proposal: number,
    digest,
    side,
    code: z.enum(REFUSAL_CODE_NAMES),
    text: text(4000),
    elements: z.array(z.string().max(64)).max(200),
    statement: digest,
    envelope: digest,
  }),
  'proposal.withdrawn': row({
    proposal: number,
    digest,
    side,
    reason: text(4000),
    statement: digest,
    envelope: digest,
  }),
  'proposal.expired': row({ proposal: number, digest }),
  'proposal.overtaken': row({ proposal: number, digest, by: digest }),
  /** A wrong password on the signing page. Told to the signer's own side only. */
  'proposal.password-failed': row({ proposal: number, act: z.enum(['sign', 'refuse', 'withdraw']) }),
  'baseline.in-force': row({
    baseline: number,
    proposal: number,
    digest,
    /** The baseline that this one ends, in the same entry. */
    supersedes: digest.nullable(),
  }),
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
