import { effectReached, endOf } from './baseline-steps'
import type { Side } from './charter'
import type { AgreementEvent } from './events'
import { type AgreementState, counted, lastMoment, NEVER, type Person } from './proposal'
import { reduceAgreement } from './reduce-agreement'

/** The service as the author of what follows by the clock or from what people did. */
export const SERVICE: Person = { id: 'service', name: 'Accord' }

/** Whether a person still holds the right to sign for that side. */
export type Entitled = (personId: string, side: Side) => boolean

/**
 * [AGR11] What the service has to record now, in this order: signatures of people who lost the right lapse; what ran out
 * of time ends; a fully signed version waits for its date or condition, or enters into force; an ended baseline
 * takes the amendments along that were made to it. Asking again after recording gives nothing more.
 * @param at server time
 */
export function dueEvents(state: AgreementState, at: string, entitled: Entitled): readonly AgreementEvent[] {
  const events: AgreementEvent[] = []
  let now = state
  for (;;) {
    const step = nextStep(now, at, entitled)
    if (step.length === 0) return events
    events.push(...step)
    const after = reduceAgreement(
      step.map((event) => ({ ...event, at, actor: SERVICE })),
      now,
    )
    if (after === now) throw new Error(`The agreement cannot take ${step[0]?.kind} although it is due.`)
    now = after
  }
}

function nextStep(state: AgreementState, at: string, entitled: Entitled): readonly AgreementEvent[] {
  const { open, inForce, pending } = state
  const ending = [pending, inForce].find((baseline) => {
    const end = baseline === undefined ? undefined : endOf(baseline)
    return end !== undefined && end <= at
  })
  if (ending !== undefined) {
    return [{ kind: 'baseline.terminated', body: { baseline: ending.number, digest: ending.digest } }]
  }
  if (open === undefined) return []
  const { number: proposal, digest } = open
  const about = { proposal, digest }
  const lapsed = counted(open).filter((s) => !entitled(s.person.id, s.side))
  if (lapsed.length > 0) {
    return lapsed.map((s) => ({ kind: 'proposal.lapsed', body: { ...about, side: s.side, person: s.person.id } }))
  }
  if (open.state !== 'fully-signed') {
    if (open.supersedes !== (inForce?.digest ?? null)) {
      return [{ kind: 'proposal.overtaken', body: { ...about, by: inForce?.digest ?? open.supersedes ?? digest } }]
    }
    return lastMoment(open) <= at ? [{ kind: 'proposal.expired', body: about }] : []
  }
  const line = state.baselines.filter((b) => b.state !== 'pending-effect')
  const baseline = line.length + 1
  if (effectReached(open, at)) {
    return [{ kind: 'baseline.in-force', body: { baseline, ...about, supersedes: open.supersedes } }]
  }
  if (lastMoment(open) <= at) return [{ kind: 'proposal.expired', body: about }]
  return pending === undefined ? [{ kind: 'baseline.pending', body: { baseline, ...about } }] : []
}

/** When the clock will next have something to say about this agreement; undefined when it never will by itself. */
export function nextDue(state: AgreementState): string | undefined {
  const { open, inForce, pending } = state
  const times = [inForce, pending].flatMap((baseline) => {
    const end = baseline === undefined ? undefined : endOf(baseline)
    return end === undefined ? [] : [end]
  })
  if (open !== undefined) {
    const last = lastMoment(open)
    if (last !== NEVER) times.push(last)
    if (open.state === 'fully-signed' && open.effect.kind === 'date') times.push(open.effect.from)
  }
  return times.sort()[0]
}
