/**
 * The ten supporting documents that IEC TR 80001-2-9 asks to keep with a security case (introduction, list), in the
 * project's own words. `roles` are the places in the pattern that fill a document: one place is enough to start it,
 * and it is complete when every such element of the case says something.
 */
export const SUPPORTING_DOCUMENTS = [
  {
    id: 'SD-01',
    title: 'Device, intended use and operational environment',
    holds:
      'What the device is for, where and by whom it is used, and the network, interfaces and boundaries around it.',
    roles: ['CTXT1'],
    owes: 'both',
  },
  {
    id: 'SD-02',
    title: 'System description, security objectives and assets',
    holds: 'What the device consists of, what is worth protecting in it, and what the protection is meant to achieve.',
    roles: ['CTXT2', 'AST'],
    owes: 'mdm',
  },
  {
    id: 'SD-03',
    title: 'Why a security capability was selected',
    holds: 'For every required capability, the reason why this device at this site needs it.',
    roles: ['C2'],
    owes: 'both',
  },
  {
    id: 'SD-04',
    title: 'Why a security capability was not selected',
    holds: 'For every capability that is not required, a reason that both sides accept.',
    roles: ['J1'],
    owes: 'both',
  },
  {
    id: 'SD-05',
    title: 'Assets behind each security capability',
    holds: 'For every required capability, which of the assets it addresses or protects.',
    roles: ['C4', 'CTXT3'],
    owes: 'mdm',
  },
  {
    id: 'SD-06',
    title: 'Policy for accepting risk',
    holds: 'When each side calls a risk acceptable, and who may say so.',
    roles: ['J2'],
    owes: 'both',
  },
  {
    id: 'SD-07',
    title: 'Threats and vulnerabilities that need treatment',
    holds: 'For every required capability, what was identified, by which method, and what was found unacceptable.',
    roles: ['CTXT4'],
    owes: 'both',
  },
  {
    id: 'SD-08',
    title: 'Log of threats, vulnerabilities and risks',
    holds: 'The record that shows which threats were looked at, including those that need no treatment.',
    roles: ['Sn1', 'C5'],
    owes: 'both',
  },
  {
    id: 'SD-09',
    title: 'Cause, threat scenario and consequence',
    holds: 'For every treated risk, how it comes about and what it would do to patients, data or care.',
    roles: ['CTXT5'],
    owes: 'both',
  },
  {
    id: 'SD-10',
    title: 'Source of the security controls',
    holds: 'For every treated risk, the standard or table from which its controls were chosen.',
    roles: ['CTXT6'],
    owes: 'both',
  },
] as const satisfies readonly SupportingDocument[]

export interface SupportingDocument {
  readonly id: string
  readonly title: string
  /** What a reader expects to find in it. */
  readonly holds: string
  /** Places in the pattern that fill it. */
  readonly roles: readonly string[]
  /** Who brings it, usually; a proposal of this project. */
  readonly owes: 'mdm' | 'hdo' | 'both'
}
