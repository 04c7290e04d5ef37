import { KINDS, type Kind } from '@/lib/gsn/kinds'

/** The word on screen for a kind. */
export function kindWord(kind: Kind): string {
  return KINDS[kind].word
}

/** The class of the small shape that stands for a kind in lists (components/look/tokens.css). */
export const KIND_CLASS: Readonly<Record<Kind, string>> = {
  goal: 'kind-shape kind-goal',
  strategy: 'kind-shape kind-strategy',
  solution: 'kind-shape kind-solution',
  context: 'kind-shape kind-context',
  assumption: 'kind-shape kind-assumption',
  justification: 'kind-shape kind-justification',
}
