import { controlsFor, isCapabilityCode } from '@/catalog'
import type {
  Example,
  ExampleCapability,
  ExampleControl,
  ExampleEvidence,
  ExampleMatrix,
  ExamplePart,
  ExampleRisk,
} from '@/catalog/example/example'
import { EXAMPLE_FILES } from '@/catalog/example/files'
import { EXAMPLE_JUDGEMENTS } from '@/catalog/example/judgements'
import type { Side } from '@/lib/access/policy'
import { AXES, cellField, levelsField, meaningField, wordField } from '@/lib/case/facets/policy'
import { dutyFields } from '@/lib/control/duty'
import { judgementFields, QUESTIONS } from '@/lib/evidence/standing'
import { sha256Hex } from '@/lib/gsn/digest'
import type { CommandName } from '@/lib/pattern/registry'
import { surroundingSteps, termSteps } from './example-surrounding-steps'

/** One command of the worked example, with the side whose editor runs it. */
export interface ExampleStep {
  readonly side: 'mdm' | 'hdo'
  readonly name: CommandName
  /** The arguments, once the ids of the elements named in them are known. */
  readonly args: (idOf: (name: string) => string) => unknown
  /** The element it is about, for a message when it fails. */
  readonly on: string
}

/** The content of the example as commands in their order: context, decisions, risks, controls, evidence, narratives. */
export function* contentSteps(example: Example): Generator<ExampleStep> {
  const { device, system, context } = example
  yield step('mdm', 'grow-case', 'C1', { context: context.CTXT1, system: context.CTXT2 })
  yield* facts('mdm', 'CTXT1', { manufacturer: device.manufacturer, product: device.product, model: device.model })
  yield* facts('mdm', 'CTXT1', { version: device.version })
  yield* texts('mdm', 'CTXT1', { intendedUse: device.intendedUse })
  yield* texts('hdo', 'CTXT1', { environment: device.environment, network: device.network })
  yield* texts('mdm', 'CTXT2', { ...system })
  yield step('mdm', 'append-narrative', 'C1', { element: 'C1', paragraphs: [...example.narrative] })
  for (const capability of example.capabilities) yield* capabilitySteps(capability)
  yield* texts('mdm', 'J2', {
    statement:
      'Each side judges risk by its own written policy; both policies stand here, and a risk has to pass both.',
    policyMdm: context.policyMdm,
  })
  yield* texts('hdo', 'J2', { policyHdo: context.policyHdo })
  yield* matrix('mdm', context.matrixMdm)
  yield* matrix('hdo', context.matrixHdo)
  yield* surroundingSteps(example.surroundings)
  yield* termSteps(example.terms)
}

const VERDICT_LETTERS: Readonly<Record<string, string>> = { a: 'acceptable', t: 'tolerable', n: 'unacceptable' }

/** A side's matrix on J2: its words, its cells, and that it is the side's own. */
function* matrix(side: Side, { likelihood, severity, cells }: ExampleMatrix): Generator<ExampleStep> {
  const scales = { likelihood, severity }
  const values: Record<string, string | number> = {}
  for (const axis of AXES) {
    values[levelsField(axis, side)] = scales[axis].length
    scales[axis].forEach(([word, meaning], index) => {
      values[wordField(axis, index + 1, side)] = word
      values[meaningField(axis, index + 1, side)] = meaning
    })
  }
  cells.forEach((row, l) => {
    ;[...row].forEach((letter, s) => {
      values[cellField(l + 1, s + 1, side)] = VERDICT_LETTERS[letter] ?? ''
    })
  })
  yield* facts(side, 'J2', values)
  yield step(side, 'adopt-policy', 'J2', { element: 'J2' })
}

function* capabilitySteps(capability: ExampleCapability): Generator<ExampleStep> {
  const { code, decision, justification } = capability
  yield step('hdo', 'decide-capability', `C2-${code}`, { capability: code, decision, justification })
  if (decision === 'not-required') return
  yield* texts('mdm', `CTXT3-${code}`, { statement: capability.assets })
  yield* texts('hdo', `CTXT4-${code}`, { statement: capability.identified })
  for (const [index, evidence] of (capability.identificationEvidence ?? []).entries()) {
    yield* evidenceSteps(`C5-${code}`, `Sn-${code}-${index + 1}`, evidence)
  }
  if (capability.logEvidence !== undefined) yield* evidenceSteps(`C6-${code}`, `Sn1-${code}`, capability.logEvidence)
  for (const risk of capability.risks) yield* riskSteps(code, risk)
  if (capability.policyNote !== undefined) {
    yield step('hdo', 'append-narrative', `S1-${code}`, { element: `S1-${code}`, paragraphs: [capability.policyNote] })
  }
}

function* riskSteps(code: string, risk: ExampleRisk): Generator<ExampleStep> {
  const {
    statement,
    cause,
    scenario,
    consequence,
    controls,
    properties,
    key: _key,
    cvssScore: _computed,
    residualReasonHdo,
    transferCapacity,
    ...values
  } = risk
  const affected = Object.fromEntries(
    properties.map((property) => [`affects${property[0]?.toUpperCase()}${property.slice(1)}`, true]),
  )
  yield step('mdm', 'add-risk', `C7-${risk.key}`, {
    capability: code,
    statement,
    values: { ...values, ...affected },
    scenario: { cause, scenario, consequence },
  })
  const name = `C7-${risk.key}`
  for (const [field, text] of Object.entries({ residualReasonHdo, transferCapacity })) {
    if (text === undefined) continue
    yield { side: 'hdo', name: 'set-text', on: name, args: (idOf) => ({ element: idOf(name), field, text }) }
  }
  if (risk.treatment === 'transfer' && risk.transferDisclosed !== undefined) {
    yield { side: 'hdo', name: 'confirm-transfer', on: name, args: (idOf) => ({ element: idOf(name) }) }
  }
  for (const control of controls) yield* controlSteps(name, control)
}

function* controlSteps(riskName: string, control: ExampleControl): Generator<ExampleStep> {
  const { key, statement, type, evidence, narrative, partMdm, partHdo, unchecked, ...values } = control
  const name = `C8-${key}`
  const side = control.responsible === 'hdo' ? 'hdo' : 'mdm'
  const parts = { mdm: partValues('mdm', partMdm), hdo: partValues('hdo', partHdo) }
  yield {
    side,
    name: 'add-control',
    on: name,
    args: (idOf) => ({
      risk: idOf(riskName),
      statement,
      values: {
        ...values,
        ...parts.mdm.facts,
        ...parts.hdo.facts,
        ...parts[side].answer,
        controlType: type,
        basis: basisIn(control),
        basisChecked: unchecked !== true,
      },
    }),
  }
  yield* named(otherSide(side), name, parts[otherSide(side)].answer)
  for (const [index, each] of evidence.entries()) yield* evidenceSteps(name, `Sn-${key}-${index + 1}`, each)
  if (narrative === undefined) return
  yield { side, name: 'append-narrative', on: name, args: (idOf) => ({ element: idOf(name), paragraphs: [narrative] }) }
}

/** A side's part as field values: what anybody may write, and its own answer. */
function partValues(side: Side, part: ExamplePart | undefined) {
  const names = dutyFields(side)
  if (part === undefined) return { facts: {}, answer: {} }
  const { person, due, state, answer, note } = part
  return {
    facts: { [names.owner]: person, [names.state]: state, ...(due === undefined ? {} : { [names.due]: due }) },
    answer: {
      ...(answer === undefined ? {} : { [names.acceptance]: answer }),
      ...(note === undefined ? {} : { [names.note]: note }),
    },
  }
}

/** Where the catalogue says that the control comes from, for its capability. */
function basisIn({ key, standard, ref, title }: ExampleControl): string {
  const code = key.split('-')[0] ?? ''
  const rows = isCapabilityCode(code) ? controlsFor(code) : []
  const numbered = rows.filter((row) => row.standard === standard && row.ref === ref)
  return (numbered.find((row) => row.title === title) ?? numbered[0])?.basis ?? 'listed'
}

/**
 * The evidence with what its owner says of it, then what the other side says of it. The documents are invented, so what
 * their hash is taken of is the one line that names them; those that are kept with the case get theirs with the file.
 */
function* evidenceSteps(claim: string, name: string, evidence: ExampleEvidence): Generator<ExampleStep> {
  const { title, kind, confidentiality = 'both', ...values } = evidence
  const { side, reference = '', version } = evidence
  const sha256 = isKept(reference) ? {} : { sha256: sha256Hex(`${reference}, version ${version}: ${title}`) }
  yield {
    side,
    name: 'add-evidence',
    on: claim,
    args: (idOf) => ({
      claim: idOf(claim),
      statement: title,
      values: { ...values, ...sha256, title, evidenceKind: kind, confidentiality, ...judgement(side, reference) },
    }),
  }
  yield* named(otherSide(side), name, judgement(otherSide(side), reference))
}

function isKept(reference: string): boolean {
  return EXAMPLE_FILES.some((file) => file.reference === reference)
}

function judgement(side: Side, reference: string): Record<string, string> {
  const said = Object.hasOwn(EXAMPLE_JUDGEMENTS, reference) ? (EXAMPLE_JUDGEMENTS[reference]?.[side] ?? {}) : {}
  if (said === 'open') return {}
  const names = judgementFields(side)
  const values = QUESTIONS.map((question) => [names[question], said.no?.includes(question) ? 'no' : 'yes'] as const)
  return { ...Object.fromEntries(values), ...(said.words === undefined ? {} : { [names.words]: said.words }) }
}

function otherSide(side: Side): Side {
  return side === 'mdm' ? 'hdo' : 'mdm'
}

/** Fields of an element that is known by its name only once it is there. */
function* named(side: Side, name: string, values: Readonly<Record<string, string>>): Generator<ExampleStep> {
  for (const [field, value] of Object.entries(values)) {
    yield { side, name: 'set-field', on: name, args: (idOf) => ({ element: idOf(name), field, value }) }
  }
}

/** The element's name is its id here: singletons of the pattern. */
function step(side: 'mdm' | 'hdo', name: CommandName, on: string, args: unknown): ExampleStep {
  return { side, name, on, args: () => args }
}

function* facts(
  side: 'mdm' | 'hdo',
  element: string,
  values: Readonly<Record<string, string | number>>,
): Generator<ExampleStep> {
  for (const [field, value] of Object.entries(values)) yield step(side, 'set-field', element, { element, field, value })
}

function* texts(
  side: 'mdm' | 'hdo',
  element: string,
  values: Readonly<Record<string, string | undefined>>,
): Generator<ExampleStep> {
  for (const [field, text] of Object.entries(values)) {
    if (text !== undefined) yield step(side, 'set-text', element, { element, field, text })
  }
}
