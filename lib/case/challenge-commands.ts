import { z } from 'zod'
import { type ChallengeTarget, challengeKey } from '@/lib/gsn/challenge-edges'
import { type CaseGraph, type Element, type ElementId, relationKey } from '@/lib/gsn/graph'
import { KINDS } from '@/lib/gsn/kinds'
import { type Refusal, refuse } from '@/lib/gsn/outcome'
import { command, done, elementId } from './command'
import { absent } from './commands'
import { TEXT_MAX } from './fields'
import { nextName, orderAfter } from './names'
import { readCase } from './read'

/** What is challenged: an element, or the relation between two. */
const target = z.union([
  z.object({ element: elementId }),
  z.object({
    relation: z.object({ from: elementId, type: z.enum(['supportedBy', 'inContextOf']), to: elementId }),
  }),
])

/** [GSN14] Why something may not be challenged by an element; undefined when it may. */
export function whyNotChallenge(
  graph: CaseGraph,
  from: Element | undefined,
  what: ChallengeTarget,
): Refusal | undefined {
  if ('element' in what) {
    if (!graph.elements.has(what.element)) return absent(what.element).refusal
  } else {
    const key = relationKey(what.relation)
    if (!graph.relations.some((relation) => relationKey(relation) === key)) {
      return refuse('relation-absent', 'These two are not connected any more. Reload to see what is there.').refusal
    }
  }
  if (from === undefined) return undefined
  if (!KINDS[from.kind].challenges) {
    const message = 'Only claims and evidence can challenge something. Choose one of these.'
    return refuse('challenge-illegal', message, { rule: 'GSN14' }).refusal
  }
  const ends = 'element' in what ? [what.element] : [what.relation.from, what.relation.to]
  if (!ends.includes(from.id)) return undefined
  return refuse('challenge-illegal', 'Nothing challenges itself. Choose another element.', { rule: 'GSN14' }).refusal
}

function capabilityOf(graph: CaseGraph, what: ChallengeTarget): string | undefined {
  return graph.elements.get('element' in what ? what.element : what.relation.from)?.capability
}

const addChallenge = command({
  args: z.object({
    target,
    /** A claim or evidence that is in the case already; absent: a new one is made. */
    by: elementId.optional(),
    /** Of the new one: a counter-claim, or counter-evidence. */
    kind: z.enum(['goal', 'solution']).default('goal'),
    statement: z.string().max(TEXT_MAX).default(''),
  }),
  server: false,
  did: 'challenged something',
  run(doc, { target: what, by, kind, statement }, context) {
    const graph = readCase(doc)
    const from = by === undefined ? undefined : graph.elements.get(by)
    if (by !== undefined && from === undefined) return absent(by)
    const refusal = whyNotChallenge(graph, from, what)
    if (refusal !== undefined) return { ok: false, refusal }
    const id: ElementId = from?.id ?? context.ids()
    return done(doc, 'add-challenge', context, (writer) => {
      if (from === undefined) {
        const capability = capabilityOf(graph, what)
        const prefix = capability === undefined ? KINDS[kind].prefix : `${KINDS[kind].prefix}-${capability}-`
        const facet = kind === 'solution' ? 'evidence' : undefined
        writer.create(id, { kind, capability, name: nextName(graph, prefix), facet }, statement)
      }
      writer.challenge({ from: id, target: what, order: orderAfter(graph, id) })
    })
  },
})

const removeChallenge = command({
  args: z.object({ by: elementId, target }),
  server: false,
  did: 'withdrew a challenge',
  run(doc, { by, target: what }, context) {
    const graph = readCase(doc)
    if (!graph.challenges.some((each) => challengeKey(each) === challengeKey({ from: by, target: what }))) {
      return refuse('relation-absent', 'This challenge does not stand any more. Reload to see what is there.')
    }
    return done(doc, 'remove-challenge', context, (writer) => writer.unrelate(challengeKey({ from: by, target: what })))
  },
})

/** [GSN14] The commands of the dialectic, by name. */
export const CHALLENGE_COMMANDS = { 'add-challenge': addChallenge, 'remove-challenge': removeChallenge } as const
