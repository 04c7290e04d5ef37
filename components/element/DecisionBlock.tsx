'use client'
import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { capabilityByCode, isCapabilityCode } from '@/catalog'
import { DoneIcon } from '@/components/look/icons'
import { ClosingLine } from '@/components/pattern/ClosingLine'
import { useCanEdit, useGraph, useNavigate, useRun } from '@/components/workspace/CaseContext'
import { capabilityStateOf } from '@/components/workspace/capability-state'
import { TEXT_MAX } from '@/lib/case/fields'
import classes from './element.module.css'
import { SharedTextArea } from './SharedTextArea'

const NEXT = {
  undecided: 'Read what it is about, then decide together whether this device in this place needs it.',
  required: 'The argument below shows that it is in place. Start with the risks.',
} as const

/** Whether a security capability is required here, and why it is not. */
export function DecisionBlock({ capability }: { capability: string }) {
  const state = useGraph((graph) => capabilityStateOf(graph, capability))
  const hasReason = useGraph((graph) => graph.elements.has(`J1-${capability}`))
  const risks = useGraph((graph) => graph.elements.has(`C6-${capability}`))
  const canEdit = useCanEdit()
  const run = useRun()
  const { select } = useNavigate()
  const [busy, setBusy] = useState(false)
  const [asking, setAsking] = useState(false)
  if (state === undefined) return null

  async function decide(decision: 'required' | 'not-required', justification?: string): Promise<void> {
    setBusy(true)
    const outcome = await run('decide-capability', {
      capability,
      decision,
      ...(justification === undefined ? {} : { justification }),
    })
    setBusy(false)
    if (outcome.ok) setAsking(false)
  }

  const chosen = state.decision
  return (
    <section className={classes.decision} aria-labelledby={`decide-${capability}`}>
      <h3 id={`decide-${capability}`}>Is {capability} required?</h3>
      <div className={classes.choices}>
        <Choice
          label="Required"
          chosen={chosen === 'required'}
          disabled={!canEdit || busy}
          onChoose={() => void decide('required')}
        />
        <Choice
          label="Not required"
          chosen={chosen === 'not-required'}
          disabled={!canEdit || busy}
          onChoose={() => (hasReason ? void decide('not-required') : setAsking(true))}
        />
      </div>
      {asking && chosen !== 'not-required' ? (
        <Reason
          capability={capability}
          busy={busy}
          onDrop={() => setAsking(false)}
          onDecide={(why) => void decide('not-required', why)}
        />
      ) : (
        chosen !== 'not-required' && <p className={classes.note}>{NEXT[chosen]}</p>
      )}
      <ClosingLine head={`C2-${capability}`} />
      {chosen === 'not-required' && hasReason && (
        <SharedTextArea
          element={`J1-${capability}`}
          field="statement"
          label={`Why it is not required (J1-${capability})`}
          rows={3}
        />
      )}
      {chosen === 'required' && (
        <SharedTextArea
          element={`C2-${capability}`}
          field="whyRequired"
          label="Why this device needs it here"
          placeholder="The device shows patient data in rooms that visitors can enter."
          rows={2}
        />
      )}
      {chosen === 'required' && risks && (
        <Button variant="subtle" className={classes.inlineLink} onClick={() => select(`C6-${capability}`)}>
          Go to its risks
        </Button>
      )}
      <About capability={capability} open={chosen === 'undecided'} />
    </section>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly chosen: boolean
  readonly disabled: boolean
  readonly onChoose: () => void
}

function Choice({ label, chosen, disabled, onChoose }: ChoiceProps) {
  return (
    <Button
      variant={chosen ? 'light' : 'default'}
      aria-pressed={chosen}
      disabled={disabled && !chosen}
      leftSection={chosen ? <DoneIcon /> : undefined}
      onClick={() => !chosen && !disabled && onChoose()}
      fullWidth
    >
      {label}
    </Button>
  )
}

interface ReasonProps {
  readonly capability: string
  readonly busy: boolean
  readonly onDrop: () => void
  readonly onDecide: (why: string) => void
}

function Reason({ capability, busy, onDrop, onDecide }: ReasonProps) {
  const [why, setWhy] = useState('')
  const [problem, setProblem] = useState<string>()
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (why.trim() === '') setProblem('Write the reason first: it is what the other side agrees to.')
    else onDecide(why.trim())
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Textarea
        label={`Why is ${capability} not required here?`}
        placeholder="The device stores no health data, so there is nothing to restore after a failure."
        value={why}
        error={problem}
        onChange={(event) => setWhy(event.currentTarget.value)}
        maxLength={TEXT_MAX}
        rows={3}
        classNames={{ input: classes.growing }}
        autoFocus
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          Decide: not required
        </Button>
        <Button variant="subtle" color="gray" onClick={onDrop}>
          Cancel
        </Button>
      </div>
    </form>
  )
}

/** What the capability is for, from the catalogue. */
function About({ capability, open }: { capability: string; open: boolean }) {
  if (!isCapabilityCode(capability)) return null
  const { name, goal, need, protects } = capabilityByCode(capability)
  return (
    <details className={classes.about} open={open}>
      <summary>What {name.toLowerCase()} is about</summary>
      <dl>
        <dt>Goal</dt>
        <dd>{goal}</dd>
        <dt>What to look for</dt>
        <dd>{need}</dd>
        <dt>Protects</dt>
        <dd>{protects.join(', ')}</dd>
      </dl>
    </details>
  )
}
