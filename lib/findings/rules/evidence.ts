import { CASE_SIDE_WORDS } from '@/lib/control/side-words'
import { evidenceBelow, judgementOf, REVIEW_SOON_DAYS, standingOf } from '@/lib/evidence/standing'
import type { Element } from '@/lib/gsn/graph'
import { HOLDS, hit, type Rule } from '../rule'

const isEvidence = (element: Element) => element.facet === 'evidence'
const AUDIT = 'GSN Community Standard v3, evidence audit'
const SIDES = ['mdm', 'hdo'] as const
const said = (value: unknown) => typeof value === 'string' && value !== ''

/** Rules about evidence: whose it is, whether it can be found and still holds, and what each side makes of it. */
export const EVIDENCE_RULES: readonly Rule[] = [
  {
    id: 'EVD1',
    severity: 'grey',
    title: 'Evidence says whose it is.',
    source: 'IEC TR 80001-2-9',
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) =>
      element.fields.side !== undefined
        ? HOLDS
        : hit(element, `${element.name} does not say whose evidence it is.`, 'Choose the side that gives it.'),
  },
  {
    id: 'EVD2',
    severity: 'amber',
    title: 'Evidence is within its review date.',
    source: `IEC TR 80001-2-9; ${AUDIT}`,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element, { today }) => {
      if (today === undefined || standingOf(element, today) !== 'expired') return HOLDS
      const message = `${element.name} was to be reviewed by ${element.fields.reviewBy}.`
      return hit(element, message, 'Review it and set a new date, or replace it.')
    },
  },
  {
    id: 'EVD3',
    severity: 'amber',
    title: 'What rests on evidence rests on evidence that holds today.',
    source: AUDIT,
    on: (element) => element.kind === 'goal',
    reads: 'neighbours',
    check: (graph, element, { today }) => {
      if (today === undefined) return HOLDS
      const old = evidenceBelow(graph, element.id).filter((evidence) => standingOf(evidence, today) === 'expired')
      if (old.length === 0) return HOLDS
      const names = old.map(({ name }) => name).join(', ')
      const message = `${element.name} rests on evidence that is past its review date: ${names}.`
      return hit(element, message, 'Review that evidence, or add evidence that holds.')
    },
  },
  {
    id: 'EVD4',
    severity: 'amber',
    title: 'Evidence can be found: by its file, its hash or where it is kept.',
    source: AUDIT,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) =>
      said(element.fields.sha256) || said(element.fields.reference)
        ? HOLDS
        : hit(
            element,
            `${element.name} has no file, no hash and no place where it is kept.`,
            'Upload the file, or say where it is kept.',
          ),
  },
  {
    id: 'EVD5',
    severity: 'grey',
    title: 'Evidence that stays with its owner is named by its hash.',
    source: AUDIT,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) =>
      element.fields.confidentiality !== 'own-side' || said(element.fields.sha256)
        ? HOLDS
        : hit(
            element,
            `${element.name} stays with its owner, and nothing says later which file was meant.`,
            'Give the SHA-256 of the file; it tells nothing about what is in it.',
          ),
  },
  {
    id: 'EVD6',
    severity: 'grey',
    title: `Evidence is reviewed before its date: ${REVIEW_SOON_DAYS} days ahead it is named.`,
    source: AUDIT,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element, { today }) => {
      if (today === undefined || standingOf(element, today) !== 'review-soon') return HOLDS
      const message = `${element.name} is to be reviewed by ${element.fields.reviewBy}.`
      return hit(element, message, 'Plan the review now.')
    },
  },
  {
    id: 'EVD7',
    severity: 'amber',
    title: 'Evidence is in effect.',
    source: AUDIT,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element, { today }) => {
      if (today === undefined || standingOf(element, today) !== 'future') return HOLDS
      const message = `${element.name} takes effect only on ${element.fields.effective}.`
      return hit(element, message, 'Add what holds until then, or wait with the claim that rests on it.')
    },
  },
  {
    id: 'EVD8',
    severity: 'amber',
    title: 'No side finds the evidence inadequate, unnecessary or unsuitable.',
    source: `IEC TR 80001-2-9; ${AUDIT}`,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) =>
      SIDES.flatMap((side) => {
        const { answers, words } = judgementOf(element, side)
        const against = Object.entries(answers).flatMap(([question, answer]) => (answer === 'no' ? [question] : []))
        if (against.length === 0) return HOLDS
        const reason = words === '' ? '' : ` ("${words.slice(0, 200)}")`
        const message = `For ${CASE_SIDE_WORDS[side]}, ${element.name} is not ${against.join(' and not ')}${reason}.`
        return hit(element, message, 'Replace it, add to it, or settle it with them.')
      }),
  },
  {
    id: 'EVD9',
    severity: 'grey',
    title: 'Evidence of one side is judged by the other.',
    source: 'IEC TR 80001-2-9',
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) => {
      const { side } = element.fields
      if (side !== 'mdm' && side !== 'hdo') return HOLDS
      const other = side === 'mdm' ? 'hdo' : 'mdm'
      if (judgementOf(element, other).answers.adequate !== '') return HOLDS
      const message = `${CASE_SIDE_WORDS[other].replace(/^t/, 'T')} has not judged ${element.name} yet.`
      return hit(element, message, 'Say whether it is adequate, necessary and suitable.', { sides: [other] })
    },
  },
  {
    id: 'EVD10',
    severity: 'amber',
    title: 'Evidence is reviewed after it took effect.',
    source: AUDIT,
    on: isEvidence,
    reads: 'self',
    check: (_graph, element) => {
      const { effective, reviewBy } = element.fields
      if (!said(effective) || !said(reviewBy) || String(reviewBy) >= String(effective)) return HOLDS
      const message = `${element.name} is to be reviewed by ${reviewBy}, before it takes effect on ${effective}.`
      return hit(element, message, 'Put the dates right.')
    },
  },
]
