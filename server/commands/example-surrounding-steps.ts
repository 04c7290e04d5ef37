import type { ExampleAsset, ExampleSurroundings } from '@/catalog/example/surroundings'
import { type ExampleTerm, exampleTermName } from '@/catalog/example/terms'
import type { StageId } from '@/catalog/terms/topics'
import { stageField } from '@/lib/case/facets/term'
import type { CommandName } from '@/lib/pattern/registry'
import type { ExampleStep } from './example-steps'

type Side = ExampleStep['side']

/** The context of the device and its lists as commands; the capabilities are there already. */
export function* surroundingSteps(example: ExampleSurroundings): Generator<ExampleStep> {
  for (const [field, value] of Object.entries(example.device)) yield set('hdo', 'CTXT1', field, value)
  yield say('mdm', 'CTXT1', 'users', example.users)
  yield say('hdo', 'CTXT1', 'zones', example.zones)
  yield say('mdm', 'CTXT2', 'objectives', example.objectives)
  for (const [index, asset] of example.assets.entries()) yield* assetSteps(`AST${index + 1}`, asset)
  for (const [index, each] of example.interfaces.entries()) {
    const name = `IF${index + 1}`
    const side = each.side === 'mdm' ? 'mdm' : 'hdo'
    yield run(side, 'add-list-item', name, () => ({ list: 'interface', name: each.name }))
    const { medium, direction, peer, protocol = '' } = each
    const fields = { medium, direction, peer, protocol, interfaceSide: each.side }
    for (const [field, value] of Object.entries(fields)) yield set(side, name, field, value)
    if (each.note !== undefined) yield say(side, name, 'interfaceNote', each.note)
  }
  for (const [code, why] of Object.entries(example.whyRequired)) yield say('hdo', `C2-${code}`, 'whyRequired', why)
}

const NEEDS = { c: 'needsConfidentiality', i: 'needsIntegrity', a: 'needsAvailability', t: 'needsAccountability' }

function* assetSteps(name: string, asset: ExampleAsset): Generator<ExampleStep> {
  const side = asset.side === 'mdm' ? 'mdm' : 'hdo'
  yield run(side, 'add-list-item', name, () => ({ list: 'asset', name: asset.name }))
  yield set(side, name, 'assetKind', asset.kind)
  yield set(side, name, 'assetSide', asset.side)
  for (const [letter, field] of Object.entries(NEEDS)) {
    if (asset.needs.includes(letter)) yield set(side, name, field, true)
  }
  yield say(side, name, 'assetNote', asset.note)
  for (const code of asset.protectedBy) {
    yield run(side, 'choose-asset', name, (idOf) => ({ claim: `C4-${code}`, asset: idOf(name), chosen: true }))
  }
}

/** The responsibility terms as commands. */
export function* termSteps(terms: readonly ExampleTerm[]): Generator<ExampleStep> {
  const topics = terms.flatMap(({ topic, dropped }) => (topic === undefined || dropped !== undefined ? [] : [topic]))
  yield run('mdm', 'add-terms', 'R1', () => ({ topics }))
  for (const term of terms) yield* oneTerm(term)
}

function* oneTerm(term: ExampleTerm): Generator<ExampleStep> {
  const name = exampleTermName(term)
  const { shareMdm, shareHdo } = term
  if (term.dropped !== undefined) {
    yield run('hdo', 'drop-term', name, () => ({ topic: term.topic, reason: term.dropped }))
    return
  }
  if (term.own !== undefined) {
    yield run('hdo', 'add-terms', name, () => ({ own: [{ title: term.own, shareMdm, shareHdo, stages: term.stages }] }))
  } else {
    if (shareMdm !== undefined) yield say('mdm', name, 'shareMdm', shareMdm)
    if (shareHdo !== undefined) yield say('hdo', name, 'shareHdo', shareHdo)
    for (const stage of term.stages ?? []) yield set('hdo', name, stageField(stage as StageId), true)
  }
  for (const [key, value] of Object.entries(term.parameters ?? {})) {
    yield run('mdm', 'set-parameter', name, (idOf) => ({ term: idOf(name), key, value }))
  }
  if (term.personMdm !== undefined) yield set('mdm', name, 'personMdm', term.personMdm)
  if (term.personHdo !== undefined) yield set('hdo', name, 'personHdo', term.personHdo)
}

function run(side: Side, name: CommandName, on: string, args: ExampleStep['args']): ExampleStep {
  return { side, name, on, args }
}

function set(side: Side, on: string, field: string, value: string | boolean): ExampleStep {
  return run(side, 'set-field', on, (idOf) => ({ element: idOf(on), field, value }))
}

function say(side: Side, on: string, field: string, text: string): ExampleStep {
  return run(side, 'set-text', on, (idOf) => ({ element: idOf(on), field, text }))
}
