import { CAPABILITY_CODES } from '@/catalog/capability-codes'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { closingOf } from '@/lib/pattern/closing'
import { branchOf, elementsOf } from './branch'
import { perElement } from './per-element'
import { remembered } from './remember'

export interface CapabilityRow {
  readonly capability: string
  readonly head: ElementId
  readonly decision: 'undecided' | 'required' | 'not-required'
  readonly risks: number
  readonly controls: number
  readonly evidence: number
  readonly undeveloped: number
  /** Whether a log shows that no risk needs treatment. */
  readonly log: boolean
  /** Whether the reason for not requiring it is written. */
  readonly justified: boolean
  /** The claim that both sides have to approve before it is closed as not required. [PAT12] */
  readonly closing?: ElementId
  /** The claims of the branch, for counting agreement. */
  readonly claims: readonly ElementId[]
}

const rows = remembered(() =>
  perElement<CapabilityRow>({
    on: ({ facet, capability }) => facet === 'decision' && capability !== undefined,
    rows: (graph, head) => [rowOf(graph, head)],
  }),
)

const inCatalogueOrder = new WeakMap<readonly CapabilityRow[], readonly CapabilityRow[]>()

/** One row per capability that the case argues, in the catalogue's order, others after it: what its card says. */
export function capabilityStates(graph: CaseGraph): readonly CapabilityRow[] {
  const all = rows(graph)
  let sorted = inCatalogueOrder.get(all)
  if (sorted === undefined) {
    sorted = [...all].sort((a, b) => place(a) - place(b))
    inCatalogueOrder.set(all, sorted)
  }
  return sorted
}

function place({ capability }: CapabilityRow): number {
  const index = (CAPABILITY_CODES as readonly string[]).indexOf(capability)
  return index < 0 ? CAPABILITY_CODES.length : index
}

function rowOf(graph: CaseGraph, head: Element): CapabilityRow {
  const branch = elementsOf(graph, branchOf(graph, head.id))
  const count = (test: (element: Element) => boolean) => branch.filter(test).length
  const { decision } = head.fields
  const closing = closingOf(graph, head, () => false)
  return {
    capability: head.capability ?? '',
    head: head.id,
    decision: decision === 'required' || decision === 'not-required' ? decision : 'undecided',
    risks: count(({ facet }) => facet === 'risk'),
    controls: count(({ facet }) => facet === 'control'),
    evidence: count(({ kind }) => kind === 'solution'),
    undeveloped: count(({ undeveloped }) => undeveloped),
    log: branch.some(({ role }) => role === 'Sn1'),
    justified: branch.some(
      ({ role, statement }) => role === 'J1' && statement.trim() !== '' && !statement.includes('{'),
    ),
    ...(closing === undefined ? {} : { closing: closing.claim.id }),
    claims: branch.filter(({ kind }) => kind === 'goal').map(({ id }) => id),
  }
}
