import { type ControlDuty, controlState, dutiesOf, isDone } from '@/lib/control/duty'
import { controlKey, risksOf } from '@/lib/control/find-control'
import { isPrintedFor, newerEdition, poses, provenanceOf } from '@/lib/control/provenance'
import { CASE_SIDE_WORDS } from '@/lib/control/side-words'
import { evidenceBelow, judgementOf, sidesWithEvidence, standingOf } from '@/lib/evidence/standing'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { type Hit, HOLDS, hit, type Rule } from '../rule'

const isControl = (element: Element) => element.facet === 'control'
const RESPONSIBILITY = 'IEC TR 80001-2-9; IEC 80001-1:2021, responsibility agreement'
const EVIDENCE = 'IEC TR 80001-2-9, section on establishing a capability; GSN Community Standard v3, evidence audit'
const SOURCE_OF_CONTROLS = 'Finnegan and McCaffery, Fig. 1, CTXT6; IEC TR 80001-2-8'

/** "the manufacturer", "the manufacturer and the hospital" */
function sidesIn(parts: readonly ControlDuty[]): string {
  return parts.map(({ side }) => CASE_SIDE_WORDS[side]).join(' and ')
}

/** These sides are to act. */
function turnOf(parts: readonly ControlDuty[]): Pick<Hit, 'sides'> {
  return { sides: parts.map(({ side }) => side) }
}

/** The responsible sides' parts for which something is missing. */
function lacking(element: Element, lacks: (part: ControlDuty) => boolean): readonly ControlDuty[] {
  return dutiesOf(element).filter(lacks)
}

/** Evidence below the control that holds on the day and that nobody judges inadequate. */
function soundEvidence(graph: CaseGraph, element: Element, today: string | undefined): readonly Element[] {
  return evidenceBelow(graph, element.id).filter((evidence) => {
    const standing = today === undefined ? 'current' : standingOf(evidence, today)
    const refused = (['mdm', 'hdo'] as const).some((side) => judgementOf(evidence, side).answers.adequate === 'no')
    return standing !== 'expired' && standing !== 'future' && !refused
  })
}

/** Rules about controls: who is responsible, for what, until when, on what grounds, and where the choice comes from. */
export const CONTROL_RULES: readonly Rule[] = [
  {
    id: 'CTL1',
    severity: 'red',
    title: 'A control has a responsible side (red).',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      element.fields.responsible !== undefined
        ? HOLDS
        : hit(
            element,
            `Nobody is responsible for ${element.name}.`,
            'Say whether the manufacturer, the hospital or both are responsible.',
          ),
  },
  {
    id: 'CTL2',
    severity: 'amber',
    title: 'A shared control has evidence from both sides.',
    source: RESPONSIBILITY,
    on: (element) => isControl(element) && element.fields.responsible === 'shared',
    reads: 'neighbours',
    check: (graph, element) => {
      const given = sidesWithEvidence(graph, element.id)
      if (given.size !== 1) return HOLDS
      const side = given.has('mdm') ? 'hdo' : 'mdm'
      const missing = CASE_SIDE_WORDS[side]
      const message = `${element.name} is shared, but ${missing} has given no evidence.`
      return hit(element, message, `Add evidence from ${missing}.`, { sides: [side] })
    },
  },
  {
    id: 'CTL3',
    severity: 'amber',
    title: 'A control says in words what each responsible side does.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const without = lacking(element, ({ words }) => words === '')
      if (without.length === 0) return HOLDS
      const message = `${element.name} does not say what ${sidesIn(without)} does.`
      return hit(element, message, 'Write the duty in words.', turnOf(without))
    },
  },
  {
    id: 'CTL4',
    severity: 'amber',
    title: 'A control whose date has passed is implemented.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element, { today }) => {
      if (today === undefined) return HOLDS
      const late = lacking(element, (part) => part.due !== '' && part.due < today && !isDone(part))
      return late.flatMap((part) =>
        hit(
          element,
          `${element.name} was due on ${part.due} at ${CASE_SIDE_WORDS[part.side]} and is not implemented.`,
          'Implement it, or agree on a new date.',
          turnOf([part]),
        ),
      )
    },
  },
  {
    id: 'CTL5',
    severity: 'grey',
    title: 'A control says where its choice comes from.',
    source: SOURCE_OF_CONTROLS,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      provenanceOf(element.fields.basis) !== 'unknown'
        ? HOLDS
        : hit(
            element,
            `${element.name} does not say where its choice comes from.`,
            'Pick it from the catalogue, or mark it as your own choice.',
          ),
  },
  {
    id: 'CTL6',
    severity: 'red',
    title: 'A control is called a row of IEC TR 80001-2-8 only where a published source or an own table says so (red).',
    source: SOURCE_OF_CONTROLS,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      poses(element.fields)
        ? hit(
            element,
            `${element.name} names IEC TR 80001-2-8, but its choice does not come from there.`,
            'Name the standard that the control really comes from, or import the row from your own copy of the report.',
          )
        : HOLDS,
  },
  {
    id: 'CTL7',
    severity: 'amber',
    title: 'A control mitigates a risk.',
    source: 'Finnegan and McCaffery, Fig. 1, S2 to C8',
    on: isControl,
    reads: 'branch',
    check: (graph, element) =>
      risksOf(graph, element.id).length > 0
        ? HOLDS
        : hit(element, `${element.name} mitigates no risk.`, 'Use it for a risk, or move it to the bin.'),
  },
  {
    id: 'CTL8',
    severity: 'amber',
    title: 'Each responsible side names a person for its part.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const without = lacking(element, ({ owner }) => owner === '')
      if (without.length === 0) return HOLDS
      const message = `${element.name} has no named person at ${sidesIn(without)}.`
      return hit(element, message, 'Name the person who sees to it.', turnOf(without))
    },
  },
  {
    id: 'CTL9',
    severity: 'amber',
    title: 'No responsible side refuses its part.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      lacking(element, ({ acceptance }) => acceptance === 'refused').flatMap(({ side, note }) => {
        const reason = note === '' ? '' : ` ("${note.slice(0, 200)}")`
        return hit(
          element,
          `${CASE_SIDE_WORDS[side].replace(/^t/, 'T')} refuses its part in ${element.name}${reason}.`,
          'Agree on another duty, give the part to the other side, or treat the risk in another way.',
        )
      }),
  },
  {
    id: 'CTL10',
    severity: 'amber',
    title: 'A control that is implemented has evidence.',
    source: EVIDENCE,
    on: isControl,
    reads: 'neighbours',
    check: (graph, element) => {
      if (controlState(element) !== 'implemented' || evidenceBelow(graph, element.id).length > 0) return HOLDS
      const message = `${element.name} is implemented, but nothing shows it.`
      return hit(element, message, 'Add the evidence that it is in place.')
    },
  },
  {
    id: 'CTL11',
    severity: 'amber',
    title: 'A control is verified by evidence that holds and that no side finds inadequate.',
    source: EVIDENCE,
    on: isControl,
    reads: 'neighbours',
    check: (graph, element, { today }) => {
      if (controlState(element) !== 'verified' || soundEvidence(graph, element, today).length > 0) return HOLDS
      const message = `${element.name} is marked verified, but no evidence that holds shows it.`
      return hit(element, message, 'Add current evidence, or take the state back to implemented.')
    },
  },
  {
    id: 'CTL12',
    severity: 'amber',
    title: 'A risk does not count the same control twice.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'branch',
    check: (graph, element) => {
      const key = controlKey(element.fields)
      if (key === undefined) return HOLDS
      const twins = new Map<string, Element>()
      for (const above of graph.supporterOf(element.id)) {
        for (const id of graph.supports(above)) {
          const other = graph.elements.get(id)
          if (other === undefined || id >= element.id || other.facet !== 'control') continue
          if (controlKey(other.fields) === key) twins.set(id, other)
        }
      }
      return [...twins.values()].flatMap((twin) =>
        hit(
          element,
          `${element.name} is the same control as ${twin.name}, under the same risk.`,
          'Keep one of them, or say in the titles how they differ.',
        ),
      )
    },
  },
  {
    id: 'CTL13',
    severity: 'grey',
    title: 'A control that the catalogue only proposes was checked by the people who use it.',
    source: SOURCE_OF_CONTROLS,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      provenanceOf(element.fields.basis) === 'editorial' && element.fields.basisChecked !== true
        ? hit(
            element,
            `${element.name} is a proposal of the catalogue, not a row of IEC TR 80001-2-8, and nobody has checked it yet.`,
            'Check that it fits the capability and tick that you did.',
          )
        : HOLDS,
  },
  {
    id: 'CTL14',
    severity: 'grey',
    title: 'A control comes from the current edition of its standard, unless it is published with an older one.',
    source: 'NIST SP 800-53 revision 5; ISO/IEC 27002:2022',
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const newer = newerEdition(element.fields.standard)
      // A row that is printed with an older edition is cited as it is printed.
      if (newer === undefined || provenanceOf(element.fields.basis) === 'published') return HOLDS
      const message = `${element.name} comes from ${element.fields.standard}, which ${newer} has replaced.`
      return hit(element, message, `Look in the picker under "see also" for what became of it in ${newer}.`)
    },
  },
  {
    id: 'CTL15',
    severity: 'grey',
    title: 'Each responsible side has accepted its part.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const open = lacking(element, (part) => part.acceptance === '' && !isDone(part))
      if (open.length === 0) return HOLDS
      const message = `${element.name} waits for the answer of ${sidesIn(open)}.`
      return hit(element, message, 'Accept the part, or refuse it with a reason.', turnOf(open))
    },
  },
  {
    id: 'CTL16',
    severity: 'amber',
    title: 'A side rests its part of a shared control on something that the other side can see.',
    source: EVIDENCE,
    on: (element) => isControl(element) && element.fields.responsible === 'shared',
    reads: 'neighbours',
    check: (graph, element) => {
      const evidence = evidenceBelow(graph, element.id)
      return (['mdm', 'hdo'] as const).flatMap((side) => {
        const own = evidence.filter(({ fields }) => fields.side === side)
        const reader = side === 'mdm' ? 'hdo' : 'mdm'
        // Who was shown it at its owner's and says what they think of it has seen it.
        const open = own.some(
          (each) => each.fields.confidentiality !== 'own-side' || judgementOf(each, reader).answers.adequate !== '',
        )
        if (own.length === 0 || open) return HOLDS
        const other = CASE_SIDE_WORDS[reader]
        return hit(
          element,
          `All that ${CASE_SIDE_WORDS[side]} shows for ${element.name} stays with it; ${other} can see none of it.`,
          'Share a summary of it, or let the other side look at it and record its judgement.',
          { sides: [side] },
        )
      })
    },
  },
  {
    id: 'CTL17',
    severity: 'grey',
    title: 'A part that is not done has a date.',
    source: RESPONSIBILITY,
    on: isControl,
    reads: 'self',
    check: (_graph, element) => {
      const without = lacking(element, (part) => part.due === '' && !isDone(part) && part.acceptance !== 'refused')
      if (without.length === 0) return HOLDS
      const message = `${element.name} is not done at ${sidesIn(without)} and has no date there.`
      return hit(element, message, 'Agree on a date.', turnOf(without))
    },
  },
  {
    id: 'CTL26',
    severity: 'amber',
    title: 'A control is called published only where a published table prints it for its capability.',
    source: SOURCE_OF_CONTROLS,
    on: isControl,
    reads: 'self',
    check: (_graph, element) =>
      provenanceOf(element.fields.basis) !== 'published' || isPrintedFor(element.capability, element.fields)
        ? HOLDS
        : hit(
            element,
            `${element.name} is marked as published, but no published table prints it for ${element.capability ?? 'this place'}.`,
            'Pick it from the catalogue again, or say where the choice really comes from.',
          ),
  },
]
