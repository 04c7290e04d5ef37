import { type Audience, holds, type KeptKind, type Tally } from '@/lib/access/audience'
import type { CanonicalCase, CanonicalElement, NarrativeNode } from '@/lib/case/canonical-case'
import { type Field, facetOf, fieldsOf } from '@/lib/case/fields'
import { type CaseGraph, type Element, type FieldValue, withContent } from '@/lib/gsn/graph'

/** What stands in the place of what is left out: said, so that nothing looks as if nobody had said anything. */
export const KEPT_STATEMENT = 'Evidence that stays with its owner'
export const NAMED = 'A named person'
export const IN_WORDS = 'Said in words that are not in this file'
export const PLACED = 'A place that is not told here'

/** What is said of evidence that stays with its owner: whose, of which kind, until when, and the hash to check it by. */
const STILL_SAID: ReadonlySet<string> = new Set([
  ...['side', 'evidenceKind', 'confidentiality', 'sha256', 'version', 'effective', 'reviewBy'],
  ...['adequateMdm', 'necessaryMdm', 'suitableMdm', 'adequateHdo', 'necessaryHdo', 'suitableHdo'],
])
const FILE: ReadonlySet<string> = new Set(['fileName', 'fileSize', 'fileType'])

/** [FOR4] The graph as a file for this audience tells it; what is left out is counted. */
export function graphFor(graph: CaseGraph, audience: Audience, tally: Tally): CaseGraph {
  if (holdsAll(audience)) return graph
  const changed = [...graph.elements.values()].flatMap((element) => {
    const shown = elementFor(element, audience, tally)
    return shown === element ? [] : [shown]
  })
  tally.add('bin', graph.bin.size)
  return { ...withContent(graph, changed), bin: new Map() }
}

/** [FOR4] The same for the canonical reading, with its narratives. */
export function canonicalFor(canonical: CanonicalCase, audience: Audience, tally: Tally): CanonicalCase {
  if (holdsAll(audience)) return canonical
  const shown = new Map(canonical.elements.map((element) => [element.id, elementFor(element, audience, tally)]))
  const elements = [...shown.values()].map((element) => {
    const target = element.away === undefined ? undefined : shown.get(element.away)
    return target === undefined ? element : { ...element, statement: target.statement }
  })
  tally.add('bin', canonical.bin.length)
  return { ...canonical, elements, bin: [] }
}

function holdsAll(audience: Audience): boolean {
  return audience !== 'outside'
}

function elementFor<E extends Element>(element: E, audience: Audience, tally: Tally): E {
  const evidence = facetOf(element) === 'evidence'
  const { confidentiality } = element.fields
  if (evidence && confidentiality === 'own-side' && !holds(audience, 'kept-evidence')) {
    tally.add('kept-evidence')
    const { narrative: _, ...rest } = element as CanonicalElement
    const said = Object.entries(element.fields).filter(([name]) => STILL_SAID.has(name))
    const place = (element.fields.reference ?? '') === '' ? {} : { reference: PLACED }
    const fields = { ...Object.fromEntries(said), ...place, title: KEPT_STATEMENT }
    return { ...rest, statement: KEPT_STATEMENT, fields, texts: {} } as unknown as E
  }
  const table = fieldsOf(facetOf(element))
  const placeIsKept = evidence && confidentiality !== 'public' && !holds(audience, 'evidence-place')
  const fields = Object.entries(element.fields).flatMap(([name, value]): [string, FieldValue][] => {
    if (value === '') return [[name, value]]
    if (placeIsKept && FILE.has(name)) return []
    const instead = placeIsKept && name === 'reference' ? PLACE : insteadOf(table[name])
    if (instead === undefined || holds(audience, instead.kind)) return [[name, value]]
    tally.add(instead.kind)
    return [[name, instead.words]]
  })
  const changed =
    fields.length !== Object.keys(element.fields).length || fields.some(([n, v]) => element.fields[n] !== v)
  const narrative = 'narrative' in element ? narrativeFor(element as CanonicalElement, audience, tally) : undefined
  const retold = narrative !== undefined && narrative !== (element as CanonicalElement).narrative
  if (!changed && !retold) return element
  return { ...element, fields: Object.fromEntries(fields), ...(retold ? { narrative } : {}) }
}

interface Instead {
  readonly kind: KeptKind
  readonly words: string
}
const PLACE: Instead = { kind: 'evidence-place', words: PLACED }

/** Names of people, and what one side says in words of its own. */
function insteadOf(field: Field | undefined): Instead | undefined {
  if (field?.person === true) return { kind: 'people', words: NAMED }
  const own = field?.judgement === true && field.server !== true && field.type === 'string'
  return own ? { kind: 'judgements', words: IN_WORDS } : undefined
}

function narrativeFor(
  { narrative }: CanonicalElement,
  audience: Audience,
  tally: Tally,
): readonly NarrativeNode[] | undefined {
  if (narrative === undefined || holds(audience, 'people')) return narrative
  let named = false
  const told = (nodes: readonly NarrativeNode[]): readonly NarrativeNode[] =>
    nodes.map((node) => {
      if ('text' in node) return node
      if (node.type === 'mention' && node.attrs?.kind === 'person') {
        named = true
        tally.add('people')
        return { type: 'mention', attrs: { kind: 'person', label: NAMED } }
      }
      return node.content === undefined ? node : { ...node, content: told(node.content) }
    })
  const shown = told(narrative)
  return named ? shown : narrative
}
