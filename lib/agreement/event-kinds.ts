import type { AGREEMENT_EVENTS, AgreementEntry, AgreementKind } from './events'

// The names alone, apart from their schemas: the offline verifier reads entries without a schema library.
const KINDS: Readonly<Record<keyof typeof AGREEMENT_EVENTS, true>> = {
  'charter.proposed': true,
  'charter.adopted': true,
  'charter.declined': true,
  'passkey.enrolled': true,
  'passkey.checked': true,
  'passkey.revoked': true,
  'signing.delegated': true,
  'signing.delegation-ended': true,
  'service.key-rotated': true,
  'proposal.opened': true,
  'proposal.signed': true,
  'proposal.unsigned': true,
  'proposal.lapsed': true,
  'proposal.refused': true,
  'proposal.withdrawn': true,
  'proposal.expired': true,
  'proposal.overtaken': true,
  'proposal.password-failed': true,
  'proposal.attempt-failed': true,
  'baseline.pending': true,
  'baseline.condition-met': true,
  'baseline.in-force': true,
  'baseline.termination': true,
  'baseline.terminated': true,
}

export function isAgreementKind(kind: string): kind is AgreementKind {
  return Object.hasOwn(KINDS, kind)
}

/** Whether the entry is about an agreement and still has its body. */
export function isAgreementEntry<E extends { readonly kind: string; readonly body: unknown }>(
  entry: E,
): entry is E & AgreementEntry {
  return isAgreementKind(entry.kind) && entry.body !== null
}
