import type { Pattern, PatternElement, PatternRelation } from '@/catalog/patterns/pattern'
import { namesInUse, nextName, ORDER_STEP, orderAfter, orderKey } from '@/lib/case/names'
import type { Writer } from '@/lib/case/write'
import type { Scalar } from '@/lib/case/ydoc'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'

/** One run of growing: what is there, what is being made, and the words that fill the templates. */
export interface Growth {
  readonly pattern: Pattern
  readonly graph: CaseGraph
  readonly writer: Writer
  readonly ids: () => string
  /** The capability's code; absent for elements of the whole case. */
  readonly capability?: string
  /** The end of names after the role: '' for the case, `-ALOF`, `-ALOF-1`. */
  readonly suffix: string
  /** Words for placeholders, by the text between the braces. */
  readonly words: Readonly<Record<string, string | undefined>>
  /** For a pattern that the case brought along: its mark on elements, and the id of each, the same whoever grows it. */
  readonly brought?: { readonly pattern: string; readonly idFor: (role: string) => ElementId }
}

export interface GrowOptions {
  /** A statement instead of the template. */
  readonly statement?: string
  readonly fields?: Readonly<Record<string, Scalar | undefined>>
}

/**
 * Makes one element of the pattern with everything of its scope that the pattern asks for exactly once: contexts,
 * strategies and claims below it, but no choices and nothing that comes in any number. [PAT5]
 * @returns the id of the element; the same id again when it was there already, so that growing twice is growing once
 */
export function growElement(growth: Growth, role: string, options: GrowOptions = {}): ElementId {
  const element = elementOf(growth.pattern, role)
  const wanted = `${role}${element.scope === 'case' ? '' : growth.suffix}`
  const id = growth.brought?.idFor(role) ?? (isSingleton(element) ? wanted : growth.ids())
  const there = growth.graph.elements.has(id) || growth.writer.created.includes(id)
  if (growth.graph.bin.has(id)) growth.writer.set(id, 'deleted', false)
  else if (!there) {
    const pattern = growth.brought?.pattern
    const name =
      pattern === undefined || !namesInUse(growth.graph).has(wanted) ? wanted : nextName(growth.graph, `${wanted}-`)
    const scalars = { kind: element.kind, role, pattern, name, facet: element.facet, ...options.fields }
    const capability = element.scope === 'case' ? undefined : growth.capability
    growth.writer.create(id, { ...scalars, capability }, options.statement ?? instantiate(element.statement, growth))
  }
  let place = 0
  for (const relation of growth.pattern.relations) {
    if (relation.from !== role || !growsWith(growth.pattern, element, relation)) continue
    place++
    const child = growElement(growth, relation.to)
    relateOnce(growth, id, relation, child, orderKey(place * ORDER_STEP))
  }
  return id
}

/** Draws a relation unless it already stands. */
export function relateOnce(
  growth: Growth,
  from: ElementId,
  relation: Pick<PatternRelation, 'type'>,
  to: ElementId,
  order = orderAfter(growth.graph, from),
): void {
  const key = relationKey({ from, type: relation.type, to })
  const stands = growth.graph.relations.some((each) => relationKey(each) === key)
  if (!stands) growth.writer.relate(from, relation.type, to, order)
}

function growsWith(pattern: Pattern, parent: PatternElement, relation: PatternRelation): boolean {
  if (relation.choice !== undefined || relation.count.min !== 1 || relation.count.max !== 1) return false
  const child = elementOf(pattern, relation.to)
  return child.scope === parent.scope || child.scope === 'case'
}

/** Elements of the case and of a capability stand once, and their names are their ids. */
export function isSingleton(element: PatternElement): boolean {
  return element.scope === 'case' || element.scope === 'capability'
}

/** The row of a role. Throws for a role that the pattern does not have. */
export function elementOf(pattern: Pattern, role: string): PatternElement {
  const element = pattern.elements.find((each) => each.role === role)
  if (element === undefined) throw new Error(`The pattern ${pattern.id} has no element ${role}`)
  return element
}

/** `[X]` becomes the code; a placeholder becomes its words where they are known and stays open where not [GSN9]. */
export function instantiate(template: string, growth: Pick<Growth, 'capability' | 'words'>): string {
  return template
    .replaceAll('[X]', growth.capability ?? 'X')
    .replace(/\{([^{}]+)\}/g, (whole, words: string) => growth.words[words]?.trim() || whole)
}
