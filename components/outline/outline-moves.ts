import { whyNotRelate } from '@/lib/case/commands'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { mayRelate, type RelationType } from '@/lib/gsn/kinds'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { Runnable } from './element-actions'
import { childrenOf, type Row } from './outline-rows'

export type ElementRow = Extract<Row, { type: 'element' }>

export type Direction = 'up' | 'down' | 'in' | 'out'

/** Where a dragged row would land, seen from the row under the pointer. */
export type DropSide = 'before' | 'after' | 'into'

export interface OutlineMove extends Runnable {
  /** The key of the row that it will stand under; absent when that stays the same. */
  readonly into?: string
  /** What happened, for those who do not see it. */
  readonly said: string
}

interface RowPlace {
  readonly from: ElementId
  readonly type: RelationType
  readonly siblings: readonly ElementId[]
}

/** The element that a row stands under: by its path, in a list without paths by its first relation. */
export function parentOf(graph: CaseGraph, row: ElementRow): ElementId | undefined {
  if (row.parent === undefined) {
    if (!row.key.startsWith('?/')) return undefined
    return graph.supporterOf(row.id)[0] ?? graph.contextOf(row.id)[0]
  }
  const last = row.parent.slice(row.parent.lastIndexOf('/') + 1)
  return graph.elements.has(last) ? last : undefined
}

/** The relation that a row stands for. What the outline folds into another row has its place in the real parent. */
export function placeOfRow(graph: CaseGraph, row: ElementRow): RowPlace | undefined {
  const above = parentOf(graph, row)
  if (above === undefined) return undefined
  if (graph.supports(above).includes(row.id)) return placed(graph, above, 'supportedBy')
  const beside = graph.contexts(above).includes(row.id) ? above : graph.contextOf(row.id)[0]
  return beside === undefined ? undefined : placed(graph, beside, 'inContextOf')
}

function placed(graph: CaseGraph, from: ElementId, type: RelationType): RowPlace {
  return { from, type, siblings: type === 'supportedBy' ? graph.supports(from) : graph.contexts(from) }
}

/**
 * [OUT1] What moving a row by one step is: up or down among its siblings, in below the one before it, out beside its
 * parent.
 * @returns a refusal with a sentence that says what to do instead
 */
export function stepMove(graph: CaseGraph, row: ElementRow, direction: Direction): Outcome<OutlineMove> {
  if (row.under === 'bin') return refuse('element-binned', 'This stands in the bin. Bring it back before you move it.')
  const name = nameOf(graph, row.id)
  const place = placeOfRow(graph, row)
  if (direction === 'in') return moveIn(graph, row, place)
  if (place === undefined) {
    return refuse('move-none', `${name} stands below nothing. Move it into an element first: drag it there.`)
  }
  if (direction === 'out') return moveOut(graph, row, place)
  const { siblings, ...relation } = place
  const index = siblings.indexOf(row.id)
  const at = direction === 'up' ? index - 1 : index + 2
  if (at < 0) return refuse('move-none', `${name} is the first already. Alt+Left moves it out.`)
  if (at > siblings.length) return refuse('move-none', `${name} is the last already. Alt+Left moves it out.`)
  const before = siblings[at]
  const args = { ...relation, to: row.id, under: relation.from, ...(before === undefined ? {} : { before }) }
  const neighbour = nameOf(graph, siblings[direction === 'up' ? index - 1 : index + 1] ?? row.id)
  return ok({ name: 'move', args, said: `${name} now stands ${direction === 'up' ? 'before' : 'after'} ${neighbour}.` })
}

function moveIn(graph: CaseGraph, row: ElementRow, place: RowPlace | undefined): Outcome<OutlineMove> {
  const name = nameOf(graph, row.id)
  const parent = parentOf(graph, row)
  const brothers = parent === undefined ? [] : childrenOf(graph, parent)
  const above = brothers[brothers.indexOf(row.id) - 1]
  if (above === undefined || place === undefined) {
    return refuse('move-none', `There is nothing before ${name} on its level to move it into. Drag it to a place.`)
  }
  const into = row.parent === undefined ? undefined : `${row.parent}/${above}`
  return moveBelow(graph, [row.id], above, place, into)
}

function moveOut(graph: CaseGraph, row: ElementRow, place: RowPlace): Outcome<OutlineMove> {
  const name = nameOf(graph, row.id)
  const cut = row.parent?.lastIndexOf('/') ?? -1
  const aboveKey = cut > 0 ? row.parent?.slice(0, cut) : undefined
  const above = aboveKey?.slice(aboveKey.lastIndexOf('/') + 1)
  if (above === undefined || above === place.from || !graph.elements.has(above)) {
    return refuse('move-none', `${name} cannot move further out: nothing stands above ${nameOf(graph, place.from)}.`)
  }
  const refusal = whyNotRelate(graph, above, place.type, row.id)
  if (refusal !== undefined) return { ok: false, refusal }
  const list = place.type === 'supportedBy' ? graph.supports(above) : graph.contexts(above)
  const at = list.indexOf(place.from)
  const before = at < 0 ? undefined : list[at + 1]
  const args = { from: place.from, type: place.type, to: row.id, under: above }
  return ok({
    name: 'move',
    args: before === undefined ? args : { ...args, before },
    ...(aboveKey === undefined ? {} : { into: aboveKey }),
    said: `${name} now stands below ${nameOf(graph, above)}.`,
  })
}

/** Several, or one, below another element, at the end of what stands there. */
function moveBelow(
  graph: CaseGraph,
  ids: readonly ElementId[],
  under: ElementId,
  place: RowPlace | undefined,
  into: string | undefined,
): Outcome<OutlineMove> {
  const parent = graph.elements.get(under)
  if (parent === undefined)
    return refuse('element-absent', 'The place is not in the case any more. Choose another one.')
  for (const id of ids) {
    const element = graph.elements.get(id)
    if (element === undefined) continue
    const type: RelationType = mayRelate(parent.kind, 'inContextOf', element.kind) ? 'inContextOf' : 'supportedBy'
    if (id === under)
      return refuse('relation-circular', `${parent.name} cannot stand below itself. Choose another place.`)
    const there = (type === 'supportedBy' ? graph.supports(under) : graph.contexts(under)).includes(id)
    if (there && ids.length === 1)
      return refuse('relation-there', `${element.name} stands below ${parent.name} already.`)
    const refusal = there ? undefined : whyNotRelate(graph, under, type, id)
    if (refusal !== undefined) return { ok: false, refusal }
  }
  const [id] = ids
  const what =
    ids.length === 1 && id !== undefined ? `${nameOf(graph, id)} now stands` : `${ids.length} elements now stand`
  const said = `${what} below ${parent.name}.`
  const where = into === undefined ? {} : { into }
  if (ids.length === 1 && id !== undefined && place !== undefined && !parent.undeveloped) {
    // From the parent that this row shows: an element below two parents leaves only this one.
    const type: RelationType = mayRelate(parent.kind, 'inContextOf', graph.elements.get(id)?.kind ?? 'goal')
      ? 'inContextOf'
      : 'supportedBy'
    if (type === place.type) {
      return ok({ name: 'move', args: { from: place.from, type, to: id, under }, ...where, said })
    }
  }
  return ok({ name: 'move-elements', args: { elements: ids, under }, ...where, said })
}

/** [OUT1] Several rows by one step: together into another element, never past each other. */
export function stepSeveral(graph: CaseGraph, rows: readonly ElementRow[], direction: Direction): Outcome<OutlineMove> {
  const [first] = rows
  if (first === undefined) return refuse('move-none', 'Choose the rows to move first.')
  if (rows.length === 1) return stepMove(graph, first, direction)
  if (direction === 'up' || direction === 'down') {
    return refuse(
      'move-several',
      'Several elements move together only into another one: use Alt+Right, Alt+Left or drag.',
    )
  }
  const one = direction === 'in' ? moveIn(graph, first, placeOfRow(graph, first)) : stepMove(graph, first, 'out')
  if (!one.ok) return one
  return moveBelow(
    graph,
    rows.map(({ id }) => id),
    String(one.value.args.under),
    undefined,
    one.value.into,
  )
}

/** [OUT2] What dropping rows before, after or into another row is, or the sentence why it may not be. */
export function dropMove(
  graph: CaseGraph,
  rows: readonly ElementRow[],
  target: ElementRow,
  side: DropSide,
): Outcome<OutlineMove> {
  const [first] = rows
  if (first === undefined) return refuse('move-none', 'Choose the rows to move first.')
  if (rows.some(({ under }) => under === 'bin') || target.under === 'bin') {
    return refuse('element-binned', 'What stands in the bin is brought back first, by its menu.')
  }
  if (side === 'into') {
    const place = rows.length === 1 ? placeOfRow(graph, first) : undefined
    return moveBelow(
      graph,
      rows.map(({ id }) => id),
      target.id,
      place,
      target.key,
    )
  }
  if (rows.length > 1) return refuse('move-several', 'Several elements are dropped on another one, not between two.')
  const place = placeOfRow(graph, target)
  const own = placeOfRow(graph, first)
  if (place === undefined)
    return refuse('move-none', `Nothing can stand beside ${nameOf(graph, target.id)}. Drop it on it.`)
  if (first.id === target.id) return refuse('move-none', 'It stands there already.')
  const element = graph.elements.get(first.id)
  const parent = graph.elements.get(place.from)
  if (element === undefined || parent === undefined) {
    return refuse('element-absent', 'This is not in the case any more. Reload to see what is there.')
  }
  const type: RelationType = mayRelate(parent.kind, 'inContextOf', element.kind) ? 'inContextOf' : 'supportedBy'
  if (type !== place.type) {
    return refuse('move-none', 'Contexts stand before what supports a claim, and each keeps to its own kind.')
  }
  if (own === undefined || own.type !== type) return moveBelow(graph, [first.id], place.from, undefined, target.parent)
  if (own.from !== place.from) {
    const refusal = whyNotRelate(graph, place.from, type, first.id)
    if (refusal !== undefined) return { ok: false, refusal }
  }
  const others = place.siblings.filter((id) => id !== first.id)
  const before = others[others.indexOf(target.id) + (side === 'before' ? 0 : 1)]
  const args = { from: own.from, type, to: first.id, under: place.from, ...(before === undefined ? {} : { before }) }
  const said = `${element.name} now stands ${side} ${nameOf(graph, target.id)}.`
  return ok({ name: 'move', args, ...(target.parent === undefined ? {} : { into: target.parent }), said })
}

function nameOf(graph: CaseGraph, id: ElementId): string {
  return (graph.elements.get(id) ?? graph.bin.get(id))?.name ?? 'This element'
}
