import type { CaseGraph, Element, ElementId, FieldValue } from '@/lib/gsn/graph'

/** The strategy over a risk's controls: the element itself, or the first one below the risk. */
export function strategyOverControls(graph: CaseGraph, risk: ElementId): Element | undefined {
  const element = graph.elements.get(risk)
  if (element === undefined || element.kind === 'strategy') return element
  return graph
    .supports(risk)
    .map((id) => graph.elements.get(id))
    .find((each) => each?.kind === 'strategy')
}

/** The risks that a control mitigates, through the strategies that rest on it. */
export function risksOf(graph: CaseGraph, control: ElementId): readonly Element[] {
  const found = new Map<ElementId, Element>()
  for (const above of graph.supporterOf(control)) {
    for (const id of [above, ...graph.supporterOf(above)]) {
      const element = graph.elements.get(id)
      if (element?.facet === 'risk') found.set(id, element)
    }
  }
  return [...found.values()]
}

/**
 * What makes two controls the same: standard, reference and title as a reader would compare them. Undefined for a control
 * that says none of the three.
 */
export function controlKey(fields: Readonly<Record<string, FieldValue>>): string | undefined {
  const word = (value: FieldValue | undefined) =>
    String(value ?? '')
      .trim()
      .toLowerCase()
      .replace(/\s+/g, ' ')
  const [standard, ref, title] = [word(fields.standard), word(fields.ref), word(fields.title)]
  if (standard === '' && ref === '' && title === '') return undefined
  // A numbered control of a known standard is itself whatever its title; without a number the title decides.
  return standard !== '' && ref !== '' ? `${standard} ${ref}` : `${standard} ${ref} ${title}`
}

/** Argued controls by their key: what the picker offers instead of a duplicate. */
export function controlsInCase(graph: CaseGraph): ReadonlyMap<string, readonly Element[]> {
  const found = new Map<string, Element[]>()
  for (const element of graph.elements.values()) {
    if (element.facet !== 'control' || !graph.reachable.has(element.id)) continue
    const key = controlKey(element.fields)
    if (key === undefined) continue
    const list = found.get(key)
    if (list === undefined) found.set(key, [element])
    else list.push(element)
  }
  return found
}
