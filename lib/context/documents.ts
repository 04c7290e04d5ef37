import { SUPPORTING_DOCUMENTS, type SupportingDocument } from '@/catalog/documents'
import type { Side } from '@/lib/access/policy'
import { adoptedField } from '@/lib/case/facets/policy'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import { groupsOf, isInstantiated } from './device'
import { assetsOf } from './lists'

/** One thing that a supporting document holds: where it stands in the case and whether it says something yet. */
export interface DocumentPart {
  readonly element: ElementId
  /** Where it stands, such as `CTXT1` or `J1-ALOF`. */
  readonly name: string
  /** What stands there, in words. */
  readonly what: string
  readonly filled: boolean
}

/** The elements of a role that the case argues, in the order of their ids. */
export type FindRole = (role: string) => readonly Element[]

type DocumentId = (typeof SUPPORTING_DOCUMENTS)[number]['id']
type Parts = (graph: CaseGraph, find: FindRole) => Iterable<DocumentPart>

function part(element: Element, what: string, filled: boolean): DocumentPart {
  return { element: element.id, name: element.name, what, filled }
}

/** One part for each element of a role, filled as soon as its statement says something of its own. */
function statementsOf(role: string, what: string): Parts {
  return function* (_graph, find) {
    for (const element of find(role)) yield part(element, what, isInstantiated(element.statement))
  }
}

function* groups(role: string, find: FindRole): Iterable<DocumentPart> {
  for (const element of find(role)) {
    for (const group of groupsOf(element)) yield part(element, group.title, group.filled(element))
  }
}

/** What each document is made of. IEC TR 80001-2-9, introduction. */
const PARTS: Readonly<Record<DocumentId, Parts>> = {
  'SD-01': (_graph, find) => groups('CTXT1', find),
  'SD-02': function* (_graph, find) {
    yield* groups('CTXT2', find)
    for (const element of find('CTXT2')) {
      const listed = find('AST').length > 0 || (element.texts.assets ?? '').trim() !== ''
      yield part(element, 'Assets', listed)
    }
  },
  'SD-03': function* (_graph, find) {
    for (const head of find('C2')) {
      if (head.fields.decision !== 'required') continue
      yield part(head, `Why ${head.capability ?? 'it'} is required`, (head.texts.whyRequired ?? '').trim() !== '')
    }
  },
  'SD-04': statementsOf('J1', 'Why it is not required'),
  'SD-05': function* (graph, find) {
    for (const claim of find('C4')) {
      const list = graph
        .contexts(claim.id)
        .map((id) => graph.elements.get(id))
        .find((element) => element?.role === 'CTXT3')
      const filled = assetsOf(graph, claim.id).length > 0 || (list !== undefined && isInstantiated(list.statement))
      yield part(list ?? claim, `Assets that ${claim.capability ?? 'it'} protects`, filled)
    }
  },
  'SD-06': function* (_graph, find) {
    for (const policy of find('J2')) {
      // An adopted matrix says when a side calls a risk acceptable; words beside it may say the same.
      const said = (side: Side, words: string | undefined) =>
        policy.fields[adoptedField(side)] === true || (words ?? '').trim() !== ''
      yield part(policy, "The manufacturer's policy", said('mdm', policy.texts.policyMdm))
      yield part(policy, "The hospital's policy", said('hdo', policy.texts.policyHdo))
    }
  },
  'SD-07': statementsOf('CTXT4', 'Threats and vulnerabilities'),
  'SD-08': function* (graph, find) {
    for (const log of find('Sn1')) yield part(log, 'Log', isInstantiated(log.statement))
    for (const claim of find('C5')) {
      const evidence = graph.supports(claim.id).flatMap((id) => graph.elements.get(id) ?? [])
      yield part(
        evidence[0] ?? claim,
        `Record of the search for ${claim.capability ?? 'threats'}`,
        evidence.some((each) => each.kind === 'solution' && isInstantiated(each.statement)),
      )
    }
  },
  'SD-09': function* (_graph, find) {
    for (const scenario of find('CTXT5')) {
      const { cause, scenario: story, consequence } = scenario.texts
      const filled = [cause, story, consequence].every((text) => (text ?? '').trim() !== '')
      yield part(scenario, 'Cause, scenario and consequence', filled)
    }
  },
  'SD-10': statementsOf('CTXT6', 'Source of the controls'),
}

export type DocumentState = 'filled' | 'open' | 'missing' | 'not-needed'

export interface SupportingDocumentRow {
  readonly id: string
  readonly title: string
  readonly holds: string
  readonly owes: SupportingDocument['owes']
  /** `not-needed`: nothing in the case asks for it, such as a reason for what is not required when all is. */
  readonly state: DocumentState
  readonly parts: readonly DocumentPart[]
  /** Evidence that belongs to it: its own, and that of the claims beside which its parts stand. */
  readonly evidence: readonly Element[]
}

/** The parts of one document, as far as somebody asks: one that is found filled answers most questions. */
export function partsOf(id: string, graph: CaseGraph, find: FindRole): Iterable<DocumentPart> {
  return PARTS[id as DocumentId](graph, find)
}

/** [DCM1] The ten supporting documents: what fills each, what is still open and where, and what is attached. */
export function supportingDocuments(graph: CaseGraph): SupportingDocumentRow[] {
  const find = rolesOf(graph)
  const decided = find('C2').length > 0 && find('C2').every((head) => isDecided(head))
  return SUPPORTING_DOCUMENTS.map(({ id, title, holds, owes }) => {
    const parts = [...partsOf(id, graph, find)]
    const filled = parts.filter((each) => each.filled).length
    const state = parts.length === 0 ? (decided ? 'not-needed' : 'missing') : stateOf(filled, parts.length)
    return { id, title, holds, owes, state, parts, evidence: evidenceOf(graph, parts) }
  })
}

function stateOf(filled: number, all: number): DocumentState {
  return filled === 0 ? 'missing' : filled < all ? 'open' : 'filled'
}

export function isDecided(head: Element): boolean {
  return head.fields.decision === 'required' || head.fields.decision === 'not-required'
}

/** Reads the roles of a graph once. */
export function rolesOf(graph: CaseGraph): FindRole {
  const roles = new Map<string, Element[]>()
  for (const element of graph.elements.values()) {
    if (element.role === undefined || !graph.reachable.has(element.id)) continue
    const list = roles.get(element.role)
    if (list === undefined) roles.set(element.role, [element])
    else list.push(element)
  }
  for (const list of roles.values()) list.sort((a, b) => compareKeys(a.id, b.id))
  return (role) => roles.get(role) ?? []
}

function evidenceOf(graph: CaseGraph, parts: readonly DocumentPart[]): Element[] {
  const found = new Map<ElementId, Element>()
  const take = (id: ElementId) => {
    const element = graph.elements.get(id)
    if (element?.kind === 'solution') found.set(id, element)
  }
  for (const { element: id } of parts) {
    take(id)
    for (const claim of graph.contextOf(id)) {
      // What all the case rests on belongs to no single document.
      if (claim !== graph.rootId) graph.supports(claim).forEach(take)
    }
  }
  return [...found.values()].sort((a, b) => compareKeys(a.name, b.name))
}
