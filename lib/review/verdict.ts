import type { Side } from '@/lib/access/policy'
import type { CaseGraph } from '@/lib/gsn/graph'
import { type Outcome, ok, refuse } from '@/lib/gsn/outcome'
import type { NewEntry } from '@/lib/wire/ledger'
import { type Approvals, NO_VOICES } from './approvals'
import { memoryOf } from './causes'
import { type Component, claimDigests, differingComponents, isClaim } from './digests'
import type { VerdictRequest } from './requests'

/** What each digest stands for, in the words of a person. */
export const COMPONENT_WORDS = {
  statement: 'its wording or its fields',
  support: 'what it rests on',
  context: 'the context it holds in',
} as const satisfies Record<Component, string>

/**
 * [REV9] [REV12] Decides what becomes of a verdict on a claim over the committed state.
 * @param approvals the reduction of the shared chain
 * @returns the entry to record, none when the person says again what stands already; refusals: `element-not-found`,
 *   `invalid` (not a claim), `changed` (other digests than those seen; details name the components and give today's),
 *   `conflict` (an own objection stands, or there is none to lift)
 */
export function decideVerdict(
  graph: CaseGraph,
  approvals: Approvals,
  by: { readonly id: string; readonly side: Side },
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
  const digests = claimDigests(graph).get(claim)
  if (digests === undefined) throw new Error(`No digests for the claim ${claim}`)
  const voice = (approvals.get(claim) ?? NO_VOICES)[by.side]
  const objects = voice.objections.some((objection) => objection.by.id === by.id)

  if (verdict === 'lift') {
    return objects
      ? ok({ chain: 'shared', kind: 'approval.lifted', body: { claim } })
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
    return ok({ chain: 'shared', kind: 'approval.objected', body: { claim, digests, note } })
  }
  if (objects) {
    return refuse('conflict', `You object to ${element.name}. Lift your objection first, then approve.`)
  }
  const said = note === undefined ? {} : { note }
  const own = voice.approvals.filter((approval) => approval.by.id === by.id)
  const standing = own.some((approval) => differingComponents(approval.digests, digests).length === 0)
  if (standing && note === undefined) return ok(undefined)
  return ok({
    chain: 'shared',
    kind: 'approval.given',
    body: { claim, digests, seen: memoryOf(graph, claim), ...said },
  })
}
