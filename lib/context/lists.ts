import { type CaseGraph, compareKeys, type Element, type ElementId } from '@/lib/gsn/graph'

/**
 * The lists of the case. Each item is an element of its own in the context of the top claim, so that two people who add
 * at once add two, and claims can name an item by a relation [CTX2].
 */
export const LISTS = {
  asset: { role: 'AST', word: 'asset', plural: 'assets' },
  interface: { role: 'IF', word: 'interface', plural: 'interfaces' },
} as const

export type ListName = keyof typeof LISTS

export function isListItem(element: Pick<Element, 'facet'> | undefined): boolean {
  return element?.facet === 'asset' || element?.facet === 'interface'
}

/** The items of a list that the case argues, in the order of their numbers. */
export function itemsOf(graph: CaseGraph, list: ListName): Element[] {
  return [...graph.elements.values()]
    .filter((element) => element.facet === list && graph.reachable.has(element.id))
    .sort((a, b) => a.name.length - b.name.length || compareKeys(a.name, b.name))
}

/** The assets that a claim names, in document order. */
export function assetsOf(graph: CaseGraph, claim: ElementId): Element[] {
  return graph.contexts(claim).flatMap((id) => {
    const element = graph.elements.get(id)
    return element?.facet === 'asset' ? [element] : []
  })
}

/** The claims that name an asset, the top claim aside: capabilities that protect it and risks that touch it. */
export function namedBy(graph: CaseGraph, asset: ElementId): Element[] {
  return graph.contextOf(asset).flatMap((id) => {
    const element = graph.elements.get(id)
    return element === undefined || id === graph.rootId || !graph.reachable.has(id) ? [] : [element]
  })
}

/** Capabilities whose established claim names the asset, by code. */
export function protectedBy(graph: CaseGraph, asset: ElementId): string[] {
  return namedBy(graph, asset)
    .flatMap(({ role, capability }) => (role === 'C4' && capability !== undefined ? [capability] : []))
    .sort(compareKeys)
}

/** What must hold for an asset, in words. */
export function needsOf(asset: Pick<Element, 'fields'>): string[] {
  return Object.entries(NEEDS).flatMap(([field, word]) => (asset.fields[field] === true ? [word] : []))
}

const NEEDS = {
  needsConfidentiality: 'confidentiality',
  needsIntegrity: 'integrity',
  needsAvailability: 'availability',
  needsAccountability: 'accountability',
} as const
