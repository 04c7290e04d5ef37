import type { Pattern, PatternElement } from '@/catalog/patterns/pattern'
import type { Act } from '@/lib/findings/rule'
import { patternHits, placeHits } from '@/lib/findings/rules/pattern'
import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'
import { patternOf, rowOf } from './pattern-of'

/** One way in which a branch has moved away from its pattern, with the way back where there is one. */
export interface Drift {
  readonly element: ElementId
  /** `missing` and `extra` by number, `misplaced` by place or kind, `beside` for free elements, `reworded` by template. */
  readonly kind: 'missing' | 'extra' | 'undecided' | 'misplaced' | 'beside' | 'reworded'
  /** What is different, as a sentence. */
  readonly message: string
  /** What brings it back, as a sentence. */
  readonly wayBack: string
  readonly act?: Act
}

const KIND_OF = { PAT1: 'missing', PAT2: 'extra', PAT3: 'undecided', PAT4: 'extra' } as const

/**
 * [PTN5] In what a branch differs from its pattern: from the element down, as far as elements of the same pattern reach.
 * Free elements beside the pattern and reworded statements are lawful; they are listed so that nobody has to look for them.
 */
export function driftOf(graph: CaseGraph, top: ElementId): readonly Drift[] {
  const found: Drift[] = []
  const seen = new Set<ElementId>()
  const stack = [top]
  while (stack.length > 0) {
    const id = stack.pop()!
    const element = graph.elements.get(id)
    if (element === undefined || seen.has(id)) continue
    seen.add(id)
    found.push(...driftAt(graph, element))
    stack.push(...[...graph.supports(id), ...graph.contexts(id)].toReversed())
  }
  return found
}

function driftAt(graph: CaseGraph, element: Element): Drift[] {
  if (element.role === undefined) return beside(graph, element)
  const pattern = patternOf(graph, element)
  if (pattern === undefined) return []
  const hits = [
    ...patternHits(graph, element, pattern).map((hit) => ({ ...hit, kind: KIND_OF[hit.rule] })),
    ...placeHits(graph, element, pattern).map((hit) => ({ ...hit, kind: 'misplaced' as const })),
  ]
  const row = rowOf(graph, element)
  return [
    ...hits.map(({ kind, message, nextStep, act }) => ({
      element: element.id,
      kind,
      message,
      wayBack: nextStep,
      ...(act === undefined ? {} : { act }),
    })),
    ...(row === undefined ? [] : reworded(element, row)),
  ]
}

function beside(graph: CaseGraph, element: Element): Drift[] {
  const above = [...graph.supporterOf(element.id), ...graph.contextOf(element.id)]
  const parent = above.map((id) => graph.elements.get(id)).find((each) => each?.role !== undefined)
  if (parent === undefined) return []
  const type = graph.supporterOf(element.id).includes(parent.id) ? 'supportedBy' : 'inContextOf'
  return [
    {
      element: element.id,
      kind: 'beside',
      message: `${element.name} stands below ${parent.name} beside the pattern.`,
      wayBack: 'Keep it if the argument needs it, or disconnect it.',
      act: {
        command: 'unrelate',
        args: { from: parent.id, type, to: element.id },
        label: `Disconnect it from ${parent.name}`,
      },
    },
  ]
}

/** The fixed words of the template are gone: what stands between and around its placeholders. */
function reworded(element: Element, row: PatternElement): Drift[] {
  const template = row.statement.replaceAll('[X]', element.capability ?? 'X')
  if (fits(template, element.statement)) return []
  return [
    {
      element: element.id,
      kind: 'reworded',
      message: `${element.name} is worded in another way than the pattern: "${shorten(template)}".`,
      wayBack: 'Keep the wording if it says the same, or go back to the words of the pattern.',
      act: {
        command: 'set-text',
        args: { element: element.id, text: template },
        label: 'Use the words of the pattern',
      },
    },
  ]
}

/** Whether a statement is a template with any words in its open places. */
export function fits(template: string, statement: string): boolean {
  const fixed = template.split(/\{[^{}]{1,200}\}/).map((part) => part.replaceAll(/\s+/g, ' '))
  const said = statement.replaceAll(/\s+/g, ' ').trim()
  let at = 0
  for (const [index, part] of fixed.entries()) {
    const words = part.trim()
    if (words === '') continue
    const found = said.indexOf(words, at)
    if (found < 0 || (index === 0 && found !== 0)) return false
    at = found + words.length
  }
  const last = fixed.at(-1)?.trim() ?? ''
  return last === '' || said.endsWith(last)
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}

/** [PTN5] Every branch that was grown from a pattern, with what has moved away from it; branches that fit are included. */
export interface BranchDrift {
  readonly top: Element
  readonly pattern: Pattern
  readonly drift: readonly Drift[]
}

/** The branches of a case by the tops of their patterns: one for each capability, and one for each grown pattern. */
export function driftByBranch(graph: CaseGraph): readonly BranchDrift[] {
  const branches: BranchDrift[] = []
  for (const element of graph.elements.values()) {
    if (element.role === undefined || !graph.reachable.has(element.id)) continue
    const pattern = patternOf(graph, element)
    if (pattern === undefined || !isTop(graph, element, pattern)) continue
    branches.push({ top: element, pattern, drift: driftOf(graph, element.id) })
  }
  return branches.sort((a, b) => compareKeys(a.top.name, b.top.name))
}

function isTop(graph: CaseGraph, element: Element, pattern: Pattern): boolean {
  const own = pattern.elements.find(({ role }) => role === element.role)
  return (element.pattern !== undefined || own?.scope === 'capability') && heads(graph, element)
}

/** Nothing of the same scope and pattern stands above it. */
function heads(graph: CaseGraph, element: Element): boolean {
  const row = rowOf(graph, element)
  return (
    graph.supporterOf(element.id).every((id) => {
      const above = graph.elements.get(id)
      return (
        above?.pattern !== element.pattern ||
        (above === undefined ? undefined : rowOf(graph, above)?.scope) !== row?.scope
      )
    }) && graph.contextOf(element.id).length === 0
  )
}
