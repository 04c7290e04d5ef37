import type { CaseGraph, Element, ElementId, SkippedRelation } from './graph'
import { holdsPlaceholder, KINDS, mayBeUndeveloped } from './kinds'

/** Red blocks a proposal, amber needs a reason to go on, grey is advice. */
export type Severity = 'red' | 'amber' | 'grey'

/** What a check says: which element, by which rule, and what to do next. */
export interface Finding {
  /** The rule's id in lib/SPEC.md, such as `GSN3`. */
  readonly rule: string
  readonly severity: Severity
  readonly element: ElementId
  /** The element's capability code, for grouping. */
  readonly capability?: string
  /** What is wrong, as a sentence. */
  readonly message: string
  /** What to do about it, as a sentence. */
  readonly nextStep: string
}

export function finding(
  element: Element,
  rule: string,
  severity: Severity,
  message: string,
  nextStep: string,
): Finding {
  const where = element.capability === undefined ? {} : { capability: element.capability }
  return { rule, severity, element: element.id, ...where, message, nextStep }
}

/** GSN1 to GSN10 over one argument. Only what the case argues is held to completeness; parked branches are silent. */
export function checkGraph(graph: CaseGraph): Finding[] {
  const findings = [...skippedRelations(graph), ...doubleNames(graph)]
  let uninstantiated = 0
  for (const element of graph.elements.values()) {
    if (!graph.reachable.has(element.id)) {
      findings.push(...unattached(graph, element))
      continue
    }
    findings.push(...development(graph, element), ...form(element))
    const open = holdsPlaceholder(element.statement)
    if (!open) continue
    uninstantiated++
    findings.push(
      finding(element, 'GSN9', 'amber', `${element.name} still holds a placeholder.`, 'Fill in the words in braces.'),
    )
  }
  const root = graph.rootId === undefined ? undefined : graph.elements.get(graph.rootId)
  if (root !== undefined && uninstantiated > 0) {
    const places = uninstantiated === 1 ? '1 element holds' : `${uninstantiated} elements hold`
    const message = `The argument is not final: ${places} placeholders.`
    findings.push(finding(root, 'GSN10', 'grey', message, 'Fill in the placeholders before you propose it.'))
  }
  return findings
}

const SKIPPED: Record<SkippedRelation['reason'], { rule: string; message: string; nextStep: string }> = {
  illegal: {
    rule: 'GSN1',
    message: 'holds a relation that GSN does not allow',
    nextStep: 'Remove the relation, or put a claim or a strategy between.',
  },
  cycle: {
    rule: 'GSN3',
    message: 'would rest on itself: two edits together closed a circle',
    nextStep: 'Remove one of the relations of the circle.',
  },
  dangling: {
    rule: 'GSN3',
    message: 'holds a relation to an element that does not exist',
    nextStep: 'Remove the relation.',
  },
}

function skippedRelations(graph: CaseGraph): Finding[] {
  return graph.skipped.flatMap((relation) => {
    const element = graph.elements.get(relation.from) ?? graph.elements.get(relation.to)
    if (element === undefined) return []
    const { rule, message, nextStep } = SKIPPED[relation.reason]
    const other = graph.elements.get(relation.to)?.name ?? relation.to
    const id = relation.reason === 'illegal' && relation.type === 'inContextOf' ? 'GSN2' : rule
    return [finding(element, id, 'red', `${element.name} ${message} (to ${other}).`, nextStep)]
  })
}

function doubleNames(graph: CaseGraph): Finding[] {
  const first = new Map<string, Element>()
  const findings: Finding[] = []
  for (const element of graph.elements.values()) {
    const other = first.get(element.name)
    if (other === undefined) first.set(element.name, element)
    else {
      const message = `Two elements are called ${element.name}.`
      findings.push(finding(element, 'GSN4', 'red', message, 'Rename one of them.'))
    }
  }
  return findings
}

function development(graph: CaseGraph, element: Element): Finding[] {
  if (!mayBeUndeveloped(element.kind)) return []
  const supported = graph.supports(element.id).length > 0
  if (element.undeveloped && supported) {
    const message = `${element.name} is marked undeveloped but rests on something.`
    return [finding(element, 'GSN5', 'amber', message, 'Remove the mark.')]
  }
  if (element.undeveloped) {
    const message = `${element.name} is undeveloped.`
    return [finding(element, 'GSN5', 'amber', message, 'Develop it, or give a reason when you propose.')]
  }
  // A capability that is not required is closed by its justification, not undeveloped.
  if (supported || closedByJustification(graph, element)) return []
  const message = `${element.name} rests on nothing yet.`
  return [finding(element, 'GSN6', 'amber', message, 'Add a claim or evidence below it, or mark it undeveloped.')]
}

function closedByJustification(graph: CaseGraph, element: Element): boolean {
  return (
    element.role === 'C3' && graph.contexts(element.id).some((id) => graph.elements.get(id)?.kind === 'justification')
  )
}

function unattached(graph: CaseGraph, element: Element): Finding[] {
  const alone = graph.supporterOf(element.id).length === 0 && graph.contextOf(element.id).length === 0
  // A parked branch keeps its inner relations; only its head stands alone, and its role tells what it is.
  if (!alone || element.role !== undefined) return []
  const word = KINDS[element.kind].word.toLowerCase()
  const message = `${element.name} is not part of the argument: nothing refers to this ${word}.`
  return [finding(element, 'GSN7', 'grey', message, 'Connect it, or move it to the bin.')]
}

function form(element: Element): Finding[] {
  const text = element.statement.trim()
  if (text === '') {
    const message = `${element.name} says nothing yet.`
    return [finding(element, 'GSN8', 'amber', message, KINDS[element.kind].form)]
  }
  const words = text.split(/\s+/).length
  const short = { goal: 2, strategy: 2, solution: 1, context: 1, assumption: 3, justification: 3 }[element.kind]
  if (words >= short && !text.endsWith('?')) return []
  const message = `${element.name} does not read like ${aWord(element)}.`
  return [finding(element, 'GSN8', 'grey', message, KINDS[element.kind].form)]
}

function aWord(element: Element): string {
  const word = KINDS[element.kind].word.toLowerCase()
  return word === 'evidence' ? 'evidence' : /^[aeiou]/.test(word) ? `an ${word}` : `a ${word}`
}
