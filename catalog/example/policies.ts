import type { ExampleMatrix } from './example'

/** How likely, in the words of each organisation; the two number their levels alike and name them differently. */
const MAKER_LIKELIHOOD = [
  ['Improbable', 'Not expected in the service life of the whole installed base.'],
  ['Remote', 'A few times in the service life of the whole installed base.'],
  ['Occasional', 'Once a year somewhere in the installed base.'],
  ['Probable', 'Once a year at a site like this one.'],
  ['Frequent', 'Several times a year at a site like this one.'],
] as const

const MAKER_SEVERITY = [
  ['Negligible', 'Inconvenience; therapy goes on unchanged.'],
  ['Minor', 'Extra work for staff; no change of a therapy.'],
  ['Serious', 'A therapy is delayed or interrupted and taken over by other means.'],
  ['Critical', 'Harm to a patient that needs treatment.'],
  ['Catastrophic', 'Permanent harm or death of a patient.'],
] as const

const HOSPITAL_LIKELIHOOD = [
  ['Rare', 'Nobody here has heard of it happening in a hospital.'],
  ['Unlikely', 'It has happened elsewhere; here it would surprise.'],
  ['Possible', 'It could happen here within five years.'],
  ['Likely', 'It is expected here within a year.'],
  ['Almost certain', 'It happens here now.'],
] as const

const HOSPITAL_SEVERITY = [
  ['Insignificant', 'Noticed by staff only.'],
  ['Small', 'A ward works around it for a shift.'],
  ['Noticeable', 'Care is delayed, or data of single patients become known.'],
  ['Major', 'A patient is harmed, or data of many patients become known.'],
  ['Disaster', 'A patient dies, or the hospital closes wards.'],
] as const

/** NI-QP-071: by the product of both levels. Up to 6 accepted, up to 12 tolerated, from 15 refused. */
export const MAKER_MATRIX: ExampleMatrix = {
  likelihood: MAKER_LIKELIHOOD,
  severity: MAKER_SEVERITY,
  cells: ['aaaaa', 'aaatt', 'aattn', 'attnn', 'atnnn'],
}

/** SB-POL-044: up to 5 accepted, up to 9 tolerated, from 10 refused; the worst severity only when it is rare. */
export const HOSPITAL_MATRIX: ExampleMatrix = {
  likelihood: HOSPITAL_LIKELIHOOD,
  severity: HOSPITAL_SEVERITY,
  cells: ['aaaaa', 'aattn', 'attnn', 'atnnn', 'annnn'],
}
