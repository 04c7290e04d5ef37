import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import type { WrittenArgument } from './argument-file'
import { inOrder } from './gsn-yaml-write'
import { Lost } from './lost'
import { freshNames } from './written-names'

const TYPE: Readonly<Record<Kind, string>> = {
  goal: 'Claim',
  strategy: 'Strategy',
  solution: 'Evidence',
  context: 'Context',
  assumption: 'Assumption',
  justification: 'Justification',
}

/**
 * [EXC3] Writes an argument as LTAC: each element once, at its first place; wherever else it stands, a `Link`. An
 * undeveloped element is marked `{needssupport}` and a challenge stands below a `Relation` line marked `{counter}`.
 */
export function writeLtac(graph: CaseGraph): WrittenArgument {
  const lost = new Lost()
  const names = freshNames([...graph.elements.values()], /[:^\s]/g)
  const lines: string[] = []
  const written = new Set<ElementId>()
  const against = new Map<ElementId, ElementId[]>()
  let relations = 0
  for (const { from, target } of graph.challenges) {
    if ('element' in target) against.set(target.element, [...(against.get(target.element) ?? []), from])
    else lost.count('challenges of a relation')
  }
  const nameOf = (id: ElementId) => names.get(id) ?? id

  /** One entry of the way down: an element at a depth, or a line that is ready. */
  type Step = { readonly id: ElementId; readonly depth: number } | { readonly line: string }
  const start = (top: ElementId) => {
    const stack: Step[] = [{ id: top, depth: 0 }]
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      if ('line' in step) lines.push(step.line)
      else stack.push(...stepInto(step.id, step.depth))
    }
  }
  const stepInto = (id: ElementId, depth: number): Step[] => {
    const element = graph.elements.get(id)
    if (element === undefined) return []
    const indent = '  '.repeat(depth)
    if (written.has(id)) {
      lines.push(`${indent}- Link ${nameOf(id)}`)
      return []
    }
    written.add(id)
    lines.push(`${indent}- ${TYPE[element.kind]} ${nameOf(id)}: ${wordsOf(element, lost)}`.trimEnd())
    lost.element(element)
    const below: Step[] = [...graph.contexts(id), ...graph.supports(id)].map((each) => ({ id: each, depth: depth + 1 }))
    for (const challenger of against.get(id) ?? []) {
      below.push({ line: `${indent}  - Relation R${++relations}: {counter}` }, { id: challenger, depth: depth + 2 })
    }
    return below.reverse()
  }

  const challengers = new Set(graph.challenges.flatMap(({ from, target }) => ('element' in target ? [from] : [])))
  const roots = inOrder(graph).filter(
    ({ id }) => graph.supporterOf(id).length === 0 && graph.contextOf(id).length === 0 && !challengers.has(id),
  )
  for (const { id } of roots) start(id)
  // Whatever only challenges each other in a circle.
  for (const id of graph.elements.keys()) if (!written.has(id)) start(id)
  lost.graph(graph)
  return { text: `${lines.join('\n')}\n`, lost: lost.list() }
}

/** Texts of LTAC are one line. */
function wordsOf({ statement, undeveloped }: Element, lost: Lost): string {
  const line = statement.replace(/(?<!\s)\s*[\r\n\u2028\u2029]\s*/g, ' ').trim()
  if (line !== statement.trim()) lost.count('line breaks in texts')
  return undeveloped ? `${line} {needssupport}` : line
}
