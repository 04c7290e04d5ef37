import type { CapabilityCode } from '../capability-codes'
import data from './capability-controls.json'
import type { ControlStandard } from './standards'

/**
 * Where a row's right to stand beside a capability comes from.
 * published: printed in a source that may be cited; crosswalk: follows by a published correspondence;
 * editorial: this project's proposal, never to be shown as IEC TR 80001-2-8.
 */
export type Basis = 'published' | 'crosswalk' | 'editorial'

/** The words for a basis on screen: a label and the sentence that explains it. */
export const BASES: Readonly<Record<Basis, { readonly label: string; readonly meaning: string }>> = {
  published: { label: 'Published', meaning: 'Printed for this capability in a published table.' },
  crosswalk: {
    label: 'Crosswalk',
    meaning: 'Follows from another row by a published correspondence of two standards.',
  },
  editorial: {
    label: 'Proposal',
    meaning: 'Proposed by this project because the subject fits. Not from IEC TR 80001-2-8.',
  },
}

/** One control that may establish a capability. (standard, ref, title) is the key: one ref can stand in several rows. */
export interface CapabilityControl {
  readonly standard: ControlStandard
  readonly ref: string
  readonly title: string
  readonly basis: Basis
  /** A key of CONTROL_SOURCES. */
  readonly source: ControlSource
  /** For a crosswalk: the rows it follows from. */
  readonly via?: readonly string[]
  /** US-government crosswalks that put this control together with a NIST control of the same capability. */
  readonly corroboration?: readonly string[]
  readonly note?: string
}

export type ControlSource = keyof typeof data.sources

/** The full citation of each source of a row. */
export const CONTROL_SOURCES: Readonly<Record<ControlSource, string>> = data.sources

const ROWS = data.rows as Readonly<Record<CapabilityCode, readonly CapabilityControl[]>>

/** The catalogue's rows for a capability, in the order of the file: published ones first. */
export function controlsFor(code: CapabilityCode): readonly CapabilityControl[] {
  return ROWS[code]
}
