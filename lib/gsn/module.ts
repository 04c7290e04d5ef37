import { type CaseGraph, type Element, type ElementId, reaches } from './graph'
import { KINDS } from './kinds'
import { type Refusal, refuse } from './outcome'

/** The module of everything that belongs to no capability. */
export const CASE_MODULE = 'case'

/** [GSN13] The module an element belongs to: its capability's code, or `case`. */
export function moduleOf(element: Pick<Element, 'capability'>): string {
  return element.capability ?? CASE_MODULE
}

/** What a module is called on screen. */
export function moduleWord(module: string): string {
  return module === CASE_MODULE ? 'the whole case' : module
}

/** [GSN13] The element that an away element stands in for; undefined when it is gone or is an away element itself. */
export function targetOf(graph: CaseGraph, away: Element): Element | undefined {
  const target = away.away === undefined ? undefined : graph.elements.get(away.away)
  return target?.away === undefined ? target : undefined
}

/** What an element rests on, an away element on what it stands in for. */
export function restsOn(graph: CaseGraph, id: ElementId): readonly ElementId[] {
  const element = graph.elements.get(id)
  const target = element?.away === undefined ? undefined : targetOf(graph, element)
  return target === undefined ? graph.supports(id) : [target.id]
}

/** [GSN13] Why an element of one module may not cite another one; undefined when it may. */
export function whyNotCite(graph: CaseGraph, under: Element, target: Element): Refusal | undefined {
  if (!KINDS[target.kind].away) {
    return refuse('away-illegal', 'A strategy stays in its module. Choose the claim above or below it.').refusal
  }
  if (target.away !== undefined) {
    const message = `${target.name} stands in for an element of another module itself. Cite that one.`
    return refuse('away-illegal', message, { rule: 'GSN13' }).refusal
  }
  if (moduleOf(under) === moduleOf(target)) {
    const message = `${target.name} is in the same module. Connect it instead of citing it.`
    return refuse('away-illegal', message, { rule: 'GSN13' }).refusal
  }
  if (target.public !== true) {
    const message = `${target.name} is not public: its module has not offered it. Make it public first.`
    return refuse('not-public', message, { rule: 'GSN13', element: target.id }).refusal
  }
  const below = new Map([...graph.elements.keys()].map((id) => [id, restsOn(graph, id)]))
  if (reaches(below, target.id, under.id)) {
    const message = 'This would make the argument rest on itself. Choose an element that does not already rest on it.'
    return refuse('relation-circular', message, { rule: 'GSN3' }).refusal
  }
  return undefined
}
