'use client'
import { useGraph } from '@/components/workspace/CaseContext'
import { SIDES, type Side } from '@/lib/access/policy'
import type { Stage } from '@/lib/case/facets/risk'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import {
  type Acceptability,
  acceptabilityOf,
  accordWords,
  type SideVerdict,
  verdictWords,
} from '@/lib/risk/acceptability'
import classes from './risk.module.css'
import { OPEN_SIGN, SIDE_NAMES, VERDICT_SIGNS } from './words'

/** Both sides' verdicts on a risk, as they stand; undefined when it is no risk of this case. */
export function useAcceptability(id: ElementId): Acceptability | undefined {
  const text = useGraph((graph: CaseGraph) => {
    const risk = graph.elements.get(id)
    return risk === undefined ? '' : JSON.stringify(acceptabilityOf(graph, risk))
  })
  return text === '' ? undefined : (JSON.parse(text) as Acceptability)
}

/** What each side's policy says about a risk, side by side, in words. [POL11] */
export function Verdicts({ verdicts, stage }: { verdicts: Readonly<Record<Side, SideVerdict>>; stage: Stage }) {
  return (
    <ul className={classes.verdicts} aria-label={`What each side says ${stage} treatment`}>
      {SIDES.map((side) => (
        <li
          key={side}
          data-verdict={verdicts[side].verdict ?? 'open'}
          data-proposed={verdicts[side].provisional || undefined}
        >
          <OneVerdict verdict={verdicts[side]} />
        </li>
      ))}
    </ul>
  )
}

function OneVerdict({ verdict }: { verdict: SideVerdict }) {
  const { side, likelihoodWord, severityWord, likelihoodIsOwn, severityIsOwn } = verdict
  const rated = likelihoodWord !== '' && severityWord !== ''
  return (
    <>
      <span className={classes.whose}>{SIDE_NAMES[side]}</span>
      <span className={classes.verdict}>
        <span aria-hidden="true" className={classes.sign} data-verdict={verdict.verdict ?? 'open'}>
          {verdict.verdict === undefined ? OPEN_SIGN : VERDICT_SIGNS[verdict.verdict]}
        </span>
        {verdictWords(verdict)}
      </span>
      {rated && (
        <span className={classes.place}>
          {likelihoodWord}, {severityWord.toLowerCase()}
          {(likelihoodIsOwn || severityIsOwn) && ' (own rating)'}
        </span>
      )}
    </>
  )
}

/** What the two verdicts on what is left come to. */
export function AccordLine({ acceptability }: { acceptability: Acceptability }) {
  const { accord } = acceptability
  if (accord === 'open') return null
  return (
    <p className={classes.accord} data-accord={accord} role="status">
      {accordWords(accord)}.
    </p>
  )
}
