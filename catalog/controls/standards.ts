/**
 * The control standards of the catalogue, edition by edition: an edition is a standard of its own, because a number
 * means another control in another edition. `list` is the file in this folder with its identifiers and titles.
 */
export const CONTROL_STANDARDS = [
  { name: 'NIST SP 800-53 r4', list: 'nist-800-53-r4', publisher: 'NIST' },
  { name: 'NIST SP 800-53 r5', list: 'nist-800-53-r5', publisher: 'NIST' },
  { name: 'ISO/IEC 27002:2013', list: 'iso-27002-2013', publisher: 'ISO/IEC' },
  { name: 'ISO/IEC 27002:2022', list: 'iso-27002-2022', publisher: 'ISO/IEC' },
  { name: 'ISO 27799:2008', list: 'iso-27799-2008', publisher: 'ISO' },
  { name: 'IEC 62443-3-3', list: 'iec-62443-3-3', publisher: 'IEC' },
  { name: 'IEC 62443-4-2', list: 'iec-62443-4-2', publisher: 'IEC' },
  { name: 'ISO/IEC 15408-2', list: 'iso-15408-2', publisher: 'ISO/IEC' },
  { name: 'ISO/IEC 15408-3', list: 'iso-15408-3', publisher: 'ISO/IEC' },
  { name: 'HIPAA Security Rule (45 CFR)', list: 'hipaa-security-rule', publisher: 'HHS' },
] as const

export type ControlStandard = (typeof CONTROL_STANDARDS)[number]['name']
