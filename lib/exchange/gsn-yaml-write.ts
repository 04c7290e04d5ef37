import { Document } from 'yaml'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import type { Kind } from '@/lib/gsn/kinds'
import type { WrittenArgument } from './argument-file'
import { Lost } from './lost'
import { freshNames } from './written-names'

const NODE_TYPE: Readonly<Record<Kind, string>> = {
  goal: 'Goal',
  strategy: 'Strategy',
  solution: 'Solution',
  context: 'Context',
  assumption: 'Assumption',
  justification: 'Justification',
}

/**
 * [EXC2] Writes an argument as GSN YAML, the format of gsn2x, in the order in which it is argued. Every element says its
 * kind, so that names of any form are read back; relations that do not count are left out and told.
 */
export function writeGsnYaml(graph: CaseGraph, title = ''): WrittenArgument {
  const lost = new Lost()
  const names = freshNames([...graph.elements.values()], /[^A-Za-z0-9_.-]/g)
  const nameOf = (id: ElementId) => names.get(id) ?? id
  const challenged = new Map<ElementId, string[]>()
  for (const { from, target } of graph.challenges) {
    const words =
      'element' in target ? nameOf(target.element) : `${nameOf(target.relation.from)} -> ${nameOf(target.relation.to)}`
    challenged.set(from, [...(challenged.get(from) ?? []), words])
  }
  const content: Record<string, unknown> = title === '' ? {} : { module: { name: title } }
  for (const element of inOrder(graph)) {
    content[nameOf(element.id)] = attributes(graph, element, nameOf, challenged.get(element.id) ?? [], lost)
  }
  lost.graph(graph)
  return {
    text: new Document(content, { aliasDuplicateObjects: false }).toString({ lineWidth: 100 }),
    lost: lost.list(),
  }
}

function attributes(
  graph: CaseGraph,
  element: Element,
  nameOf: (id: ElementId) => string,
  challenges: readonly string[],
  lost: Lost,
): Record<string, unknown> {
  const { id, kind, statement, undeveloped } = element
  lost.element(element)
  const [supports, contexts] = [graph.supports(id), graph.contexts(id)]
  return {
    text: statement,
    nodeType: NODE_TYPE[kind],
    ...(supports.length === 0 ? {} : { supportedBy: supports.map(nameOf) }),
    ...(contexts.length === 0 ? {} : { inContextOf: contexts.map(nameOf) }),
    ...(challenges.length === 0 ? {} : { challenges: challenges.length === 1 ? challenges[0] : challenges }),
    ...(undeveloped ? { undeveloped: true } : {}),
  }
}

/** From the top claim down, each element once; then what nothing leads to. */
export function inOrder(graph: CaseGraph): readonly Element[] {
  const seen = new Set<ElementId>()
  const all: Element[] = []
  const visit = (start: ElementId) => {
    const stack = [start]
    while (stack.length > 0) {
      const id = stack.pop() as ElementId
      const element = graph.elements.get(id)
      if (element === undefined || seen.has(id)) continue
      seen.add(id)
      all.push(element)
      stack.push(...[...graph.contexts(id), ...graph.supports(id)].reverse())
    }
  }
  if (graph.rootId !== undefined) visit(graph.rootId)
  for (const id of graph.elements.keys()) {
    if (graph.supporterOf(id).length === 0 && graph.contextOf(id).length === 0) visit(id)
  }
  for (const id of graph.elements.keys()) visit(id)
  return all
}
