import { controlsFor, isCapabilityCode } from '@/catalog'
import type { FieldValue } from '@/lib/gsn/graph'

/** Where the choice of a control comes from. */
export type Provenance = 'published' | 'crosswalk' | 'editorial' | 'listed' | 'own' | 'unknown'

interface ProvenanceRow {
  readonly label: string
  /** A sentence that cannot be taken for more than it is. */
  readonly meaning: string
}

/**
 * [CTL18] What may be said of a control's origin, on every screen and in every export. Nothing here names the table of IEC
 * TR 80001-2-8 as a source: the catalogue does not hold its text.
 */
export const PROVENANCE: Readonly<Record<Provenance, ProvenanceRow>> = {
  published: {
    label: 'Published',
    meaning: 'Printed for this capability in a published table.',
  },
  crosswalk: {
    label: 'Crosswalk',
    meaning: 'Follows from another control by a published correspondence of two standards.',
  },
  editorial: {
    label: 'Proposal',
    meaning: "The catalogue's own proposal because the subject fits. Not a row of IEC TR 80001-2-8.",
  },
  listed: {
    label: 'Standard list',
    meaning: 'Stands in the list of its standard; no source links it to this capability.',
  },
  own: { label: 'Own', meaning: "From an organisation's own table, or in the words of the people in this case." },
  unknown: { label: 'Not said', meaning: 'Nobody has said where this control comes from.' },
}

/** The provenance that a control's `basis` field holds. */
export function provenanceOf(basis: FieldValue | undefined): Provenance {
  return typeof basis === 'string' && basis !== 'unknown' && Object.hasOwn(PROVENANCE, basis)
    ? (basis as Provenance)
    : 'unknown'
}

/** "NIST SP 800-53 r4 AC-11 Session Lock (Proposal)": a control in one line, never without its provenance. */
export function controlLine(fields: Readonly<Record<string, FieldValue>>): string {
  const words = [fields.standard, fields.ref, fields.title].filter((word) => typeof word === 'string' && word !== '')
  return `${words.join(' ')} (${PROVENANCE[provenanceOf(fields.basis)].label})`.trim()
}

/**
 * [CTL26] Whether a published table prints a control for a capability, by standard and reference: a published row keeps the
 * title as it was printed, which the edition's own list may word otherwise.
 */
export function isPrintedFor(capability: string | undefined, fields: Readonly<Record<string, FieldValue>>): boolean {
  if (capability === undefined || !isCapabilityCode(capability)) return false
  return controlsFor(capability).some(
    ({ basis, standard, ref }) => basis === 'published' && standard === fields.standard && ref === fields.ref,
  )
}

const TECHNICAL_REPORT = /80001\W{0,3}2\W{0,3}8/

/**
 * [CTL6] Whether the control's fields call it a row of IEC TR 80001-2-8 although it is none that may be cited: only a
 * published row, or one from an organisation's own copy of the report, may be.
 */
export function poses(fields: Readonly<Record<string, FieldValue>>): boolean {
  const provenance = provenanceOf(fields.basis)
  if (provenance === 'published' || provenance === 'own') return false
  return [fields.standard, fields.ref, fields.title].some((value) => TECHNICAL_REPORT.test(String(value ?? '')))
}

/** Editions that a newer one replaces, with the name of the newer one. */
const SUPERSEDED: Readonly<Record<string, string>> = {
  'NIST SP 800-53 r4': 'NIST SP 800-53 r5',
  'ISO/IEC 27002:2013': 'ISO/IEC 27002:2022',
}

/** The edition that replaces this one; undefined for a current or unknown one. */
export function newerEdition(standard: FieldValue | undefined): string | undefined {
  const name = String(standard ?? '')
  return Object.hasOwn(SUPERSEDED, name) ? SUPERSEDED[name] : undefined
}
