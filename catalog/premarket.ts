/**
 * What the FDA's guidance on cybersecurity in medical devices (27 June 2025, docket FDA-2021-D-1158) asks to be documented
 * before a device comes to market: sections of the guidance, titles and explanations in the project's own words. How far
 * a security case gets with each is the project's own judgement.
 */
export const PREMARKET_ELEMENTS = [
  {
    id: 'PM-01',
    title: 'Cybersecurity risk management report',
    section: 'V, VI.B',
    produces: 'partly',
    how: 'The policies of both sides, and for every risk what they say about what is left.',
  },
  {
    id: 'PM-02',
    title: 'Threat model',
    section: 'V.A.1, V.A.3-5, V.B.2, App. 1 and 2',
    produces: 'referenced',
    how: 'The case names the threats and points at the model; it makes no data-flow model itself.',
  },
  {
    id: 'PM-03',
    title: 'Cybersecurity risk assessment before and after treatment',
    section: 'V.A.2-6',
    produces: 'partly',
    how: 'Every risk with its rating before and after, and how far exploitation has come.',
  },
  {
    id: 'PM-04',
    title: 'Software bill of materials that a machine can read',
    section: 'V.A.4, VI.A',
    produces: 'attached',
    how: 'Named in the device context, or attached as evidence.',
  },
  {
    id: 'PM-05',
    title: 'Vulnerabilities and support of software components',
    section: 'V.A.4',
    produces: 'attached',
    how: 'Evidence for updates and third-party components, and the date at which support ends.',
  },
  {
    id: 'PM-06',
    title: 'Assessment of unresolved anomalies',
    section: 'V.A.5',
    produces: 'attached',
    how: 'Attached as evidence to the claims that it touches.',
  },
  {
    id: 'PM-07',
    title: 'Traceability from threats through controls to tests',
    section: 'V.A, V.B, V.C, VI.A',
    produces: 'yes',
    how: 'The traceability matrix is read from the argument; its gaps are what is missing.',
  },
  {
    id: 'PM-08',
    title: 'Measures and metrics over the life cycle',
    section: 'V.A.6',
    produces: 'no',
    how: 'Stands in the records of the manufacturer; evidence may point at it.',
  },
  {
    id: 'PM-09',
    title: 'Views of the security architecture',
    section: 'V.B, App. 2',
    produces: 'attached',
    how: 'The system description, the zones and the interfaces of the case; drawings are attached as evidence.',
  },
  {
    id: 'PM-10',
    title: 'Security controls in eight categories',
    section: 'V.B.1, App. 1',
    produces: 'partly',
    how: 'The controls of the capabilities that belong to each category.',
  },
  {
    id: 'PM-11',
    title: 'Cybersecurity testing',
    section: 'V.C',
    produces: 'attached',
    how: 'Every control with evidence from a test.',
  },
  {
    id: 'PM-12',
    title: 'Labelling: what users need to know to run it securely',
    section: 'VI.A',
    produces: 'partly',
    how: "The hospital's duties, the interfaces, what it has to bear, and the end of support.",
  },
  {
    id: 'PM-13',
    title: 'Cybersecurity management plan after market entry',
    section: 'VI.B, VII.C.1',
    produces: 'partly',
    how: "The terms on monitoring, notice, disclosure and update times; the plan is the manufacturer's own document.",
  },
] as const satisfies readonly PremarketElement[]

export interface PremarketElement {
  readonly id: string
  readonly title: string
  /** Sections of the guidance. */
  readonly section: string
  /** How far a case goes: all of it, a part, by evidence that is attached, by a reference, or not at all. */
  readonly produces: 'yes' | 'partly' | 'attached' | 'referenced' | 'no'
  /** What in a case fills it. */
  readonly how: string
}

/** The eight categories of controls of appendix 1, with the capabilities that serve each. The project's own assignment. */
export const PREMARKET_CATEGORIES = {
  Authentication: ['PAUT', 'NAUT'],
  Authorization: ['AUTH', 'ALOF', 'EMRG'],
  Cryptography: ['STCF', 'TXCF', 'TXIG', 'NAUT'],
  'Integrity of code, data and execution': ['SAHD', 'IGAU', 'TXIG', 'MLDP'],
  Confidentiality: ['STCF', 'TXCF', 'DIDT'],
  'Detection and logging of events': ['AUDT', 'MLDP'],
  'Resiliency and recovery': ['DTBK', 'EMRG', 'SAHD'],
  'Firmware and software updates': ['CSUP', 'RDMP'],
} as const satisfies Readonly<Record<string, readonly string[]>>
