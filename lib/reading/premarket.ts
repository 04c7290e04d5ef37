import { PREMARKET_CATEGORIES, PREMARKET_ELEMENTS, type PremarketElement } from '@/catalog/premarket'
import { isInstantiated } from '@/lib/context/device'
import { type DocumentPart, type FindRole, rolesOf } from '@/lib/context/documents'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { acceptabilityOf } from '@/lib/risk/acceptability'
import { readTerms } from '@/lib/term/read'
import { below } from './branch'
import { remembered } from './remember'
import { responsibilities } from './responsibilities'
import { traceMatrix } from './trace-matrix'

type PremarketId = (typeof PREMARKET_ELEMENTS)[number]['id']

export interface PremarketRow extends PremarketElement {
  /** `elsewhere`: nothing in the case fills it, and nothing in a case is meant to. */
  readonly state: 'filled' | 'open' | 'missing' | 'elsewhere'
  readonly parts: readonly DocumentPart[]
}

interface Look {
  readonly graph: CaseGraph
  readonly find: FindRole
  readonly of: (facet: string) => readonly Element[]
  readonly evidence: readonly Element[]
}

const part = (element: Element, what: string, filled: boolean): DocumentPart => ({
  element: element.id,
  name: element.name,
  what,
  filled,
})

/** Evidence that names itself so, in its statement or title. */
function evidenceCalled({ evidence }: Look, words: RegExp, what: string): DocumentPart[] {
  return evidence
    .filter(({ statement, fields }) => words.test(`${statement} ${fields.title ?? ''}`))
    .map((each) => part(each, what, true))
}

/** What fills each element. [PRE1] */
const PARTS: Readonly<Record<PremarketId, (look: Look) => readonly DocumentPart[]>> = {
  'PM-01': ({ graph, find, of }) => [
    ...find('J2').map((policy) => part(policy, 'Policy for accepting risk', isInstantiated(policy.statement))),
    ...of('risk').map((risk) =>
      part(risk, 'What both policies say about what is left', acceptabilityOf(graph, risk).accord !== 'open'),
    ),
  ],
  'PM-02': (look) => [
    ...look.find('CTXT4').map((each) => part(each, 'Threats and vulnerabilities', isInstantiated(each.statement))),
    ...evidenceCalled(look, /threat model|data[- ]flow/i, 'Threat model'),
  ],
  'PM-03': ({ of }) =>
    of('risk').map((risk) => {
      const rated = ['likelihoodBefore', 'severityBefore', 'likelihoodAfter', 'severityAfter'].every(
        (name) => typeof risk.fields[name] === 'number',
      )
      return part(risk, 'Rated before and after treatment, with exploitability', rated && said(risk, 'exploitability'))
    }),
  'PM-04': (look) => [
    ...look.of('device').map((device) => part(device, 'Named in the device context', said(device, 'sbom'))),
    ...evidenceCalled(look, /\bSBOM\b|bill of materials/i, 'Bill of materials'),
  ],
  'PM-05': (look) => [
    ...look.of('device').map((device) => part(device, 'End of support', said(device, 'endOfSupport'))),
    ...look.evidence
      .filter(({ capability }) => capability === 'RDMP' || capability === 'CSUP')
      .map((each) => part(each, 'Evidence on components and updates', isInstantiated(each.statement))),
  ],
  'PM-06': (look) => evidenceCalled(look, /anomal|known (issue|defect|bug)/i, 'Unresolved anomalies'),
  'PM-07': ({ graph }) =>
    traceMatrix(graph).flatMap((row) => {
      const element = row.control ?? row.risk
      if (element === undefined) return []
      const traced = !row.gaps.some((gap) => gap === 'no-risk' || gap === 'no-control' || gap === 'no-evidence')
      return [part(element, 'From threat through control to evidence', traced)]
    }),
  'PM-08': (look) => evidenceCalled(look, /\bmetrics?\b|key figure/i, 'Measures and metrics'),
  'PM-09': (look) => [
    ...look
      .find('CTXT2')
      .map((system) => part(system, 'System description', (system.texts.description ?? '').trim() !== '')),
    ...look.of('device').map((device) => part(device, 'Network zones', (device.texts.zones ?? '').trim() !== '')),
    ...look.of('interface').map((each) => part(each, 'Interface', said(each, 'direction'))),
    ...evidenceCalled(look, /architecture/i, 'Architecture view'),
  ],
  'PM-10': ({ graph, find }) =>
    Object.entries(PREMARKET_CATEGORIES).flatMap(([category, codes]) => {
      const heads = find('C2').filter(({ capability }) => (codes as readonly string[]).includes(capability ?? ''))
      const head = heads.find((each) => hasControls(graph, each)) ?? heads[0]
      return head === undefined ? [] : [part(head, category, hasControls(graph, head))]
    }),
  'PM-11': ({ graph, of }) =>
    of('control').map((control) =>
      part(
        control,
        'Tested',
        below(graph, control.id, ({ kind }) => kind === 'solution').some(
          ({ fields }) => fields.evidenceKind === 'test',
        ),
      ),
    ),
  'PM-12': ({ graph, of }) => [
    ...of('device').map((device) => part(device, 'End of support', said(device, 'endOfSupport'))),
    ...of('interface').map((each) => part(each, 'Port or interface with its direction', said(each, 'direction'))),
    ...responsibilities(graph).flatMap(({ control, responsible, dutyHdo }) => {
      const element = graph.elements.get(control)
      if (element === undefined || (responsible !== 'hdo' && responsible !== 'shared')) return []
      return [part(element, 'What the hospital does', dutyHdo.trim() !== '')]
    }),
    ...of('risk')
      .filter(({ fields }) => fields.treatment === 'transfer')
      .map((risk) => part(risk, 'What the hospital is told of a risk it bears', told(risk))),
  ],
  'PM-13': ({ graph }) =>
    readTerms(graph)
      .filter(({ group, dropped }) => !dropped && (group === 'Vulnerabilities and updates' || group === 'Incidents'))
      .flatMap((term) => {
        const element = graph.elements.get(term.id)
        return element === undefined ? [] : [part(element, term.title, term.mdm !== '' && term.open.length === 0)]
      }),
}

function said({ fields }: Element, name: string): boolean {
  return (fields[name] ?? '') !== ''
}

function told({ texts }: Element): boolean {
  return (texts.transferDisclosed ?? '').trim() !== ''
}

function hasControls(graph: CaseGraph, head: Element): boolean {
  return below(graph, head.id, ({ facet }) => facet === 'control').length > 0
}

/**
 * [PRE1] The documents that a premarket submission in the United States asks for: what in the case fills each, and what
 * of that is still open. Read from the argument alone.
 */
export const premarketDocuments: (graph: CaseGraph) => readonly PremarketRow[] = remembered(() => ({
  read: (graph: CaseGraph) => {
    const argued = [...graph.elements.values()].filter(({ id }) => graph.reachable.has(id))
    const look: Look = {
      graph,
      find: rolesOf(graph),
      of: (facet) => argued.filter((element) => element.facet === facet),
      evidence: argued.filter(({ kind }) => kind === 'solution'),
    }
    return PREMARKET_ELEMENTS.map((element): PremarketRow => {
      const parts = PARTS[element.id](look)
      return { ...element, parts, state: stateOf(parts, element.produces) }
    })
  },
}))

function stateOf(parts: readonly DocumentPart[], produces: PremarketElement['produces']): PremarketRow['state'] {
  const filled = parts.filter((each) => each.filled).length
  if (filled === 0) return parts.length === 0 && produces === 'no' ? 'elsewhere' : 'missing'
  return filled < parts.length ? 'open' : 'filled'
}
