import type { CaseGraph } from '@/lib/gsn/graph'

export interface CapabilityState {
  readonly decision: 'undecided' | 'required' | 'not-required'
  readonly word: string
  /** For a badge; the word in full stands beside it for screen readers. */
  readonly short: string
  readonly tone: 'open' | 'required' | 'closed'
}

const STATES: Readonly<Record<CapabilityState['decision'], CapabilityState>> = {
  undecided: { decision: 'undecided', word: 'not decided yet', short: 'Decide', tone: 'open' },
  required: { decision: 'required', word: 'required', short: 'Required', tone: 'required' },
  'not-required': { decision: 'not-required', word: 'not required', short: 'Not required', tone: 'closed' },
}

/** How a capability was decided; undefined when the case does not hold it. */
export function capabilityStateOf(graph: CaseGraph, code: string): CapabilityState | undefined {
  const head = graph.elements.get(`C2-${code}`)
  if (head === undefined) return undefined
  const { decision } = head.fields
  return decision === 'required' || decision === 'not-required' ? STATES[decision] : STATES.undecided
}
