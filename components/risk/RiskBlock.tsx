'use client'
import type { ReactNode } from 'react'
import { ElementFindings } from '@/components/element/ElementFindings'
import { FacetFields } from '@/components/element/FacetFields'
import { OneField } from '@/components/element/OneField'
import { useGraph } from '@/components/workspace/CaseContext'
import { SIDES } from '@/lib/access/policy'
import { ofSide } from '@/lib/case/facets/policy'
import { ratingField, type Stage } from '@/lib/case/facets/risk'
import type { ElementId } from '@/lib/gsn/graph'
import type { Acceptability } from '@/lib/risk/acceptability'
import { Cvss } from './Cvss'
import { OwnRating } from './OwnRating'
import classes from './risk.module.css'
import { Transfer } from './Transfer'
import { AccordLine, useAcceptability, Verdicts } from './Verdicts'

const TREATMENT_HELP: Readonly<Record<string, string>> = {
  mitigate: 'Controls make it less likely or less severe. Add them below this risk.',
  transfer: 'The hospital takes it over. It has to know what it takes, and to say that it can bear it.',
  avoid: 'What brings the risk about is taken away, or the device is not used so.',
  accept: 'It stays as it is. A side whose policy does not simply allow that writes why.',
}

/** The form of one risk: what threatens, how it is rated, what is done about it, and what each side says to the rest. */
export default function RiskBlock({ id }: { readonly id: ElementId }) {
  const acceptability = useAcceptability(id)
  const treatment = useGraph((graph) => String(graph.elements.get(id)?.fields.treatment ?? ''))
  return (
    <div className={classes.form}>
      <Part title="What threatens">
        <OneField id={id} name="threat" />
        <OneField id={id} name="vulnerability" />
        <fieldset className={classes.ticks}>
          <legend>Affected properties</legend>
          <OneField id={id} name="affectsConfidentiality" />
          <OneField id={id} name="affectsIntegrity" />
          <OneField id={id} name="affectsAvailability" />
          <OneField id={id} name="affectsAccountability" />
        </fieldset>
      </Part>
      <Scenario id={id} />
      <Part title="Before treatment">
        <Rating id={id} stage="before" acceptability={acceptability} />
      </Part>
      <Part title="Treatment">
        <OneField id={id} name="treatment" />
        {TREATMENT_HELP[treatment] !== undefined && <p className={classes.quiet}>{TREATMENT_HELP[treatment]}</p>}
        {treatment === 'transfer' && <Transfer id={id} />}
      </Part>
      <Part title="After treatment">
        <Rating id={id} stage="after" acceptability={acceptability} />
        {acceptability !== undefined && <AccordLine acceptability={acceptability} />}
        <Reasons id={id} acceptability={acceptability} />
        <OneField id={id} name="ratingReason" />
      </Part>
      <Part title="Known weaknesses">
        <div className={classes.pair}>
          <OneField id={id} name="cve" />
          <OneField id={id} name="cwe" />
        </div>
        <OneField id={id} name="exploitability" />
        <Cvss id={id} name="cvss" />
        <Cvss id={id} name="cvss4" />
        <OneField id={id} name="advisory" />
      </Part>
      <Part title="Safety">
        <div className={classes.pair}>
          <OneField id={id} name="hazard" />
          <OneField id={id} name="harm" />
        </div>
        <OneField id={id} name="hazardLink" />
      </Part>
    </div>
  )
}

function Part({ title, mark, children }: { title: string; mark?: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3>
        {title} {mark !== undefined && <span className={classes.quiet}>{mark}</span>}
      </h3>
      {children}
    </section>
  )
}

/** Cause, scenario and consequence, which stand on an element of their own (CTXT5). */
function Scenario({ id }: { id: ElementId }) {
  const scenario = useGraph((graph) =>
    graph.contexts(id).find((other) => graph.elements.get(other)?.facet === 'scenario'),
  )
  const name = useGraph((graph) => (scenario === undefined ? '' : (graph.elements.get(scenario)?.name ?? '')))
  if (scenario === undefined) return null
  return (
    <Part title="How it comes about" mark={name}>
      <FacetFields id={scenario} />
      <ElementFindings id={scenario} />
    </Part>
  )
}

interface RatingProps {
  readonly id: ElementId
  readonly stage: Stage
  readonly acceptability: Acceptability | undefined
}

function Rating({ id, stage, acceptability }: RatingProps) {
  return (
    <>
      <OneField id={id} name={ratingField('likelihood', stage)} />
      <OneField id={id} name={ratingField('severity', stage)} />
      {acceptability !== undefined && <Verdicts verdicts={acceptability[stage]} stage={stage} />}
      <OwnRating id={id} stage={stage} />
    </>
  )
}

/** Why a side bears what its policy does not simply accept: asked for where it does not, kept in sight where it is written. */
function Reasons({ id, acceptability }: Omit<RatingProps, 'stage'>) {
  const written = useGraph((graph) => {
    const texts = graph.elements.get(id)?.texts
    return SIDES.filter((side) => (texts?.[ofSide('residualReason', side)] ?? '') !== '')
  })
  return SIDES.filter((side) => {
    const verdict = acceptability?.after[side].verdict
    return written.includes(side) || (verdict !== undefined && verdict !== 'acceptable')
  }).map((side) => <OneField key={side} id={id} name={ofSide('residualReason', side)} />)
}
