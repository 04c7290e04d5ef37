import { z } from 'zod'
import { CAPABILITY_CODES } from '@/catalog/capability-codes'
import { SECURITY_CAPABILITY as PATTERN } from '@/catalog/patterns/security-capability'
import { type CommandContext, command, done, elementId } from '@/lib/case/command'
import { whyNotUnder } from '@/lib/case/commands'
import { TEXT_MAX } from '@/lib/case/fields'
import { nextName } from '@/lib/case/names'
import { readCase } from '@/lib/case/read'
import type { Writer } from '@/lib/case/write'
import { nodesOf } from '@/lib/case/ydoc'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { relationKey } from '@/lib/gsn/graph'
import { refuse } from '@/lib/gsn/outcome'
import { endOf } from './branch-commands'
import { takeBranch, whyNotTake } from './choose'
import { type Growth, growElement, relateOnce } from './grow'
import { problemWithValues, writeValues } from './values'

const text = z.string().max(TEXT_MAX)
const code = z.enum(CAPABILITY_CODES)
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({})

function growth(
  graph: CaseGraph,
  writer: Writer,
  context: CommandContext,
  capability?: string,
  suffix = capability === undefined ? '' : `-${capability}`,
  words: Growth['words'] = {},
): Growth {
  return { pattern: PATTERN, graph, writer, ids: context.ids, capability, suffix, words }
}

function absent(what: string): ReturnType<typeof refuse> {
  return refuse('element-absent', `${what} is not in the case. Reload to see what is there.`)
}

const growCase = command({
  args: z.object({
    /** Instantiates CTXT1. */
    context: text.optional(),
    system: text.optional(),
    capabilities: z.array(code).default([...CAPABILITY_CODES]),
  }),
  server: true,
  did: 'grew the case from the pattern',
  run(doc, args, context) {
    const graph = readCase(doc)
    return done(doc, 'grow-case', context, (writer) => {
      const words = {
        'device, intended use and operational environment': args.context,
        'assets, system description, interfaces and boundaries': args.system,
      }
      const root = growElement(growth(graph, writer, context, undefined, '', words), 'C1')
      args.capabilities.forEach((capability, index) => {
        const each = growth(graph, writer, context, capability)
        const id = growElement(each, 'C2', { fields: { decision: 'undecided' } })
        relateOnce(each, root, { type: 'supportedBy' }, id, String((index + 1) * 100).padStart(8, '0'))
      })
    })
  },
})

const growCapability = command({
  args: z.object({ capability: code }),
  server: true,
  did: 'added a capability',
  run(doc, { capability }, context) {
    const graph = readCase(doc)
    return done(doc, 'grow-capability', context, (writer) => {
      const each = growth(graph, writer, context, capability)
      const root = graph.rootId ?? growElement(growth(graph, writer, context), 'C1')
      const id = growElement(each, 'C2', { fields: { decision: 'undecided' } })
      relateOnce(each, root, { type: 'supportedBy' }, id)
    })
  },
})

/** The choice that decides a capability, as the pattern has it. */
const DECISIONS = PATTERN.relations.filter(({ choice }) => choice === 'decision')

const decideCapability = command({
  args: z.object({
    capability: code,
    decision: z.enum(['required', 'not-required']),
    /** For `not-required`: why, for J1. */
    justification: text.optional(),
  }),
  server: true,
  did: 'decided a capability',
  run(doc, { capability, decision, justification }, context) {
    const graph = readCase(doc)
    const suffix = `-${capability}`
    const relation = DECISIONS.find(({ when }) => when === decision)
    if (relation === undefined) throw new Error(`The pattern has no branch for ${decision}`)
    const head = graph.elements.get(`${relation.from}${suffix}`)
    if (head === undefined) return absent(`The capability ${capability}`)
    const refusal = whyNotTake(graph, PATTERN, head, relation, suffix, justification)
    if (refusal !== undefined) return { ok: false, refusal }
    return done(doc, 'decide-capability', context, (writer) => {
      takeBranch(growth(graph, writer, context, capability), head, relation, justification)
    })
  },
})

const addRisk = command({
  args: z.object({
    capability: code,
    statement: text.optional(),
    /** Facet values of the risk (lib/case/fields.ts), texts included. */
    values,
    /** Cause, scenario and consequence, which stand on CTXT5. */
    scenario: z.object({ cause: text, scenario: text, consequence: text }).partial().default({}),
  }),
  server: true,
  did: 'added a risk',
  run(doc, { capability, statement, values: given, scenario }, context) {
    const graph = readCase(doc)
    const parent = graph.elements.get(`C6-${capability}`)
    if (parent === undefined || !graph.reachable.has(parent.id)) {
      const message = `Decide first that ${capability} is required; then risks can be added to it.`
      return refuse('capability-not-required', message, { capability })
    }
    const problem = problemWithValues('risk', given, context.side)
    if (problem !== undefined) return { ok: false, refusal: problem }
    return done(doc, 'add-risk', context, (writer) => {
      const name = nextName(graph, `C7-${capability}-`)
      const suffix = name.slice('C7'.length)
      const threat = firstLine(given.threat) ?? firstLine(given.vulnerability)
      const parts = [scenario.cause, scenario.scenario, scenario.consequence]
        .map((part) => part?.trim())
        .filter(Boolean)
      const each = growth(graph, writer, context, capability, suffix, {
        'threat or vulnerability': threat === undefined ? undefined : `"${threat}"`,
        'cause, threat scenario and consequence':
          parts.length === 3 ? `Cause, scenario and consequence of C7${suffix}` : undefined,
        [`reference table for ${capability}`]: `catalogue rows for ${capability}, each with its basis`,
      })
      const id = growElement(each, 'C7', { statement })
      relateOnce(each, parent.id, { type: 'supportedBy' }, id)
      writeValues(writer, id, 'risk', given)
      const scenarioId = writer.created.find((created) => nodesOf(doc).get(created)?.get('role') === 'CTXT5')
      if (scenarioId !== undefined) writeValues(writer, scenarioId, 'scenario', withoutUndefined(scenario))
      // n > 0 now: the log that says that there is no risk to treat no longer stands for C6 (choice of the pattern).
      writer.unrelate(relationKey({ from: parent.id, type: 'supportedBy', to: `Sn1-${capability}` }))
    })
  },
})

const addControl = command({
  args: z.object({
    /** The risk claim (C7), or the strategy below it. */
    risk: elementId,
    statement: text.optional(),
    /** Facet values of the control (lib/case/fields.ts), texts included. */
    values,
  }),
  server: true,
  did: 'added a control',
  run(doc, { risk: riskId, statement, values: given }, context) {
    const graph = readCase(doc)
    const risk = graph.elements.get(riskId)
    const strategy = risk === undefined ? undefined : strategyOf(graph, risk)
    if (risk === undefined || strategy === undefined) return absent('The risk that this control would mitigate')
    const problem = problemWithValues('control', given, context.side)
    if (problem !== undefined) return { ok: false, refusal: problem }
    const twin = sameControlHere(graph, strategy, given)
    if (twin !== undefined) {
      const message = `${twin.name} is this very control and already mitigates this risk. Nothing was added.`
      return refuse('control-already-there', message, { element: twin.id })
    }
    return done(doc, 'add-control', context, (writer) => {
      const riskName = strategy.id === risk.id ? strategy.name : risk.name
      const suffix = nextName(graph, `C8${endOf(riskName, strategy.id === risk.id ? 'S2' : 'C7')}-`).slice('C8'.length)
      const label = [given.ref, given.title].filter(Boolean).join(' ')
      const each = growth(graph, writer, context, strategy.capability, suffix, {
        control: label === '' ? undefined : `"${label}"`,
      })
      const id = growElement(each, 'C8', { statement })
      relateOnce(each, strategy.id, { type: 'supportedBy' }, id)
      if (strategy.undeveloped) writer.set(strategy.id, 'undeveloped', false)
      writeValues(writer, id, 'control', { state: 'proposed', ...given })
    })
  },
})

/**
 * [CTL27] The control of this strategy that is the same row of the same standard; both sides may pick it at once. Controls
 * in own words, without a number, may be many.
 */
function sameControlHere(
  graph: CaseGraph,
  strategy: Element,
  { standard, ref }: Readonly<Record<string, unknown>>,
): Element | undefined {
  const word = (value: unknown) =>
    String(value ?? '')
      .trim()
      .toLowerCase()
  if (word(standard) === '' || word(ref) === '') return undefined
  return graph
    .supports(strategy.id)
    .flatMap((id) => graph.elements.get(id) ?? [])
    .find(
      ({ facet, fields }) =>
        facet === 'control' && word(fields.standard) === word(standard) && word(fields.ref) === word(ref),
    )
}

/** The strategy over controls: the element itself, or the first one below the risk. */
function strategyOf(graph: CaseGraph, risk: Element): Element | undefined {
  if (risk.role === 'S2') return risk
  const ids = graph.supports(risk.id)
  return ids.map((id) => graph.elements.get(id)).find((element) => element?.role === 'S2')
}

const addEvidence = command({
  args: z.object({
    /** The claim that the evidence supports. */
    claim: elementId,
    /** What it is, as a noun phrase. */
    statement: text.default(''),
    /** Facet values of the evidence (lib/case/fields.ts). */
    values,
  }),
  server: true,
  did: 'added evidence',
  run(doc, { claim: claimId, statement, values: given }, context) {
    const graph = readCase(doc)
    const claim = graph.elements.get(claimId)
    if (claim === undefined) return absent('The claim that this evidence would support')
    if (claim.kind !== 'goal') {
      return refuse('relation-illegal', 'Evidence supports claims only. Choose a claim.', { rule: 'GSN1' })
    }
    const closed = whyNotUnder(claim, 'supportedBy', 'solution')
    if (closed !== undefined) return { ok: false, refusal: closed }
    const problem = problemWithValues('evidence', given, context.side)
    if (problem !== undefined) return { ok: false, refusal: problem }
    const isLog = claim.role === 'C6'
    if (isLog && graph.supports(claim.id).some((id) => graph.elements.get(id)?.role === 'C7')) {
      const message = `${claim.name} rests on its risks. Add the evidence to the control of a risk instead.`
      return refuse('choice-taken', message, { element: claim.id })
    }
    return done(doc, 'add-evidence', context, (writer) => {
      const named = nextName(graph, `Sn-${endOf(claim.name, claim.role ?? '').replace(/^-/, '') || claim.name}-`)
      const suffix = isLog ? `-${claim.capability ?? ''}` : named.slice('Sn'.length)
      const each = growth(graph, writer, context, claim.capability, suffix)
      const id = growElement(each, isLog ? 'Sn1' : 'Sn', statement.trim() === '' ? {} : { statement })
      relateOnce(each, claim.id, { type: 'supportedBy' }, id)
      if (claim.undeveloped) writer.set(claim.id, 'undeveloped', false)
      writeValues(writer, id, 'evidence', given)
    })
  },
})

function firstLine(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const line = value.trim().split('\n', 1)[0]?.replaceAll(/[{}]/g, '').replace(/\.$/, '') ?? ''
  return line === '' ? undefined : line.slice(0, 160)
}

function withoutUndefined(record: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** The commands that grow a case from the pattern, by name. They run under the case's lock: they hand out names. */
export const PATTERN_COMMANDS = {
  'grow-case': growCase,
  'grow-capability': growCapability,
  'decide-capability': decideCapability,
  'add-risk': addRisk,
  'add-control': addControl,
  'add-evidence': addEvidence,
} as const
