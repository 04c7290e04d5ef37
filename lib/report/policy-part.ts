import { SIDES } from '@/lib/access/policy'
import { SIDE_WORD } from '@/lib/agreement/charter'
import { type Block, heading, paragraph } from '@/lib/document/document'
import { tableOf } from '@/lib/document/table-of'
import { policyElements, readPolicy } from '@/lib/risk/policy'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import type { ReportInput } from './input'

/** Both sides' matrices: which likelihood and severity each calls acceptable. One that nobody adopted is only named. */
export function policyBlocks({ graph }: ReportInput): Block[] {
  const blocks = policyElements(graph).flatMap((element): Block[] =>
    SIDES.flatMap((side): Block[] => {
      const { adopted, likelihood, severity, cells } = readPolicy(element, side)
      const title = `${element.name}: the ${SIDE_WORD[side].toLowerCase()}`
      if (!adopted) return [paragraph(`${title} has adopted no matrix of its own here.`)]
      const rows = likelihood.map(({ word }, l) => [
        [{ text: word, bold: true as const }],
        ...severity.map((_, s) => {
          const verdict = cells[l]?.[s]
          return verdict === undefined ? 'Not decided' : VERDICT_WORDS[verdict]
        }),
      ])
      const head = ['Likelihood \\ Severity', ...severity.map(({ word }) => word)]
      return [
        paragraph(`${title} judges like this:`),
        tableOf(
          head,
          rows.reverse(),
          '',
          head.map(() => 1),
        ),
      ]
    }),
  )
  return blocks.length === 0 ? [] : [heading(2, 'Which risk is acceptable', 'policies'), ...blocks]
}
