import type { CaseGraph } from '@/lib/gsn/graph'
import { KINDS, type Kind } from '@/lib/gsn/kinds'
import { actionsFor, type ElementAction } from './element-actions'
import { type ElementRow, placeOfRow } from './outline-moves'

export interface Adding {
  readonly action: ElementAction
  /** The element that the action is chosen at. */
  readonly at: string
  /** The key of the row that the new one will stand under; absent at the top. */
  readonly parent: string | undefined
}

/**
 * [OUT3] What Enter adds at a row: another one beside it, of its own kind and with the pattern's own step where it has
 * one; below the top claim and below a capability, where nothing stands beside, the first that is offered.
 * @param where `below` asks for a child
 * @returns undefined where nothing may be added
 */
export function addingAt(graph: CaseGraph, row: ElementRow, where: 'beside' | 'below'): Adding | undefined {
  const element = graph.elements.get(row.id)
  if (element === undefined || row.under === 'bin') return undefined
  const place = placeOfRow(graph, row)
  const heads = element.role === 'C1' || element.role === 'C2'
  if (where === 'below' || heads) return below(graph, row)
  const { parent } = row
  if (place === undefined) return { action: free(element.kind), at: row.id, parent }
  const steps = actionsFor(graph, place.from).filter(({ section }) => section === 'pattern')
  const step =
    { C7: 'add-risk', C8: 'add-control' }[element.role ?? ''] ?? (element.kind === 'solution' ? 'add-evidence' : '')
  const own = steps.find(({ name }) => name === step)
  if (own !== undefined) return { action: own, at: place.from, parent }
  const siblings = place.siblings
  const before = siblings[siblings.indexOf(row.id) + 1]
  return { action: free(element.kind, place.from, before), at: place.from, parent }
}

function below(graph: CaseGraph, row: ElementRow): Adding | undefined {
  const offered = actionsFor(graph, row.id)
  const action =
    offered.find(({ section, name }) => section === 'pattern' && name.startsWith('add-')) ??
    offered.find(({ section }) => section === 'add')
  return action === undefined ? undefined : { action, at: row.id, parent: row.key }
}

function free(kind: Kind, under?: string, before?: string): ElementAction {
  return {
    label: `Add another: ${KINDS[kind].word.toLowerCase()}`,
    section: 'add',
    name: 'add-element',
    args: { kind, ...(under === undefined ? {} : { under }), ...(before === undefined ? {} : { before }) },
    goThere: true,
  }
}
