import { digestOf } from '@/lib/gsn/digest'
import type { Element } from '@/lib/gsn/graph'

/** The fields that hold a confirmation. */
export const CONFIRMATION_FIELDS = {
  by: 'transferConfirmedBy',
  byId: 'transferConfirmedById',
  at: 'transferConfirmedAt',
  of: 'transferConfirmedOf',
} as const

/** How far the transfer of a risk to the hospital has come. */
export type TransferState =
  | { readonly state: 'not-transferred' | 'not-disclosed' | 'not-confirmed' }
  /** `outdated`: what was disclosed, or how it is rated, has changed since. */
  | { readonly state: 'confirmed' | 'outdated'; readonly by: string; readonly at: string }

/**
 * What a confirmation is bound to: what was disclosed, and how likely and severe it is when the hospital takes it over.
 * SHA-256 in hex.
 */
export function transferDigest(risk: Element): string {
  const { likelihoodAfter = '', severityAfter = '', likelihoodAfterHdo = '', severityAfterHdo = '' } = risk.fields
  return digestOf({
    disclosed: (risk.texts.transferDisclosed ?? '').trim(),
    rating: [likelihoodAfter, severityAfter, likelihoodAfterHdo, severityAfterHdo],
  })
}

/** [POL10] A confirmation counts for the disclosure and the rating that it was given for, and for no other. */
export function transferOf(risk: Element): TransferState {
  if (risk.fields.treatment !== 'transfer') return { state: 'not-transferred' }
  if ((risk.texts.transferDisclosed ?? '').trim() === '') return { state: 'not-disclosed' }
  const { by, at, of } = CONFIRMATION_FIELDS
  const digest = risk.fields[of]
  if (typeof digest !== 'string') return { state: 'not-confirmed' }
  return {
    state: digest === transferDigest(risk) ? 'confirmed' : 'outdated',
    by: String(risk.fields[by] ?? ''),
    at: String(risk.fields[at] ?? ''),
  }
}
