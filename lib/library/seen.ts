import type { Side } from '@/lib/access/policy'
import { facetOf } from '@/lib/case/fields'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'

/** A control that stands against a risk in some case, as far as another case could use it. */
export interface SeenControl {
  readonly element: ElementId
  readonly name: string
  readonly title: string
  readonly statement: string
  readonly standard: string
  readonly ref: string
  readonly controlType: string
  readonly responsible: Side | 'shared' | ''
  readonly dutyMdm: string
  readonly dutyHdo: string
  /** Kinds of the evidence that it rests on, each as often as it stands there; '' for evidence of no kind. */
  readonly evidence: readonly string[]
}

/** A risk of some case: what could happen, by which vulnerability, and what stands against it. */
export interface SeenRisk {
  readonly element: ElementId
  readonly name: string
  readonly capability: string
  readonly threat: string
  readonly vulnerability: string
  readonly cve: readonly string[]
  readonly cwe: readonly string[]
  readonly cvss: string
  readonly cvss4: string
  readonly advisory: string
  readonly scenario: { readonly cause: string; readonly scenario: string; readonly consequence: string }
  readonly controls: readonly SeenControl[]
}

/** Words of one text that are kept; the rest stands in its case. */
const KEPT = 4_000

/**
 * [LIB1] The risks that a case argues with the controls against them: what the library holds of it. Fields that one side
 * alone writes, judgements, named people, dates and states are none of it.
 */
export function seenIn(graph: CaseGraph): readonly SeenRisk[] {
  const risks: SeenRisk[] = []
  for (const element of graph.elements.values()) {
    if (facetOf(element) !== 'risk' || element.kind !== 'goal' || !graph.reachable.has(element.id)) continue
    const { id, name, capability = '' } = element
    const threat = text(element, 'threat')
    const vulnerability = text(element, 'vulnerability')
    if (threat + vulnerability === '' && word(element, 'cve') === '') continue
    risks.push({
      element: id,
      name,
      capability,
      threat,
      vulnerability,
      cve: listed(word(element, 'cve')),
      cwe: listed(word(element, 'cwe')),
      cvss: word(element, 'cvss'),
      cvss4: word(element, 'cvss4'),
      advisory: word(element, 'advisory'),
      scenario: scenarioOf(graph, id),
      controls: controlsBelow(graph, id).map((control) => seenControl(graph, control)),
    })
  }
  return risks
}

function seenControl(graph: CaseGraph, element: Element): SeenControl {
  const responsible = word(element, 'responsible')
  const evidence = graph.supports(element.id).flatMap((id) => {
    const below = graph.elements.get(id)
    return below !== undefined && facetOf(below) === 'evidence' ? [word(below, 'evidenceKind')] : []
  })
  return {
    element: element.id,
    name: element.name,
    title: word(element, 'title'),
    statement: element.statement.slice(0, KEPT),
    standard: word(element, 'standard'),
    ref: word(element, 'ref'),
    controlType: word(element, 'controlType'),
    responsible: responsible === 'mdm' || responsible === 'hdo' || responsible === 'shared' ? responsible : '',
    dutyMdm: text(element, 'dutyMdm'),
    dutyHdo: text(element, 'dutyHdo'),
    evidence,
  }
}

function scenarioOf(graph: CaseGraph, risk: ElementId): SeenRisk['scenario'] {
  const context = graph
    .contexts(risk)
    .map((id) => graph.elements.get(id))
    .find((each) => each !== undefined && facetOf(each) === 'scenario')
  const said = (name: string) => (context === undefined ? '' : text(context, name))
  return { cause: said('cause'), scenario: said('scenario'), consequence: said('consequence') }
}

/** The controls below a risk, through whatever strategy, each once. */
function controlsBelow(graph: CaseGraph, risk: ElementId): readonly Element[] {
  const found: Element[] = []
  const seen = new Set<ElementId>([risk])
  const queue = [...graph.supports(risk)]
  for (let at = 0; at < queue.length; at++) {
    const element = graph.elements.get(queue[at] ?? '')
    if (element === undefined || seen.has(element.id)) continue
    seen.add(element.id)
    if (facetOf(element) === 'control' && element.kind === 'goal') found.push(element)
    else if (facetOf(element) !== 'risk') queue.push(...graph.supports(element.id))
  }
  return found
}

function word({ fields }: Element, name: string): string {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}

function text({ texts }: Element, name: string): string {
  return (texts[name] ?? '').trim().slice(0, KEPT)
}

function listed(value: string): readonly string[] {
  return value.split(',').flatMap((each) => each.trim() || [])
}
