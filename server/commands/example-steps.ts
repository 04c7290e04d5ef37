import type {
  Example,
  ExampleCapability,
  ExampleControl,
  ExampleEvidence,
  ExampleRisk,
} from '@/catalog/example/example'
import type { CommandName } from '@/lib/pattern/registry'

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
}

function* capabilitySteps(capability: ExampleCapability): Generator<ExampleStep> {
  const { code, decision, justification } = capability
  yield step('hdo', 'decide-capability', `C2-${code}`, { capability: code, decision, justification })
  if (decision === 'not-required') return
  yield* texts('mdm', `CTXT3-${code}`, { statement: capability.assets })
  yield* texts('hdo', `CTXT4-${code}`, { statement: capability.identified })
  for (const evidence of capability.identificationEvidence ?? []) yield evidenceStep(`C5-${code}`, evidence)
  if (capability.logEvidence !== undefined) yield evidenceStep(`C6-${code}`, capability.logEvidence)
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
  for (const control of controls) yield* controlSteps(`C7-${risk.key}`, control)
}

function* controlSteps(riskName: string, control: ExampleControl): Generator<ExampleStep> {
  const { key, statement, type, evidence, narrative, ...values } = control
  const name = `C8-${key}`
  const side = control.responsible === 'hdo' ? 'hdo' : 'mdm'
  yield {
    side,
    name: 'add-control',
    on: name,
    args: (idOf) => ({ risk: idOf(riskName), statement, values: { ...values, controlType: type } }),
  }
  for (const each of evidence) yield evidenceStep(name, each)
  if (narrative === undefined) return
  yield { side, name: 'append-narrative', on: name, args: (idOf) => ({ element: idOf(name), paragraphs: [narrative] }) }
}

function evidenceStep(claim: string, evidence: ExampleEvidence): ExampleStep {
  const { title, kind, confidentiality = 'both', ...values } = evidence
  return {
    side: evidence.side,
    name: 'add-evidence',
    on: claim,
    args: (idOf) => ({
      claim: idOf(claim),
      statement: title,
      values: { ...values, evidenceKind: kind, confidentiality },
    }),
  }
}

/** The element's name is its id here: singletons of the pattern. */
function step(side: 'mdm' | 'hdo', name: CommandName, on: string, args: unknown): ExampleStep {
  return { side, name, on, args: () => args }
}

function* facts(
  side: 'mdm' | 'hdo',
  element: string,
  values: Readonly<Record<string, string>>,
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
