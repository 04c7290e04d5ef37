import type { Element, ElementId } from '@/lib/gsn/graph'
import { elementsOf } from './branch'
import { perElement } from './per-element'
import { remembered } from './remember'

export interface EvidenceListRow {
  readonly evidence: Element
  readonly name: string
  readonly capability: string
  /** The claims that rest on it. */
  readonly claims: readonly ElementId[]
  /** Their names, in the order of the case. */
  readonly claimNames: readonly string[]
}

/** [RDG4] Every piece of evidence that the case argues with, once, with the claims that rest on it. */
export const evidenceList = remembered(() =>
  perElement<EvidenceListRow>({
    on: ({ kind }) => kind === 'solution',
    rows: (graph, evidence) => {
      const claims = elementsOf(graph, graph.supporterOf(evidence.id))
      return [
        {
          evidence,
          name: evidence.name,
          capability: evidence.capability ?? '',
          claims: claims.map(({ id }) => id),
          claimNames: claims.map(({ name }) => name),
        },
      ]
    },
  }),
)
