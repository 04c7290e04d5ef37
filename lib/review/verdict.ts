import { type Actor, can, lentFor } from '@/lib/access/policy'
import type { CaseGraph, ElementId } from '@/lib/gsn/graph'
import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { type Approvals, type ForWhom, isOf, NO_VOICES } from './approvals'
import { memoryOf } from './causes'
import { type Component, claimDigests, differingComponents, isClaim } from './digests'
import type { ApproveManyRequest, VerdictRequest } from './requests'

/** What each digest stands for, in the words of a person. */
export const COMPONENT_WORDS = {
  statement: 'its wording or its fields',
  support: 'what it rests on',
  context: 'the context it holds in',
} as const satisfies Record<Component, string>

/** What a verdict is judged over: a committed state, how far its log had come, and the reduction of the shared chain. */
export interface Judged {
  readonly graph: CaseGraph
  readonly seq: number
  readonly approvals: Approvals
}

/**
 * [REV9] [REV12] [REV21] Decides what becomes of a verdict on a claim over the committed state.
 * @param actor with their participation and what is lent to them now
 * @returns the entry to record, none when the person says again what stands already; refusals: `element-not-found`,
 *   `invalid` (not a claim), `not-allowed`, `changed` (other digests than those seen; details name the components and give
 *   today's), `conflict` (an own objection stands, or there is none to lift)
 */
export function decideVerdict(
  { graph, seq, approvals }: Judged,
  actor: Actor,
  request: VerdictRequest,
): Outcome<NewEntry | undefined> {
  const { claim, verdict, note } = request
  const element = graph.elements.get(claim)
  if (element === undefined) {
    return refuse('element-not-found', 'This claim is not in the case any more. Close it and choose another.')
  }
  if (!isClaim(graph, claim)) {
    return refuse('invalid', `${element.name} is not a claim. Approve the claim that it belongs to.`)
  }
  const thing = { capability: element.capability }
  const side = actor.participation?.side
  if (side === undefined || !can(actor, 'approve', thing)) {
    return refuse(
      'not-allowed',
      `You may not speak for your side about ${element.name}. Ask an administrator of your side.`,
    )
  }
  const digests = claimDigests(graph).get(claim)
  if (digests === undefined) throw new Error(`No digests for the claim ${claim}`)
  const by = actor.personId
  const whom = inWhoseName(actor, thing.capability)
  const voice = (approvals.get(claim) ?? NO_VOICES)[side]
  const objects = voice.objections.some((objection) => isOf(objection, by))

  if (verdict === 'lift') {
    return objects
      ? ok({ chain: 'shared', kind: 'approval.lifted', body: { claim, ...whom } })
      : refuse('conflict', `You do not object to ${element.name}. Only the person who objected can lift an objection.`)
  }
  const differs = differingComponents(request.digests, digests)
  if (differs.length > 0) {
    const what = differs.map((component) => COMPONENT_WORDS[component]).join(', and ')
    return refuse('changed', `${element.name} changed meanwhile: ${what}. Read it again before you decide.`, {
      changed: differs,
      digests,
    })
  }
  if (verdict === 'object') {
    if (note === undefined) return refuse('invalid', 'Say what you object to: an objection needs a note.')
    return ok({ chain: 'shared', kind: 'approval.objected', body: { claim, digests, note, ...whom } })
  }
  if (objects) {
    return refuse('conflict', `You object to ${element.name}. Lift your objection first, then approve.`)
  }
  const said = note === undefined ? {} : { note }
  const own = voice.approvals.filter((approval) => approval.by.id === by)
  const standing = own.some(
    ({ digests: seen, alerts }) => alerts === undefined && differingComponents(seen, digests).length === 0,
  )
  if (standing && note === undefined) return ok(undefined)
  const body = { claim, digests, seen: memoryOf(graph, claim), state: seq, ...said, ...whom }
  return ok({ chain: 'shared', kind: 'approval.given', body })
}

/** A claim that could not be approved with the others, and why. */
export interface NotApproved extends Refusal {
  readonly claim: ElementId
  readonly name: string
}

/** What became of approving many claims at once. */
export interface ManyApproved {
  readonly entries: readonly NewEntry[]
  /** Claims of which the person had said so already. */
  readonly unchanged: number
  readonly refused: readonly NotApproved[]
}

/**
 * [REV23] Approves many claims, each judged by itself and by the digests that were seen: those that cannot be approved are
 * named, the others stand.
 */
export function decideMany(judged: Judged, actor: Actor, { claims, note }: ApproveManyRequest): ManyApproved {
  const entries: NewEntry[] = []
  const refused: NotApproved[] = []
  let unchanged = 0
  for (const { claim, digests } of new Map(claims.map((each) => [each.claim, each])).values()) {
    const outcome = decideVerdict(judged, actor, { claim, verdict: 'approve', digests, note })
    if (!outcome.ok) {
      refused.push({ claim, name: judged.graph.elements.get(claim)?.name ?? claim, ...outcome.refusal })
    } else if (outcome.value === undefined) unchanged++
    else entries.push(outcome.value)
  }
  return { entries, unchanged, refused }
}

/** For whom a person speaks about something of this capability; nothing when for themselves. */
function inWhoseName(actor: Actor, capability: string | undefined): { for?: ForWhom } {
  const lent = lentFor(actor, 'approve', { capability })
  return lent === undefined ? {} : { for: { person: lent.by.id, name: lent.by.name, delegation: lent.delegation } }
}
