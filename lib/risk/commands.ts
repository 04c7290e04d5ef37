import { z } from 'zod'
import { command, done, elementId } from '@/lib/case/command'
import { AXES, adoptedField, cellField, levelsField, meaningField, wordField } from '@/lib/case/facets/policy'
import { orderAfter } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { CaseGraph, Element, ElementId } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'
import { type Outcome, ok, type Refusal, refuse } from '@/lib/gsn/outcome'
import { readPolicy } from './policy'
import { CONFIRMATION_FIELDS, transferDigest, transferOf } from './transfer'

function withFacet(graph: CaseGraph, id: ElementId, facet: string, what: string): Outcome<Element> {
  const element = graph.elements.get(id)
  if (element?.facet === facet) return ok(element)
  return refuse('element-absent', `${what} is not in the case any more. Reload to see what is there.`, { id })
}

const adoptPolicy = command({
  args: z.object({ element: elementId }),
  server: false,
  did: 'made a matrix its side’s own',
  /**
   * [POL8] Writes out everything that the proposal still says for the side, so that what it adopts stands in the case and
   * not in this program, and marks the matrix as its own.
   */
  run(doc, { element: id }, context) {
    const { side } = context
    if (side === undefined) return refuse('not-your-side', 'Only the manufacturer and the hospital hold policies.')
    const found = withFacet(readCase(doc), id, 'policy', 'The policy')
    if (!found.ok) return found
    const { fields } = found.value
    const policy = readPolicy(found.value, side)
    return done(doc, 'adopt-policy', context, (writer) => {
      const keep = (field: string, value: string | number) => {
        if (fields[field] === undefined && value !== '') writer.set(id, field, value)
      }
      for (const axis of AXES) {
        keep(levelsField(axis, side), policy[axis].length)
        policy[axis].forEach(({ word, meaning }, index) => {
          keep(wordField(axis, index + 1, side), word)
          keep(meaningField(axis, index + 1, side), meaning)
        })
      }
      policy.cells.forEach((row, l) => {
        row.forEach((verdict, s) => {
          if (verdict !== undefined) keep(cellField(l + 1, s + 1, side), verdict)
        })
      })
      writer.set(id, adoptedField(side), true)
    })
  },
})

/** The element that holds a capability's own policy. */
export function policyIdOf(capability: string): ElementId {
  return `J3-${capability}`
}

const overridePolicy = command({
  args: z.object({ capability: z.string().max(16) }),
  server: true,
  did: 'gave a capability a policy of its own',
  run(doc, { capability }, context) {
    const graph = readCase(doc)
    const strategy = graph.elements.get(`S1-${capability}`)
    if (strategy === undefined || !graph.reachable.has(strategy.id)) {
      const message = `Decide first that ${capability.slice(0, 16)} is required; then it can have a policy of its own.`
      return refuse('capability-not-required', message, { capability })
    }
    const id = policyIdOf(capability)
    const stands = graph.relations.some(
      (relation) => relationKey(relation) === relationKey({ from: strategy.id, type: 'inContextOf', to: id }),
    )
    return done(doc, 'override-policy', context, (writer) => {
      if (graph.bin.has(id)) writer.set(id, 'deleted', false)
      else if (!graph.elements.has(id)) {
        const scalars = { kind: 'justification', role: 'J3', capability, name: id, facet: 'policy' }
        writer.create(id, scalars, `For ${capability} a side may judge by another matrix than in the rest of the case.`)
      }
      if (!stands) writer.relate(strategy.id, 'inContextOf', id, orderAfter(graph, strategy.id))
    })
  },
})

/** Why this side cannot speak about the transfer of a risk; undefined when it can. */
function whyNotConfirm(risk: Element, side: string | undefined): Refusal | undefined {
  if (side !== 'hdo') return refuse('not-your-side', 'Only the hospital can say that it can bear a risk.').refusal
  switch (transferOf(risk).state) {
    case 'not-transferred':
      return refuse('not-transferred', `${risk.name} is not transferred. Choose "Transfer" as its treatment first.`)
        .refusal
    case 'not-disclosed':
      return refuse('not-disclosed', `The manufacturer has not written yet what it discloses about ${risk.name}.`)
        .refusal
    default:
      return undefined
  }
}

const confirmTransfer = command({
  args: z.object({
    element: elementId,
    /** What the person has read, as `transferDigest` gives it: nobody confirms what changed under their eyes. */
    seen: z.string().max(64).optional(),
  }),
  server: true,
  act: 'approve',
  did: 'confirmed that the hospital can bear a risk',
  /** [POL10] Runs on the server alone: it knows who is asking and what time it is. Taken back by a command, not by undo. */
  run(doc, { element: id, seen }, context) {
    const found = withFacet(readCase(doc), id, 'risk', 'This risk')
    if (!found.ok) return found
    const refusal = whyNotConfirm(found.value, context.side)
    if (refusal !== undefined) return { ok: false, refusal }
    const digest = transferDigest(found.value)
    if (seen !== undefined && seen !== digest) {
      return refuse('changed', 'What was disclosed has just changed. Read it again, then confirm.', { id })
    }
    const { by, byId, at, of } = CONFIRMATION_FIELDS
    return recorded(
      done(doc, 'confirm-transfer', context, (writer) => {
        writer.set(id, by, (context.name ?? context.by).slice(0, 200))
        writer.set(id, byId, context.by)
        writer.set(id, at, context.at)
        writer.set(id, of, digest)
      }),
    )
  },
})

const withdrawTransfer = command({
  args: z.object({ element: elementId }),
  server: true,
  act: 'approve',
  did: 'took back the confirmation of a transfer',
  run(doc, { element: id }, context) {
    const found = withFacet(readCase(doc), id, 'risk', 'This risk')
    if (!found.ok) return found
    if (context.side !== 'hdo') {
      return refuse('not-your-side', 'Only the hospital can take back what it has confirmed.')
    }
    return recorded(
      done(doc, 'withdraw-transfer', context, (writer) => {
        for (const field of Object.values(CONFIRMATION_FIELDS)) writer.set(id, field, '')
      }),
    )
  },
})

/** Without its changes: a browser that undid them itself would write what only the server may. [FLD2] */
function recorded(outcome: ReturnType<typeof done>): ReturnType<typeof done> {
  return outcome.ok ? ok({ ...outcome.value, changes: [] }) : outcome
}

/** The commands about policies and the transfer of risks, by name. */
export const RISK_COMMANDS = {
  'adopt-policy': adoptPolicy,
  'override-policy': overridePolicy,
  'confirm-transfer': confirmTransfer,
  'withdraw-transfer': withdrawTransfer,
} as const
