import { SIDES, type Side } from '@/lib/access/policy'
import { POLICY_FACETS } from '@/lib/case/facets/policy'
import type { Element } from '@/lib/gsn/graph'
import { accordWords, judgeRisk, verdictWords } from '@/lib/risk/acceptability'
import { readPolicy } from '@/lib/risk/policy'
import { VERDICT_WORDS } from '@/lib/risk/verdict'
import { type Html, html } from './html'

const SIDE_NAMES: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }

/** Whether a field is part of a matrix, which is told as a table and not field by field. */
export function isMatrixField(name: string): boolean {
  const row = Object.hasOwn(POLICY_FACETS.policy, name) ? POLICY_FACETS.policy[name as 'policyMdm'] : undefined
  return row !== undefined && row.type !== 'text'
}

/** Both sides' matrices with the words of their levels. A matrix that a side has not adopted is not told as its own. */
export function matricesHtml(element: Element): Html {
  return html`${SIDES.map((side) => {
    const { adopted, likelihood, severity, cells } = readPolicy(element, side)
    if (!adopted) return html`<p class="soft">${SIDE_NAMES[side]}: no matrix of its own here.</p>`
    const rows = likelihood.map(
      ({ word }, l) =>
        html`<tr><th scope="row">${word}</th>${severity.map((_, s) => {
          const verdict = cells[l]?.[s]
          return html`<td>${verdict === undefined ? 'Not decided' : VERDICT_WORDS[verdict]}</td>`
        })}</tr>`,
    )
    const meanings = [...likelihood, ...severity].filter(({ meaning }) => meaning !== '')
    return html`<p><strong>${SIDE_NAMES[side]}: which risk is acceptable</strong></p><table><thead><tr><th scope="col">Likelihood \\ Severity</th>${severity.map(
      ({ word }) => html`<th scope="col">${word}</th>`,
    )}</tr></thead><tbody>${rows.reverse()}</tbody></table><dl>${meanings.map(
      ({ word, meaning }) => html`<dt>${word}</dt><dd>${meaning}</dd>`,
    )}</dl>`
  })}`
}

/** What each side's policy says about a risk before and after treatment, and what that comes to. */
export function verdictsHtml(policies: readonly Element[], risk: Element): Html {
  const { before, after, accord } = judgeRisk(policies, risk)
  return html`<table><thead><tr><th scope="col">Whose policy</th><th scope="col">Before treatment</th><th scope="col">After treatment</th></tr></thead><tbody>${SIDES.map(
    (side) =>
      html`<tr><th scope="row">${SIDE_NAMES[side]}</th><td>${verdictWords(before[side])}</td><td>${verdictWords(after[side])}</td></tr>`,
  )}</tbody></table>${accord === 'open' ? '' : html`<p><strong>${accordWords(accord)}.</strong></p>`}`
}
