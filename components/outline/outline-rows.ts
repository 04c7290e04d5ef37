import { isListItem } from '@/lib/context/lists'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'

export type GroupId = 'parked' | 'unattached' | 'bin'

export const GROUPS: Readonly<Record<GroupId, { readonly word: string; readonly help: string }>> = {
  parked: {
    word: 'Parked branches',
    help: 'Set aside by a decision: the capability is not required, or risks took the place of the log. They come back with it.',
  },
  unattached: { word: 'Not attached', help: 'Elements that the top claim does not rest on yet.' },
  bin: { word: 'Bin', help: 'Deleted elements. Each can be brought back.' },
}

interface RowPlace {
  /** The path of ids from the top: an element under two parents has two rows. */
  readonly key: string
  readonly parent: string | undefined
  /** From 1, as ARIA counts. */
  readonly level: number
  readonly position: number
  readonly setSize: number
  /** Absent: there is nothing below. */
  readonly expanded?: boolean
}

export type Row =
  | (RowPlace & { readonly type: 'element'; readonly id: ElementId; readonly under?: GroupId })
  | (RowPlace & { readonly type: 'group'; readonly group: GroupId; readonly count: number })

/**
 * Assets and interfaces stand in the context of the top claim; the outline folds them into CTXT2, which tells them, so
 * that a long list does not push the capabilities out of sight. Undefined for every other element. [CTX14]
 */
function listedUnder(graph: CaseGraph, id: ElementId): readonly ElementId[] | undefined {
  const { rootId } = graph
  if (rootId === undefined) return undefined
  const system = systemOf(graph, rootId)
  if (system === undefined || (id !== rootId && id !== system)) return undefined
  const isItem = (each: ElementId) => isListItem(graph.elements.get(each))
  return graph.contexts(rootId).filter((each) => isItem(each) === (id === system))
}

function systemOf(graph: CaseGraph, rootId: ElementId): ElementId | undefined {
  return graph.contexts(rootId).find((id) => graph.elements.get(id)?.role === 'CTXT2')
}

/** What stands below an element, as the outline reads it: first its contexts, then what it rests on. */
export function childrenOf(graph: CaseGraph, id: ElementId): readonly ElementId[] {
  const contexts = listedUnder(graph, id) ?? graph.contexts(id)
  const supports = graph.supports(id)
  return contexts.length === 0 ? supports : supports.length === 0 ? contexts : [...contexts, ...supports]
}

/**
 * The rows that are in view, in order: the case from its top claim, then parked branches, what is not attached, and the
 * bin [UI3]. Only what is expanded is walked, so the cost follows what is in view and not the size of the case.
 * @param expanded keys of expanded rows
 */
export function outlineRows(graph: CaseGraph, expanded: ReadonlySet<string>): Row[] {
  const rows: Row[] = []
  const groups = looseGroups(graph)
  const topSize = (graph.rootId === undefined ? 0 : 1) + groups.length
  let position = 0

  const walk = (
    id: ElementId,
    parent: string | undefined,
    at: { level: number; position: number; setSize: number },
    under?: GroupId,
  ) => {
    const key = parent === undefined ? id : `${parent}/${id}`
    const below = under === 'bin' ? [] : childrenOf(graph, id)
    const open = below.length > 0 && expanded.has(key)
    const group = under === undefined ? {} : { under }
    rows.push({ type: 'element', id, key, parent, ...at, ...group, ...(below.length === 0 ? {} : { expanded: open }) })
    if (!open) return
    for (const [index, child] of below.entries()) {
      walk(child, key, { level: at.level + 1, position: index + 1, setSize: below.length }, under)
    }
  }

  if (graph.rootId !== undefined) walk(graph.rootId, undefined, { level: 1, position: ++position, setSize: topSize })
  for (const { group, ids } of groups) {
    const key = `:${group}`
    const open = expanded.has(key)
    rows.push({
      type: 'group',
      group,
      key,
      parent: undefined,
      level: 1,
      position: ++position,
      setSize: topSize,
      count: ids.length,
      expanded: open,
    })
    if (!open) continue
    for (const [index, id] of ids.entries()) {
      walk(id, key, { level: 2, position: index + 1, setSize: ids.length }, group)
    }
  }
  return rows
}

interface LooseGroup {
  readonly group: GroupId
  readonly ids: readonly ElementId[]
}

const looseByGraph = new WeakMap<CaseGraph, readonly LooseGroup[]>()

/** Tops of branches that the case does not reach, and the bin; empty groups are left out. Worked out once per graph. */
function looseGroups(graph: CaseGraph): readonly LooseGroup[] {
  const known = looseByGraph.get(graph)
  if (known !== undefined) return known
  const parked: ElementId[] = []
  const unattached: ElementId[] = []
  for (const element of graph.elements.values()) {
    if (graph.reachable.has(element.id)) continue
    if (graph.supporterOf(element.id).length > 0 || graph.contextOf(element.id).length > 0) continue
    if (element.role !== undefined && element.capability !== undefined) parked.push(element.id)
    else unattached.push(element.id)
  }
  const byName = (a: ElementId, b: ElementId) =>
    nameOf(graph, a).localeCompare(nameOf(graph, b), 'en', { numeric: true })
  const all: LooseGroup[] = [
    { group: 'parked', ids: parked.sort(byName) },
    { group: 'unattached', ids: unattached.sort(byName) },
    { group: 'bin', ids: [...graph.bin.keys()].sort(byName) },
  ]
  const groups = all.filter(({ ids }) => ids.length > 0)
  looseByGraph.set(graph, groups)
  return groups
}

function nameOf(graph: CaseGraph, id: ElementId): string {
  return (graph.elements.get(id) ?? graph.bin.get(id))?.name ?? id
}

/**
 * Elements that hold every word in their name, statement or other texts, as a flat list in the order of the outline.
 * @param labelOf what else an element is called, such as its capability's name
 * @param allowed the elements that may be in it; all of them where it is absent
 */
export function matchingRows(
  graph: CaseGraph,
  words: string,
  labelOf: (code: string) => string,
  allowed?: ReadonlySet<ElementId>,
): Row[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const ids = inOrder(graph).filter((id) => {
    const element = graph.elements.get(id)
    if (element === undefined || allowed?.has(id) === false) return false
    const code = element.role === 'C2' ? element.capability : undefined
    const texts = [element.name, element.statement, ...Object.values(element.texts), code && `${code} ${labelOf(code)}`]
    const text = texts.join('\n').toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
  return ids.map((id, index) => ({
    type: 'element',
    id,
    key: `?/${id}`,
    parent: undefined,
    level: 1,
    position: index + 1,
    setSize: ids.length,
  }))
}

/** Every element that is not in the bin, each once, as the fully expanded outline would show them. */
function inOrder(graph: CaseGraph): ElementId[] {
  const seen = new Set<ElementId>()
  const visit = (id: ElementId) => {
    if (seen.has(id)) return
    seen.add(id)
    for (const child of childrenOf(graph, id)) visit(child)
  }
  if (graph.rootId !== undefined) visit(graph.rootId)
  for (const { group, ids } of looseGroups(graph)) if (group !== 'bin') ids.forEach(visit)
  for (const id of graph.elements.keys()) visit(id)
  return [...seen]
}

/**
 * The key of an element's first row: its path upwards to the top claim, or to the group it stands in.
 * @returns undefined when the case does not hold the element
 */
export function rowKeyOf(graph: CaseGraph, id: ElementId): string | undefined {
  if (graph.bin.has(id)) return `:bin/${id}`
  if (!graph.elements.has(id)) return undefined
  const path: ElementId[] = [id]
  const seen = new Set(path)
  for (let at = id; ; ) {
    const fold = listedIn(graph, at)
    const above = fold === undefined ? [...graph.supporterOf(at), ...graph.contextOf(at)] : [fold]
    const next = above.find((parent) => graph.reachable.has(parent)) ?? above[0]
    if (next === undefined || seen.has(next)) break
    seen.add(next)
    path.unshift(next)
    at = next
  }
  const top = path[0]
  const group = looseGroups(graph).find(({ ids }) => top !== undefined && ids.includes(top))?.group
  return group === undefined ? path.join('/') : `:${group}/${path.join('/')}`
}

/** CTXT2 for an item of the case's lists; undefined for everything else. */
function listedIn(graph: CaseGraph, id: ElementId): ElementId | undefined {
  if (!isListItem(graph.elements.get(id)) || graph.rootId === undefined) return undefined
  return graph.contextOf(id).includes(graph.rootId) ? systemOf(graph, graph.rootId) : undefined
}

/** Every key above a key: what has to be expanded to see it. */
export function keysAbove(key: string): string[] {
  const parts = key.split('/')
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** Whether two readings give the same rows, so that a keystroke in a statement does not draw the tree again [UI1]. */
export function sameRows(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, index) => sameRow(row, b[index]!))
}

function sameRow(a: Row, b: Row): boolean {
  return (
    a.key === b.key &&
    a.expanded === b.expanded &&
    a.position === b.position &&
    a.setSize === b.setSize &&
    (a.type !== 'group' || (b.type === 'group' && a.count === b.count))
  )
}
