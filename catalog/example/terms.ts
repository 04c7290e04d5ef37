import type { ExampleAuthor, ExampleReview, ExampleThread } from './example'

/** One responsibility term of the worked example: a topic of the library, or a title of its own. */
export interface ExampleTerm {
  readonly topic?: string
  readonly own?: string
  /** Instead of the library's words. */
  readonly shareMdm?: string
  readonly shareHdo?: string
  readonly parameters?: Readonly<Record<string, string | number>>
  readonly personMdm?: string
  readonly personHdo?: string
  readonly stages?: readonly string[]
  /** Dropped, and why. */
  readonly dropped?: string
  readonly approvedBy?: readonly ExampleAuthor[]
}

const BOTH = ['admin@mdm.example', 'admin@hdo.example'] as const
const SECURITY = 'Tomasz Wieczorek'
const ENGINEERING = 'Marcus Adeyemi'
const RISK = 'Dr Aoife Brennan'

/**
 * What both sides agreed beyond the controls, and what they have not: one parameter is open, some terms wait for a side,
 * one is dropped with a reason, and topics that such a case usually needs are still to be chosen.
 */
export const EXAMPLE_TERMS: readonly ExampleTerm[] = [
  {
    topic: 'RA-01',
    parameters: {
      'contact-mdm': 'psirt@northfield.example',
      'contact-hdo': 'Medical Network Risk Manager, extension 4417',
    },
    personMdm: 'Ingrid Halvorsen',
    personHdo: RISK,
    approvedBy: BOTH,
  },
  {
    topic: 'RA-02',
    shareMdm:
      'Covers the Meridian LVP-3W from software 3.4 on, its channel modules, Meridian Manager and the service tool.',
    shareHdo:
      "Covers the 412 pumps of St Brigid's in the care areas that the context names; not the pumps on loan to ambulances.",
    approvedBy: BOTH,
  },
  { topic: 'RA-04', personMdm: 'Ingrid Halvorsen', personHdo: RISK, approvedBy: BOTH },
  { topic: 'RA-06', parameters: { 'notice-days': 30, 'review-months': 12 }, approvedBy: BOTH },
  { topic: 'RA-08', personHdo: RISK, approvedBy: ['admin@mdm.example'] },
  { topic: 'RA-10', personMdm: SECURITY },
  { topic: 'RA-21', parameters: { 'access-review-months': 6 }, approvedBy: ['admin@mdm.example'] },
  {
    topic: 'RA-22',
    shareMdm: 'States in the security guide what the pump relies on, and keeps therapy safe without any of it.',
    shareHdo:
      'Keeps VLAN 214 for pumps alone, lets only the listed ports pass, and tells the manufacturer before it changes that.',
    personHdo: 'Digital Services, network team',
    approvedBy: BOTH,
  },
  { topic: 'RA-24', parameters: { 'log-months': 18 }, personHdo: 'Digital Services, log collector', approvedBy: BOTH },
  { topic: 'RA-26', parameters: { 'restore-hours': 8, 'drill-months': 6 }, approvedBy: ['admin@hdo.example'] },
  {
    topic: 'RA-29',
    dropped:
      'Nobody reaches the pumps or the server from outside the hospital; service comes on site with the service tool.',
    approvedBy: BOTH,
  },
  {
    topic: 'RA-33',
    parameters: { 'notice-business-days': 3 },
    personMdm: SECURITY,
    personHdo: ENGINEERING,
    approvedBy: BOTH,
  },
  { topic: 'RA-34', parameters: { 'report-to': 'psirt@northfield.example' }, personMdm: SECURITY },
  {
    topic: 'RA-35',
    parameters: { 'release-days': 30, 'install-days': 30 },
    personMdm: SECURITY,
    personHdo: ENGINEERING,
  },
  {
    topic: 'RA-38',
    parameters: { 'incident-contact': '+44 20 7946 0417, round the clock' },
    personHdo: ENGINEERING,
    approvedBy: ['admin@hdo.example'],
  },
  {
    topic: 'RA-42',
    parameters: { 'notice-months': 36, 'end-of-support': '2033-12-31' },
    approvedBy: ['admin@mdm.example'],
  },
  {
    own: 'Loan pumps',
    shareMdm: 'Sends a loan pump within {hours} of a call, with the software of the site and an empty memory.',
    shareHdo: 'Connects a loan pump to Meridian Manager before its first use, and returns it wiped within {days}.',
    parameters: { hours: 48, days: 14 },
    stages: ['operation'],
    personHdo: ENGINEERING,
  },
]

/** The name of the element that a term becomes; own terms are numbered in their order. */
export function exampleTermName(term: ExampleTerm): string {
  if (term.topic !== undefined) return `R-${term.topic}`
  return `R-OWN-${EXAMPLE_TERMS.filter(({ own }) => own !== undefined).indexOf(term) + 1}`
}

export const TERM_APPROVALS: ExampleReview['approvals'] = EXAMPLE_TERMS.flatMap((term) =>
  (term.approvedBy ?? []).map((by) => ({ claim: exampleTermName(term), by })),
)

export const TERM_THREADS: readonly ExampleThread[] = [
  {
    on: 'R-RA-35',
    author: 'admin@hdo.example',
    text: 'Thirty days and thirty days are sixty with a known weakness. I sign this only with an interim measure written into the notice.',
    replies: [
      {
        author: 'editor@mdm.example',
        text: 'Fair. Then let us take "compensating measures until an update" from the library as a term of its own, instead of a half sentence here.',
      },
    ],
  },
]
