'use client'
import { Button } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import { InviteHint } from '@/components/cases/InviteHint'
import { useReviewState } from '@/components/review/use-review'
import { ConfirmTransfer } from '@/components/risk/ConfirmTransfer'
import type { Side } from '@/lib/access/policy'
import type { Act, Severity } from '@/lib/findings/rule'
import { capabilityStates } from '@/lib/reading/capabilities'
import { CAPABILITY_STATE_NAMES, CAPABILITY_STATES, caseStateOf } from '@/lib/reading/capability-state'
import { type NextStep, whatNext } from '@/lib/reading/what-next'
import { useCanEdit, useCaseFindings, useGraph, useMe, useNavigate, useRoom, useRun } from './CaseContext'
import classes from './findings.module.css'
import { SEVERITIES } from './findings-index'

const SIDES: Readonly<Record<Side, string>> = { mdm: 'Manufacturer', hdo: 'Hospital' }
const WHOLE = {
  undecided: 'Nothing is decided yet',
  'in-work': 'In work',
  argued: 'Argued: ready for both sides to approve',
  agreed: 'Agreed by both sides',
} as const

/** The next steps of each side, one's own first, under the state of the case in one line. */
export function WhatNext({ only, capability }: { only: Side | undefined; capability?: string | undefined }) {
  const me = useMe()
  const order: readonly Side[] = me.side === 'hdo' ? ['hdo', 'mdm'] : ['mdm', 'hdo']
  const sides = only === undefined ? order : [only]
  return (
    <section className={classes.next_} aria-labelledby="what-next">
      <h3 id="what-next">What next</h3>
      <StateLine />
      <div className={classes.sides}>
        {sides.map((side) => (
          <SideSteps key={side} side={side} mine={me.side === side} capability={capability} />
        ))}
      </div>
    </section>
  )
}

/** "In work: 17 not decided, 1 in work, 1 not required, justified." */
function StateLine() {
  const rows = useGraph(capabilityStates)
  const groups = useCaseFindings((findings) => findings.byCapability)
  const claims = useReviewState((review) => review.claims)
  const { counts, whole } = useMemo(() => caseStateOf(rows, groups, { claims }), [rows, groups, claims])
  const said = CAPABILITY_STATE_NAMES.filter((name) => counts[name] > 0)
  return (
    <p className={classes.state}>
      <strong>{WHOLE[whole]}.</strong> {said.length > 0 && 'Capabilities: '}
      {said.map((name, index) => (
        <span key={name} title={CAPABILITY_STATES[name].help}>
          {counts[name]} {CAPABILITY_STATES[name].word.toLowerCase()}
          {index < said.length - 1 ? ' · ' : '.'}
        </span>
      ))}
    </p>
  )
}

interface SideStepsProps {
  readonly side: Side
  readonly mine: boolean
  readonly capability: string | undefined
}

function SideSteps({ side, mine, capability }: SideStepsProps) {
  const { reader } = useRoom()
  // Findings tell when something changed that steps speak of; at a lower priority, so that typing never waits.
  const findings = useDeferredValue(useCaseFindings((now) => now))
  const claims = useDeferredValue(useReviewState((review) => review.claims))
  const steps = useMemo(
    () => whatNext(reader.graph(), side, findings, { claims }, { capability }),
    [reader, side, findings, claims, capability],
  )
  return (
    <div>
      <h4>
        {SIDES[side]}
        {mine && <span> · your side</span>}
      </h4>
      <InviteHint side={side} className={classes.quiet} />
      {steps.length === 0 ? (
        <p className={classes.quiet}>Nothing waits for this side.</p>
      ) : (
        <ol className={classes.steps}>
          {steps.map((step) => (
            <StepRow key={step.key} step={step} />
          ))}
        </ol>
      )}
    </div>
  )
}

function StepRow({ step }: { step: NextStep }) {
  const { select } = useNavigate()
  const first = step.elements[0]
  const approve = step.key.startsWith('approve')
  return (
    <li className={classes.step}>
      <SeverityGlyph severity={step.severity} />
      <button
        type="button"
        className={classes.words}
        onClick={() => first !== undefined && select(first, { tab: approve ? 'review' : 'details' })}
      >
        <span className="visually-hidden">{SEVERITIES[step.severity].word}: </span>
        <strong>{step.sentence}</strong> <span className={classes.next}>{step.nextStep}</span>
      </button>
      {step.act !== undefined && <ActButton act={step.act} />}
    </li>
  )
}

/** The next step at one click. It can be taken back like any other edit. */
export function ActButton({ act, forMe = true }: { act: Act; forMe?: boolean }) {
  const canEdit = useCanEdit()
  const run = useRun()
  const [busy, setBusy] = useState(false)
  if (act.command === 'confirm-transfer') {
    return forMe ? <ConfirmTransfer id={String(act.args.element)} label={act.label} /> : null
  }
  if (!canEdit || !forMe) return null
  return (
    <Button
      variant="light"
      size="compact-xs"
      loading={busy}
      onClick={() => {
        setBusy(true)
        void run(act.command, act.args).finally(() => setBusy(false))
      }}
    >
      {act.label}
    </Button>
  )
}

export function SeverityGlyph({ severity }: { severity: Severity }) {
  return (
    <span className={classes.glyph} data-severity={severity} title={SEVERITIES[severity].word} aria-hidden>
      {SEVERITIES[severity].glyph}
    </span>
  )
}
