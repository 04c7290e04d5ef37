/** The 19 security capabilities of IEC TR 80001-2-2:2012, in the order of the technical report. */
export const CAPABILITY_CODES = [
  'ALOF',
  'AUDT',
  'AUTH',
  'CNFS',
  'CSUP',
  'DIDT',
  'DTBK',
  'EMRG',
  'IGAU',
  'MLDP',
  'NAUT',
  'PAUT',
  'PLOK',
  'RDMP',
  'SAHD',
  'SGUD',
  'STCF',
  'TXCF',
  'TXIG',
] as const

export type CapabilityCode = (typeof CAPABILITY_CODES)[number]

const CODES: ReadonlySet<string> = new Set(CAPABILITY_CODES)

/** Whether a text from outside is one of the 19 codes; capitals only, no trimming. */
export function isCapabilityCode(text: string): text is CapabilityCode {
  return CODES.has(text)
}
