import type { Side } from '@/lib/access/policy'
import type { ElementId } from '@/lib/gsn/graph'
import { type Alert, alertsOf } from './alerts'
import type { Memory } from './causes'
import type { ClaimDigests } from './digests'
import { bodyAs, type EntryActor, type ReviewEntry } from './entries'

/** In whose name somebody spoke who speaks by delegation. */
export interface ForWhom {
  readonly person: string
  readonly name: string
  readonly delegation: string
}

export interface Approval {
  readonly at: string
  readonly by: EntryActor
  readonly for?: ForWhom
  readonly digests: ClaimDigests
  /** What it remembers for naming causes; absent where only the digests were kept. */
  readonly seen?: Memory
  readonly note?: string
  /** How far the case's log had come; absent where it was not kept. */
  readonly state?: number
  /** [MON8] Advisories that were held against the claim after this approval; absent for none. */
  readonly alerts?: readonly Alert[]
}

export interface Objection {
  readonly at: string
  readonly by: EntryActor
  readonly for?: ForWhom
  readonly note: string
}

/** What one side has said about one claim and not taken back, oldest first. */
export interface SideVoice {
  readonly approvals: readonly Approval[]
  /** [REV9] Standing objections, at most one per person. */
  readonly objections: readonly Objection[]
}

export type ClaimVoices = Readonly<Record<Side, SideVoice>>
export type Approvals = ReadonlyMap<ElementId, ClaimVoices>

export const NO_APPROVALS: Approvals = new Map()
const SILENT: SideVoice = { approvals: [], objections: [] }

/** Every claim that nobody has spoken about. */
export const NO_VOICES: ClaimVoices = { mdm: SILENT, hdo: SILENT }

/**
 * [REV7] What has been said about the claims after some more entries. Pure, whatever the portions. Only the shared chain
 * and only people with a side count: an approval is said to both.
 */
export function addToApprovals(approvals: Approvals, entries: Iterable<ReviewEntry>): Approvals {
  let next: Map<ElementId, ClaimVoices> | undefined
  for (const entry of entries) {
    const side = entry.actor.side
    if (entry.chain !== 'shared') continue
    if (entry.kind === 'alert.raised' || entry.kind === 'alert.withdrawn') {
      next = challenged(next ?? approvals, entry)
      continue
    }
    if (side === undefined) continue
    const spoken = wordOf(entry)
    if (spoken === undefined) continue
    next ??= new Map(approvals)
    const voices = next.get(spoken.claim) ?? NO_VOICES
    next.set(spoken.claim, { ...voices, [side]: spoken.change(voices[side]) })
  }
  return next ?? approvals
}

/** [MON8] Every approval of a claim that an advisory is held against, marked with it; without the mark when it is withdrawn. */
function challenged(approvals: Approvals, entry: ReviewEntry): Map<ElementId, ClaimVoices> {
  const next = new Map(approvals)
  for (const [claim, alert] of alertsOf(entry)) {
    changeApprovals(next, claim, (approval) => ({ ...approval, alerts: [...(approval.alerts ?? []), alert] }))
  }
  const withdrawn = bodyAs(entry, 'alert.withdrawn')?.alert
  if (withdrawn === undefined) return next
  const isIt = ({ alert }: Alert) => alert === withdrawn
  for (const claim of approvals.keys()) {
    changeApprovals(next, claim, (approval) => {
      if (approval.alerts?.some(isIt) !== true) return approval
      const { alerts, ...rest } = approval
      const left = alerts.filter((alert) => !isIt(alert))
      return left.length === 0 ? rest : { ...rest, alerts: left }
    })
  }
  return next
}

function changeApprovals(
  all: Map<ElementId, ClaimVoices>,
  claim: ElementId,
  change: (approval: Approval) => Approval,
): void {
  const voices = all.get(claim)
  if (voices === undefined) return
  const changed = (voice: SideVoice): SideVoice => ({ ...voice, approvals: voice.approvals.map(change) })
  all.set(claim, { mdm: changed(voices.mdm), hdo: changed(voices.hdo) })
}

/** The claim an entry speaks about, and what the side's voice is after it. */
function wordOf(entry: ReviewEntry): { claim: ElementId; change: (voice: SideVoice) => SideVoice } | undefined {
  const { at, actor: by } = entry
  const others = (said: Spoken) => !isOf(said, by.id)

  const given = bodyAs(entry, 'approval.given')
  if (given !== undefined) {
    const { claim, digests, seen, note, state } = given
    const approval: Approval = {
      at,
      by,
      digests,
      ...spokenFor(given.for),
      ...(seen === undefined ? {} : { seen }),
      ...(note === undefined ? {} : { note }),
      ...(state === undefined ? {} : { state }),
    }
    // A person's earlier approvals stay: if the content returns to what they approved, it is approved again [REV5].
    return { claim, change: (voice) => ({ ...voice, approvals: [...voice.approvals, approval] }) }
  }

  const objected = bodyAs(entry, 'approval.objected')
  if (objected !== undefined) {
    const objection: Objection = { at, by, note: objected.note, ...spokenFor(objected.for) }
    // Who objects takes back what they approved before, and an objection replaces one's own earlier one.
    return {
      claim: objected.claim,
      change: (voice) => ({
        approvals: voice.approvals.filter(others),
        objections: [...voice.objections.filter(others), objection],
      }),
    }
  }

  const lifted = bodyAs(entry, 'approval.lifted')
  if (lifted !== undefined) {
    return {
      claim: lifted.claim,
      change: (voice) => ({ ...voice, objections: voice.objections.filter(others) }),
    }
  }
  return undefined
}

type Spoken = Pick<Approval, 'by' | 'for'>

/** [REV9] [REV21] Whether a person said this, or it was said in their name. */
export function isOf(said: Spoken, person: string): boolean {
  return said.by.id === person || said.for?.person === person
}

function spokenFor(whom: ForWhom | undefined): { for?: ForWhom } {
  return whom === undefined ? {} : { for: whom }
}
