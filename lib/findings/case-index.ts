import type { Element } from '@/lib/gsn/graph'
import { holdsPlaceholder } from '@/lib/gsn/kinds'

/**
 * A way to find elements in the whole case: under which keys an element stands. It may depend on the element and on
 * whether the case argues it, and on nothing else, so that an edit moves one element in it.
 */
export interface CaseIndex {
  readonly name: string
  readonly keys: (element: Element, argued: boolean) => readonly string[]
}

const NONE: readonly string[] = []

/** By the name on the label; parked elements too. */
export const BY_NAME: CaseIndex = { name: 'name', keys: (element) => [element.name] }

/** Argued elements by their role in the pattern. */
export const BY_ROLE: CaseIndex = {
  name: 'role',
  keys: (element, argued) => (argued && element.role !== undefined ? [element.role] : NONE),
}

/** Argued elements by their facet. */
export const BY_FACET: CaseIndex = {
  name: 'facet',
  keys: (element, argued) => (argued && element.facet !== undefined ? [element.facet] : NONE),
}

/** Argued elements by their capability's code. */
export const BY_CAPABILITY: CaseIndex = {
  name: 'capability',
  keys: (element, argued) => (argued && element.capability !== undefined ? [element.capability] : NONE),
}

/** Argued elements that still hold a placeholder, all under the key `open`. [GSN9] */
export const UNINSTANTIATED: CaseIndex = {
  name: 'uninstantiated',
  keys: (element, argued) => (argued && holdsPlaceholder(element.statement) ? ['open'] : NONE),
}
