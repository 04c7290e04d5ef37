import type { CaseGraph, Element, ElementId, Relation } from '@/lib/gsn/graph'
import { KIND_NAMES, KINDS, mayBeUndeveloped, mayRelate } from '@/lib/gsn/kinds'

/** A command with its arguments, ready to run. */
export interface Runnable {
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

export interface ElementAction extends Runnable {
  readonly label: string
  /** Sections of the menu, in this order. */
  readonly section: 'pattern' | 'add' | 'place' | 'remove'
  /** Goes to the new element afterwards. */
  readonly goThere?: boolean
}

/**
 * What can be done at an element, in words: first the pattern's next steps for its role, then free GSN elements that
 * may stand below it, then its place among the siblings, then the bin. What the rules forbid is not offered.
 */
export function actionsFor(graph: CaseGraph, id: ElementId): ElementAction[] {
  const binned = graph.bin.get(id)
  if (binned !== undefined) {
    return [{ label: 'Bring back', section: 'place', name: 'restore-element', args: { element: id }, goThere: true }]
  }
  const element = graph.elements.get(id)
  if (element === undefined) return []
  return [
    ...patternActions(graph, element),
    ...freeActions(element),
    ...placeActions(graph, id),
    ...removeActions(graph, element),
  ]
}

function patternActions(graph: CaseGraph, element: Element): ElementAction[] {
  const { id, role, capability } = element
  const actions: ElementAction[] = []
  if (capability === undefined || role === undefined) return actions
  const decision = graph.elements.get(`C2-${capability}`)?.fields.decision
  if (role === 'C2') {
    if (decision !== 'required') actions.push(decide(capability, 'required', 'Decide: required'))
    if (decision !== 'not-required') actions.push(decide(capability, 'not-required', 'Decide: not required'))
  }
  const argued = decision === 'required'
  if (role === 'C5') actions.push(evidenceFor(id, 'Add evidence'))
  if (argued && ['C2', 'C4', 'S1', 'C6'].includes(role)) {
    actions.push({ label: 'Add a risk', section: 'pattern', name: 'add-risk', args: { capability }, goThere: true })
  }
  // No risk needs treatment: the log that shows it stands instead of risks.
  if (role === 'C6' && graph.supports(id).length === 0) actions.push(evidenceFor(id, 'Add the threat log'))
  if (role === 'C7' || role === 'S2') {
    const risk = role === 'C7' ? id : graph.supporterOf(id)[0]
    if (risk !== undefined) {
      actions.push({ label: 'Add a control', section: 'pattern', name: 'add-control', args: { risk }, goThere: true })
    }
  }
  if (role === 'C8') actions.push(evidenceFor(id, 'Add evidence'))
  return actions
}

function evidenceFor(claim: string, label: string): ElementAction {
  return { label, section: 'pattern', name: 'add-evidence', args: { claim }, goThere: true }
}

function decide(capability: string, decision: 'required' | 'not-required', label: string): ElementAction {
  return { label, section: 'pattern', name: 'decide-capability', args: { capability, decision } }
}

const ARTICLE: Readonly<Record<string, string>> = {
  goal: 'a claim',
  strategy: 'a strategy',
  solution: 'evidence',
  context: 'a context',
  assumption: 'an assumption',
  justification: 'a justification',
}

function freeActions({ id, kind, role, away }: Element): ElementAction[] {
  // An away element is argued in its own module.
  if (away !== undefined) return []
  const kinds = KIND_NAMES.filter(
    (other) => mayRelate(kind, 'supportedBy', other) || mayRelate(kind, 'inContextOf', other),
  )
  return kinds
    .filter((other) => !(['C5', 'C6', 'C8'].includes(role ?? '') && other === 'solution'))
    .map((other) => ({
      label: `Add ${ARTICLE[other] ?? KINDS[other].word}${mayRelate(kind, 'supportedBy', other) ? ' below' : ' beside'}`,
      section: 'add',
      name: 'add-element',
      args: { kind: other, under: id },
      goThere: true,
    }))
}

/** The relation through which the outline shows an element first, and its brothers in the same list. */
function placeOf(
  graph: CaseGraph,
  id: ElementId,
): { relation: Omit<Relation, 'order'>; siblings: readonly ElementId[] } | undefined {
  const above = graph.supporterOf(id)[0]
  if (above !== undefined)
    return { relation: { from: above, type: 'supportedBy', to: id }, siblings: graph.supports(above) }
  const beside = graph.contextOf(id)[0]
  if (beside !== undefined)
    return { relation: { from: beside, type: 'inContextOf', to: id }, siblings: graph.contexts(beside) }
  return undefined
}

function placeActions(graph: CaseGraph, id: ElementId): ElementAction[] {
  const place = placeOf(graph, id)
  if (place === undefined) return []
  const { relation, siblings } = place
  const index = siblings.indexOf(id)
  const to = (before: ElementId | undefined) => ({
    ...relation,
    under: relation.from,
    ...(before === undefined ? {} : { before }),
  })
  const actions: ElementAction[] = []
  if (index > 0) actions.push({ label: 'Move up', section: 'place', name: 'move', args: to(siblings[index - 1]) })
  if (index >= 0 && index < siblings.length - 1) {
    actions.push({ label: 'Move down', section: 'place', name: 'move', args: to(siblings[index + 2]) })
  }
  return actions
}

function removeActions(graph: CaseGraph, element: Element): ElementAction[] {
  const { id, kind, undeveloped, away } = element
  const actions: ElementAction[] = []
  if (mayBeUndeveloped(kind) && away === undefined && (undeveloped || graph.supports(id).length === 0)) {
    const label = undeveloped ? 'Take off the undeveloped mark' : 'Mark as undeveloped'
    actions.push({
      label,
      section: 'place',
      name: 'mark-undeveloped',
      args: { element: id, undeveloped: !undeveloped },
    })
  }
  const command = deletion(graph, id)
  if (command !== undefined) {
    const label = command.args.branch === true ? 'Put the branch into the bin' : 'Put into the bin'
    actions.push({ label, section: 'remove', ...command })
  }
  return actions
}

/** Putting an element into the bin, with what only it rests on; undefined for the top claim, which stays. */
export function deletion(graph: CaseGraph, id: ElementId): Runnable | undefined {
  const element = graph.elements.get(id)
  if (element === undefined || element.role === 'C1') return undefined
  const branch = graph.supports(id).length + graph.contexts(id).length > 0
  return { name: 'delete-element', args: { element: id, branch } }
}
