import type { CanonicalElement } from '@/lib/case/canonical-case'
import { type Block, heading, paragraph, plain } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import { readPolicy } from '@/lib/risk/policy'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import { SIDE_WORD, SIDES, type Side } from './charter'

/** Which risk each side accepts: its matrix and the words of its levels, as the signed page tells them. */
export function policyBlocks(policies: readonly CanonicalElement[]): Block[] {
  return policies.flatMap((policy) => [
    heading(2, `${policy.name}: which risk is acceptable`, `policy-${policy.name}`),
    paragraph(policy.statement),
    ...SIDES.flatMap((side) => matrixBlocks(policy, side)),
  ])
}

function matrixBlocks(policy: CanonicalElement, side: Side): Block[] {
  const { adopted, likelihood, severity, cells } = readPolicy(policy, side)
  if (!adopted) return [paragraph(`${SIDE_WORD[side]}: no matrix of its own here.`)]
  const rows = likelihood.map(({ word }, l) => [
    [{ text: word, bold: true as const }],
    ...severity.map((_, s) => {
      const verdict = cells[l]?.[s]
      return verdict === undefined ? 'Not decided' : VERDICT_WORDS[verdict]
    }),
  ])
  const meanings = [...likelihood, ...severity].filter(({ meaning }) => meaning !== '')
  const table = tableOf(['Likelihood \\ Severity', ...severity.map(({ word }) => word)], rows.reverse(), '')
  return [
    table.kind === 'table' ? { ...table, caption: `The ${SIDE_WORD[side]}’s matrix` } : table,
    ...(meanings.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            ordered: false,
            items: meanings.map(({ word, meaning }) => plain(`${word}: ${meaning}`)),
          },
        ]),
  ]
}
