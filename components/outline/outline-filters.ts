import type { Side } from '@/lib/access/policy'
import type { CaseFindings } from '@/lib/findings/create-findings'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { capabilityStates } from '@/lib/reading/capabilities'
import { CAPABILITY_STATES, type CapabilityStateName, caseStateOf } from '@/lib/reading/capability-state'
import type { ReviewState } from '@/lib/review/state'

/** What the outline is narrowed to; all that is set must hold. */
export interface Filters {
  /** `red`: something must be solved; `amber`: something must or should be solved. */
  readonly findings?: 'red' | 'amber'
  /** The side that is responsible, or whose turn a finding is. */
  readonly side?: Side
  /** The state of the capability that the element belongs to. */
  readonly state?: CapabilityStateName
  /** Claims that my side does not approve as they stand. */
  readonly unapproved?: boolean
  /** Elements with an open conversation. */
  readonly commented?: boolean
}

export const NO_FILTERS: Filters = {}

/** Where the filters look besides the graph. */
export interface FilterSources {
  readonly findings: CaseFindings
  readonly review: ReviewState
  readonly mine: Side | undefined
}

export function anyFilter(filters: Filters): boolean {
  return Object.values(filters).some((value) => value !== undefined && value !== false)
}

/** [OUT4] The ids, out of these, of the elements that every filter lets through, in their order. */
export function filtered(
  graph: CaseGraph,
  ids: Iterable<ElementId>,
  filters: Filters,
  sources: FilterSources,
): ElementId[] {
  const tests = testsOf(graph, filters, sources)
  return [...ids].filter((id) => tests.every((test) => test(id)))
}

type Test = (id: ElementId) => boolean

function testsOf(graph: CaseGraph, filters: Filters, { findings, review, mine }: FilterSources): Test[] {
  const tests: Test[] = []
  const { findings: grave, side, state, unapproved, commented } = filters
  if (grave !== undefined) {
    tests.push((id) =>
      findings.of(id).some(({ severity }) => severity === 'red' || (grave === 'amber' && severity === 'amber')),
    )
  }
  if (side !== undefined) {
    tests.push((id) => {
      const responsible = graph.elements.get(id)?.fields.responsible
      return (
        responsible === side || responsible === 'shared' || findings.of(id).some(({ sides }) => sides?.includes(side))
      )
    })
  }
  if (state !== undefined) {
    const { states } = caseStateOf(capabilityStates(graph), findings.byCapability, review)
    tests.push((id) => {
      const code = graph.elements.get(id)?.capability
      return code !== undefined && states.get(code) === state
    })
  }
  if (unapproved === true && mine !== undefined) {
    tests.push((id) => {
      const claim = review.claims.get(id)
      return claim !== undefined && claim.sides[mine].state !== 'approved'
    })
  }
  if (commented === true) tests.push((id) => (review.openThreads.get(id) ?? 0) > 0)
  return tests
}

export interface FilterChoice {
  readonly label: string
  readonly filters: Filters
  readonly on: boolean
}

/** [OUT4] The choices in words, each with the filters as they are once it is chosen, or taken back where it is on. */
export function filterChoices(now: Filters, mine: Side | undefined): { group: string; choices: FilterChoice[] }[] {
  const choice = (label: string, part: Filters): FilterChoice => {
    const [key, value] = Object.entries(part)[0] as [keyof Filters, never]
    const on = now[key] === value
    const { [key]: _, ...others } = now
    return { label, on, filters: on ? others : { ...others, ...part } }
  }
  const states = Object.keys(CAPABILITY_STATES) as CapabilityStateName[]
  return [
    {
      group: 'Findings',
      choices: [
        choice('Must be solved', { findings: 'red' }),
        choice('Must or should be solved', { findings: 'amber' }),
      ],
    },
    {
      group: 'Concerns',
      choices: [choice('Manufacturer', { side: 'mdm' }), choice('Hospital', { side: 'hdo' })],
    },
    {
      group: 'Review',
      choices: [
        ...(mine === undefined ? [] : [choice('Not approved by my side', { unapproved: true })]),
        choice('With open comments', { commented: true }),
      ],
    },
    {
      group: 'State of the capability',
      choices: states.map((state) => choice(CAPABILITY_STATES[state].word, { state })),
    },
  ]
}

export function filtersKey(caseId: string, personId: string): string {
  return `accord:outline:${personId}:${caseId}`
}

/** Reads what a person kept on this device; whatever is not readable counts as nothing. */
export function parseFilters(text: string | null): Filters {
  try {
    const value: unknown = JSON.parse(text ?? '')
    if (typeof value !== 'object' || value === null) return NO_FILTERS
    const { findings, side, state, unapproved, commented } = value as Record<string, unknown>
    return {
      ...(findings === 'red' || findings === 'amber' ? { findings } : {}),
      ...(side === 'mdm' || side === 'hdo' ? { side } : {}),
      ...(typeof state === 'string' && Object.hasOwn(CAPABILITY_STATES, state)
        ? { state: state as CapabilityStateName }
        : {}),
      ...(unapproved === true ? { unapproved } : {}),
      ...(commented === true ? { commented } : {}),
    }
  } catch {
    return NO_FILTERS
  }
}
