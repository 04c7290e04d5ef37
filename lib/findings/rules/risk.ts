import { SIDES, type Side } from '@/lib/access/policy'
import { problemWithCvss, readCvss } from '@/lib/case/cvss'
import { AXES } from '@/lib/case/facets/policy'
import { ownRatingField, ratingField } from '@/lib/case/facets/risk'
import { fieldsOf } from '@/lib/case/fields'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { type Acceptability, accordWords, judgeRisk, type SideVerdict } from '@/lib/risk/acceptability'
import { transferOf } from '@/lib/risk/transfer'
import { BY_FACET } from '../case-index'
import { type FindingContext, type Hit, HOLDS, hit, type Rule } from '../rule'

const isRisk = (element: Element) => element.facet === 'risk'
const treated = (treatment: string) => (element: Element) => isRisk(element) && element.fields.treatment === treatment

const ISO = 'ISO 14971:2019'
const TR = 'IEC TR 80001-2-9'
const SIDE_WORDS: Readonly<Record<Side, string>> = { mdm: 'the manufacturer', hdo: 'the hospital' }

/** Both sides' verdicts, found through the index, so that a change of a policy looks at its risks again. */
function judged(graph: CaseGraph, risk: Element, { find }: FindingContext): Acceptability {
  return judgeRisk(
    find(BY_FACET, 'policy').flatMap((id) => graph.elements.get(id) ?? []),
    risk,
  )
}

function reasonOf(risk: Element, side: Side): string {
  return (risk.texts[side === 'mdm' ? 'residualReasonMdm' : 'residualReasonHdo'] ?? '').trim()
}

/** The sides whose own policy says this of what is left, and that have not written why they bear it. */
function unreasoned(risk: Element, { after }: Acceptability, wanted: SideVerdict['verdict']): readonly SideVerdict[] {
  return SIDES.map((side) => after[side]).filter(
    ({ side, verdict, provisional }) => !provisional && verdict === wanted && reasonOf(risk, side) === '',
  )
}

function place({ likelihoodWord, severityWord }: SideVerdict): string {
  return `${likelihoodWord} with ${severityWord}`
}

/** The words that were written about the rating itself. */
const explained = (risk: Element) => (risk.texts.ratingReason ?? '').trim() !== ''

/** -1 better after treatment than before, 1 worse, 0 equal; undefined while one of them is missing. */
function change(risk: Element, before: string, after: string): number | undefined {
  const [was, is] = [risk.fields[before], risk.fields[after]]
  return typeof was === 'number' && typeof is === 'number' ? Math.sign(is - was) : undefined
}

/** The pairs of ratings that somebody has given: the common one, and each side's own. */
const RATINGS = [undefined, ...SIDES].map((side) =>
  AXES.map((axis) =>
    side === undefined
      ? ([ratingField(axis, 'before'), ratingField(axis, 'after')] as const)
      : ([ownRatingField(axis, 'before', side), ownRatingField(axis, 'after', side)] as const),
  ),
)

/** A number of CVE or CWE entries that do not have their form. */
function malformed(risk: Element, name: 'cve' | 'cwe', form: RegExp): readonly string[] {
  const value = risk.fields[name]
  if (typeof value !== 'string' || value.trim() === '') return []
  return value.split(',').flatMap((entry) => (form.test(entry.trim()) ? [] : [entry.trim().slice(0, 40)]))
}

/** The highest CVSS score that the risk quotes. */
function highestScore(risk: Element): number {
  return Math.max(0, ...[risk.fields.cvss, risk.fields.cvss4].map((vector) => Number(readCvss(vector)?.score ?? 0)))
}

/** Rules about risks: their ratings, their treatment, and what each side's policy says about them. */
export const RISK_RULES: readonly Rule[] = [
  {
    id: 'RSK1',
    severity: 'amber',
    title: 'A risk is rated before treatment.',
    source: `${ISO}, 5.5; IEC 80001-1:2021, 7`,
    on: isRisk,
    reads: 'self',
    check: (_graph, element) => {
      const { likelihoodBefore, severityBefore } = element.fields
      if (likelihoodBefore !== undefined && severityBefore !== undefined) return HOLDS
      const message = `${element.name} is not rated before treatment.`
      return hit(element, message, 'Set likelihood and severity before treatment.')
    },
  },
  {
    id: 'RSK2',
    severity: 'amber',
    title: 'A risk has a treatment and a rating after it.',
    source: `${ISO}, 7.3; IEC 80001-1:2021, 7`,
    on: isRisk,
    reads: 'self',
    check: (_graph, element) => {
      const { likelihoodAfter, severityAfter, treatment } = element.fields
      if (treatment !== undefined && likelihoodAfter !== undefined && severityAfter !== undefined) return HOLDS
      const message = `${element.name} has no treatment with a rating after it.`
      return hit(element, message, 'Choose a treatment and rate what is left.')
    },
  },
  {
    id: 'RSK3',
    severity: 'amber',
    title: 'What is left of a risk is acceptable to each side, or the side says why it bears it.',
    source: `${ISO}, 7.4; Finnegan and McCaffery, Fig. 1 (C6, J2)`,
    on: (element) => isRisk(element) && element.fields.treatment !== 'accept',
    reads: 'branch',
    check: (graph, element, context) =>
      unreasoned(element, judged(graph, element, context), 'unacceptable').map((verdict) => ({
        element: element.id,
        message: `What is left of ${element.name} is not acceptable to ${SIDE_WORDS[verdict.side]} (${place(verdict)}).`,
        nextStep: `Treat it further, or let ${SIDE_WORDS[verdict.side]} write why it bears it.`,
        sides: [verdict.side],
      })),
  },
  {
    id: 'RSK4',
    severity: 'amber',
    title: 'What is left of a risk is acceptable to both sides or to neither; where they differ, the case shows it.',
    source: `${TR}; IEC 80001-1:2021, 7`,
    on: isRisk,
    reads: 'branch',
    check: (graph, element, context) => {
      const { accord } = judged(graph, element, context)
      if (accord !== 'only-mdm' && accord !== 'only-hdo') return HOLDS
      const message = `What is left of ${element.name}: ${accordWords(accord).toLowerCase()}.`
      const dissenter = accord === 'only-mdm' ? 'hdo' : 'mdm'
      const next = `Agree on a treatment that both can accept, or propose with ${SIDE_WORDS[dissenter]}'s reason.`
      return hit(element, message, next, reasonOf(element, dissenter) === '' ? {} : { severity: 'grey' })
    },
  },
  {
    id: 'RSK5',
    severity: 'amber',
    title: 'A risk that a side only tolerates has that side’s reason.',
    source: `${ISO}, 7.4`,
    on: (element) => isRisk(element) && element.fields.treatment !== 'accept',
    reads: 'branch',
    check: (graph, element, context) =>
      unreasoned(element, judged(graph, element, context), 'tolerable').map(({ side }) => ({
        element: element.id,
        message: `${element.name} is tolerable to ${SIDE_WORDS[side]} only with a reason, and there is none.`,
        nextStep: `Let ${SIDE_WORDS[side]} write why it bears what is left.`,
        sides: [side],
      })),
  },
  {
    id: 'RSK6',
    severity: 'red',
    title: 'The manufacturer discloses what the hospital has to know about a risk that is transferred to it.',
    source: `IEC 80001-1:2021, 6; ${TR}`,
    on: treated('transfer'),
    reads: 'self',
    check: (_graph, element) =>
      transferOf(element).state === 'not-disclosed'
        ? hit(
            element,
            `${element.name} is transferred to the hospital, but nothing is disclosed about it.`,
            'Let the manufacturer write what the hospital has to know to bear it.',
            { sides: ['mdm'] },
          )
        : HOLDS,
  },
  {
    id: 'RSK7',
    severity: 'red',
    title: 'The hospital has confirmed that it can bear a transferred risk as it was disclosed.',
    source: `IEC 80001-1:2021, 6; ${TR}`,
    on: treated('transfer'),
    reads: 'self',
    check: (_graph, element) => {
      const transfer = transferOf(element)
      if (transfer.state !== 'not-confirmed' && transfer.state !== 'outdated') return HOLDS
      const message =
        transfer.state === 'outdated'
          ? `${element.name} has changed since ${transfer.by} confirmed on ${transfer.at.slice(0, 10)} that the hospital can bear it.`
          : `The hospital has not confirmed that it can bear ${element.name}.`
      const act = { command: 'confirm-transfer', args: { element: element.id }, label: 'Confirm for the hospital' }
      return hit(element, message, 'Let the hospital read what was disclosed and confirm, or treat the risk.', {
        act,
        sides: ['hdo'],
      })
    },
  },
  {
    id: 'RSK8',
    severity: 'red',
    title: 'A risk that is accepted although a side’s policy does not simply allow it has that side’s reason.',
    source: `${ISO}, 7.4; Finnegan and McCaffery, Fig. 1 (J2)`,
    on: treated('accept'),
    reads: 'branch',
    check: (graph, element, context) => {
      const acceptability = judged(graph, element, context)
      return (['unacceptable', 'tolerable'] as const).flatMap((wanted) =>
        unreasoned(element, acceptability, wanted).map(({ side }) => ({
          element: element.id,
          message: `${element.name} is accepted, but ${SIDE_WORDS[side]} gives no reason for what its policy ${
            wanted === 'tolerable' ? 'only tolerates' : 'does not accept'
          }.`,
          nextStep: `Let ${SIDE_WORDS[side]} write its reason, or choose another treatment.`,
          sides: [side],
        })),
      )
    },
  },
  {
    id: 'RSK9',
    severity: 'amber',
    title: 'No treatment makes a risk likelier or more severe.',
    source: `${ISO}, 7.5`,
    on: isRisk,
    reads: 'self',
    check: (_graph, element) =>
      RATINGS.some((pair) => pair.some(([before, after]) => change(element, before, after) === 1))
        ? hit(
            element,
            `${element.name} is rated worse after its treatment than before.`,
            'Correct the rating, or treat what the treatment itself brings about as a risk of its own.',
          )
        : HOLDS,
  },
  {
    id: 'RSK10',
    severity: 'amber',
    title: 'A mitigated risk is rated lower after its controls than before, or the case says why not.',
    source: `${ISO}, 7.3`,
    on: (element) => treated('mitigate')(element) && !explained(element),
    reads: 'self',
    check: (_graph, element) => {
      const changes = RATINGS.flat().flatMap(([before, after]) => change(element, before, after) ?? [])
      if (changes.length === 0 || changes.some((each) => each !== 0)) return HOLDS
      const message = `${element.name} is mitigated, but rated after its controls as before them.`
      return hit(element, message, 'Rate what the controls achieve, or write why it is rated so.')
    },
  },
  {
    id: 'RSK14',
    severity: 'amber',
    title: 'CVE and CWE entries are well-formed identifiers, separated by commas.',
    source: 'CVE Numbering Authority rules; CWE list',
    on: isRisk,
    reads: 'self',
    check: (_graph, element) => {
      const wrong = [
        ...malformed(element, 'cve', /^CVE-\d{4}-\d{4,19}$/),
        ...malformed(element, 'cwe', /^CWE-\d{1,6}$/),
      ]
      if (wrong.length === 0) return HOLDS
      const message = `${element.name} names "${wrong[0]}", which is no CVE or CWE.`
      return hit(element, message, 'Write it as CVE-2026-1234 or CWE-287, several with commas between them.')
    },
  },
  {
    id: 'RSK15',
    severity: 'amber',
    title: 'A CVSS vector is whole, so that its score can be computed.',
    source: 'CVSS v3.1, 6; CVSS v4.0, 7',
    on: isRisk,
    reads: 'self',
    check: (_graph, element) =>
      (['cvss', 'cvss4'] as const).flatMap((name): readonly Hit[] => {
        const vector = element.fields[name]
        const problem =
          typeof vector === 'string' ? problemWithCvss(vector, name === 'cvss' ? 'cvss3' : 'cvss4') : undefined
        if (problem === undefined) return HOLDS
        return hit(element, `${element.name} quotes a CVSS vector that cannot be scored.`, problem, {
          act: { command: 'set-field', args: { element: element.id, field: name, value: '' }, label: 'Remove it' },
        })
      }),
  },
  {
    id: 'RSK16',
    severity: 'amber',
    title: 'A risk says which property it affects: confidentiality, integrity, availability or accountability.',
    source: `${TR}; IEC 80001-1:2021, 7`,
    on: isRisk,
    reads: 'self',
    check: (_graph, element) =>
      Object.keys(fieldsOf('risk')).some((name) => name.startsWith('affects') && element.fields[name] === true)
        ? HOLDS
        : hit(
            element,
            `${element.name} does not say what it affects.`,
            'Tick confidentiality, integrity, availability or accountability.',
          ),
  },
  {
    id: 'RSK17',
    severity: 'grey',
    title: 'A risk that quotes a high or critical CVSS score and is rated as hardly severe says why.',
    source: 'CVSS v3.1, 5; CVSS v4.0, 6',
    on: (element) => isRisk(element) && !explained(element),
    reads: 'self',
    check: (_graph, element) => {
      const { severityBefore } = element.fields
      const score = highestScore(element)
      if (score < 7 || typeof severityBefore !== 'number' || severityBefore > 2) return HOLDS
      const message = `${element.name} quotes a CVSS score of ${score.toFixed(1)} and is rated as severity ${severityBefore} of 5.`
      return hit(element, message, 'Write why it is rated so, or rate it anew.')
    },
  },
  {
    id: 'RSK18',
    severity: 'grey',
    title: 'A weakness that is used in attacks is not called unlikely without a word.',
    source: 'CVSS v4.0, 3 (exploit maturity)',
    on: (element) => isRisk(element) && element.fields.exploitability === 'exploited' && !explained(element),
    reads: 'self',
    check: (_graph, element) => {
      const { likelihoodBefore } = element.fields
      if (typeof likelihoodBefore !== 'number' || likelihoodBefore > 2) return HOLDS
      const message = `${element.name} is used in attacks elsewhere, and is rated as likelihood ${likelihoodBefore} of 5.`
      return hit(element, message, 'Write why it is rated so, or rate it anew.')
    },
  },
  {
    id: 'RSK19',
    severity: 'amber',
    title: 'A risk that can harm somebody names its hazard in the safety risk file.',
    source: 'AAMI TIR57, 4; ISO 14971:2019, 5.4',
    on: (element) => isRisk(element) && element.fields.hazard === undefined,
    reads: 'self',
    check: (_graph, element) => {
      const { harm, hazardLink } = element.fields
      if (harm === undefined && hazardLink === undefined) return HOLDS
      const message = `${element.name} can lead to harm, but names no hazard.`
      return hit(element, message, 'Write the number of the hazard in the safety risk file.')
    },
  },
]
