import * as Y from 'yjs'
import { rootName } from '@/lib/case/read'
import { isKey, parseEdgeKey, parseRoot } from '@/lib/case/ydoc'
import type { ElementId } from '@/lib/gsn/graph'

/** One thing that a change did to an element. Values are shortened; a text says how many characters came and went. */
export type Touch =
  | { readonly on: 'created' }
  | { readonly on: 'text'; readonly field: string; readonly added: number; readonly removed: number }
  | { readonly on: 'value'; readonly field: string; readonly before?: Value; readonly after?: Value }
  /** `end`: which end of the relation this element is. */
  | {
      readonly on: 'relation'
      readonly type: string
      readonly end: 'from' | 'to'
      readonly other: ElementId
      readonly before: boolean
      readonly after: boolean
    }

export type Value = string | number | boolean
export type Touches = ReadonlyMap<ElementId, readonly Touch[]>

/** The field name under which changes of an element's narrative are told. */
export const NARRATIVE = 'narrative'

const SHORT = 200

/**
 * [HIS5] What a transaction did to which element, in time that follows the change and not the case. Call it in the
 * document's `afterTransaction`. Positions on the canvas touch nothing.
 */
export function touchesOf(transaction: Y.Transaction): Touches {
  const touches = new Map<ElementId, Touch[]>()
  const add = (id: ElementId, touch: Touch) => {
    const own = touches.get(id)
    if (own === undefined) touches.set(id, [touch])
    else own.push(touch)
  }
  for (const [type, keys] of transaction.changed) {
    const root = parseRoot(rootName(type) ?? '')
    const target = type as unknown as Y.Map<unknown>
    // A root that came with this change is untyped until somebody asks for it.
    if (root?.kind === 'nodes' && type._item === null) {
      for (const key of keys) if (isKey(key) && type._map.has(key)) add(key, { on: 'created' })
    } else if (root?.kind === 'nodes' && type._item?.parentSub) {
      for (const [field, { old, now }] of changedKeys(target, transaction, keys)) {
        add(type._item.parentSub, { on: 'value', field, ...valueAs('before', old), ...valueAs('after', now) })
      }
    } else if (root?.kind === 'edges') {
      for (const [key, { old, now }] of changedKeys(target, transaction, keys))
        addRelation(key, stands(old), stands(now), add)
    }
  }
  for (const [name, { added, removed }] of charactersOf(transaction)) {
    const root = parseRoot(name)
    if (root?.kind === 'text') add(root.id, { on: 'text', field: root.field, added, removed })
    else if (root?.kind === 'narrative') add(root.id, { on: 'text', field: NARRATIVE, added, removed })
  }
  return touches
}

function changedKeys(
  target: Y.Map<unknown>,
  transaction: Y.Transaction,
  keys: ReadonlySet<string | null>,
): Map<string, { old: unknown; now: unknown }> {
  const event = new Y.YMapEvent(target, transaction, keys as Set<string>)
  const changes = new Map<string, { old: unknown; now: unknown }>()
  for (const [key, { oldValue }] of event.keys) {
    const item = target._map.get(key)
    const now = item === undefined || item.deleted ? undefined : item.content.getContent().at(-1)
    changes.set(key, { old: oldValue, now })
  }
  return changes
}

function valueAs(name: 'before' | 'after', value: unknown): { before?: Value; after?: Value } {
  if (typeof value === 'number' || typeof value === 'boolean') return { [name]: value }
  if (typeof value !== 'string' || value === '') return {}
  return { [name]: value.length <= SHORT ? value : `${value.slice(0, SHORT)} ...` }
}

function stands(edge: unknown): boolean {
  return typeof edge === 'object' && edge !== null && (edge as { deleted?: unknown }).deleted !== true
}

function addRelation(key: string, before: boolean, after: boolean, add: (id: ElementId, touch: Touch) => void): void {
  const edge = parseEdgeKey(key)
  if (edge === undefined || (!before && !after)) return
  const { from, type } = edge
  const others =
    'to' in edge ? [edge.to] : 'element' in edge.target ? [edge.target.element] : [edge.target.relation.from]
  for (const to of others) {
    add(from, { on: 'relation', type, end: 'from', other: to, before, after })
    add(to, { on: 'relation', type, end: 'to', other: from, before, after })
  }
}

/** Characters that came into and went out of each text, by the name of its root. */
function charactersOf(transaction: Y.Transaction): Map<string, { added: number; removed: number }> {
  const counts = new Map<string, { added: number; removed: number }>()
  const count = (struct: Y.Item | Y.GC | Y.Skip, which: 'added' | 'removed', length: number) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return
    if (!(struct.parent instanceof Y.AbstractType)) return
    const name = rootName(struct.parent)
    if (name === undefined) return
    const own = counts.get(name) ?? { added: 0, removed: 0 }
    own[which] += length
    counts.set(name, own)
  }
  const { beforeState, afterState, doc, deleteSet } = transaction
  for (const [client, end] of afterState) {
    const start = beforeState.get(client) ?? 0
    const structs = doc.store.clients.get(client)
    if (start === end || structs === undefined) continue
    for (let at = Y.findIndexSS(structs, start); at < structs.length; at++) {
      const struct = structs[at]
      if (struct !== undefined && !struct.deleted)
        count(struct, 'added', struct.id.clock + struct.length - Math.max(start, struct.id.clock))
    }
  }
  Y.iterateDeletedStructs(transaction, deleteSet, (struct) => {
    if (struct.id.clock < (beforeState.get(struct.id.client) ?? 0)) count(struct, 'removed', struct.length)
  })
  return counts
}
