import fc from 'fast-check'
import { type CaseGraph, type Element, effectiveGraph, type Relation } from '@/lib/gsn/graph'
import { KIND_NAMES, type Kind, mayRelate } from '@/lib/gsn/kinds'
import { createSizer } from '@/lib/layout/shapes'
import { createWrapper } from '@/lib/layout/wrap'

/** Every character 7 px wide: near enough to a text font, and the same on every machine. */
export const evenWrapper = () => createWrapper((text, font) => [...text].length * font.size * 0.54)
export const evenSizer = () => createSizer(evenWrapper())

export function element(id: string, kind: Kind, more: Partial<Element> = {}): Element {
  return {
    id,
    kind,
    name: id,
    statement: `${id} is stated`,
    undeveloped: false,
    deleted: false,
    fields: {},
    texts: {},
    ...more,
  }
}

/** `order` counts up in the order of the list, so document order is list order. */
export function graphOf(elements: readonly Element[], pairs: readonly (readonly [string, string])[]): CaseGraph {
  const kinds = new Map(elements.map((each) => [each.id, each.kind]))
  const distinct = new Map(pairs.map((pair) => [pair.join('>'), pair]))
  const relations: Relation[] = [...distinct.values()].map(([from, to], index) => ({
    from,
    to,
    type: mayRelate(kinds.get(from) ?? 'goal', 'supportedBy', kinds.get(to) ?? 'goal') ? 'supportedBy' : 'inContextOf',
    order: String(index).padStart(6, '0'),
  }))
  return effectiveGraph(elements, relations)
}

/** An argument as it grows in a capability: risks, each with a strategy over controls with evidence. */
export function branchOf(risks: number, controls: number): CaseGraph {
  const elements = [
    element('C2', 'goal', { role: 'C2', capability: 'ALOF' }),
    element('S1', 'strategy'),
    element('C6', 'goal'),
  ]
  const pairs: [string, string][] = [
    ['C2', 'S1'],
    ['S1', 'C6'],
  ]
  const put = (parent: string, child: Element) => {
    elements.push(child)
    pairs.push([parent, child.id])
  }
  for (let r = 1; r <= risks; r++) {
    put(
      'C6',
      element(`C7-${r}`, 'goal', { role: 'C7', facet: 'risk', statement: 'Risk of a session left open is mitigated' }),
    )
    put(`C7-${r}`, element(`X5-${r}`, 'context', { statement: 'Cause, threat scenario and consequence of the risk' }))
    put(`C7-${r}`, element(`S2-${r}`, 'strategy', { statement: 'Argue over the controls' }))
    for (let c = 1; c <= controls; c++) {
      put(`S2-${r}`, element(`C8-${r}-${c}`, 'goal', { role: 'C8', facet: 'control' }))
      put(`C8-${r}-${c}`, element(`Sn-${r}-${c}`, 'solution', { statement: 'Test report TR-17' }))
    }
  }
  return graphOf(elements, pairs)
}

/** Any argument up to the given size: random kinds, parents, shared elements and statements. */
export function arbitraryGraph(most: number): fc.Arbitrary<CaseGraph> {
  const drawn = fc.record({
    kind: fc.constantFrom(...KIND_NAMES, 'goal' as const, 'goal' as const, 'strategy' as const, 'solution' as const),
    parent: fc.nat(),
    second: fc.option(fc.nat(), { freq: 6, nil: undefined }),
    words: fc.nat(30),
    undeveloped: fc.boolean(),
    risk: fc.boolean(),
  })
  return fc.array(drawn, { minLength: 1, maxLength: most, size: 'max' }).map((list) => {
    const elements = [element('e0', 'goal', { role: 'C1' })]
    const pairs: [string, string][] = []
    for (const [index, each] of list.entries()) {
      const id = `e${index + 1}`
      const more = {
        undeveloped: each.undeveloped,
        statement: 'word '.repeat(each.words),
        facet: each.risk ? 'risk' : undefined,
      }
      const fits = (from: Element) =>
        mayRelate(from.kind, 'supportedBy', each.kind) || mayRelate(from.kind, 'inContextOf', each.kind)
      const parents = elements.filter(fits)
      elements.push(element(id, each.kind, more))
      const pick = (n: number) => pairs.push([parents[n % parents.length]?.id ?? 'e0', id])
      pick(each.parent)
      if (each.second !== undefined) pick(each.second)
    }
    return graphOf(elements, pairs)
  })
}
