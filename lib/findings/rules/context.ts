import { SUPPORTING_DOCUMENTS } from '@/catalog/documents'
import { phaseById } from '@/catalog/life-cycle'
import { groupsOf, isInstantiated } from '@/lib/context/device'
import { type FindRole, isDecided, partsOf } from '@/lib/context/documents'
import { assetsOf, needsOf, protectedBy } from '@/lib/context/lists'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { BY_FACET, BY_ROLE } from '../case-index'
import { type FindingContext, type Hit, HOLDS, hit, type Rule } from '../rule'

const TR = 'IEC TR 80001-2-9, introduction'
const FACTS = new Set(['identity', 'use', 'users', 'environment'])

/** Rules about the device, its use and its surroundings, and the supporting documents. */
export const CONTEXT_RULES: readonly Rule[] = [
  {
    id: 'CTX1',
    severity: 'amber',
    title: 'The case says which device it is about, what it is for, who uses it and where.',
    source: TR,
    on: ({ role }) => role === 'CTXT1',
    reads: 'self',
    check: (_graph, element) => missingGroups(element, (id) => FACTS.has(id)),
  },
  {
    id: 'CTX3',
    severity: 'amber',
    title: 'The case says how the device is connected and whether anybody reaches it from afar.',
    source: TR,
    on: ({ role }) => role === 'CTXT1',
    reads: 'self',
    check: (_graph, element) => missingGroups(element, (id) => id === 'network'),
  },
  {
    id: 'CTX4',
    severity: 'amber',
    title: 'The case says what the system consists of, what its protection is for, and where it ends.',
    source: TR,
    on: ({ role }) => role === 'CTXT2',
    reads: 'self',
    check: (_graph, element) => missingGroups(element, () => true),
  },
  {
    id: 'CTX5',
    severity: 'amber',
    title: 'The case lists its assets.',
    source: `${TR}; paper, Fig. 1, CTXT2`,
    on: ({ role }) => role === 'CTXT2',
    reads: 'case',
    check: (_graph, element, { find }) => {
      if (find(BY_FACET, 'asset').length > 0) return HOLDS
      const next = 'Add the first asset; capabilities and risks then name the assets they are about.'
      return hit(element, 'The case lists no asset: nothing says what is to be protected.', next)
    },
  },
  {
    id: 'CTX6',
    severity: 'grey',
    title: 'An asset says of what kind it is and what must hold for it.',
    source: TR,
    on: ({ facet }) => facet === 'asset',
    reads: 'self',
    check: (_graph, element) => {
      const lacking = [
        element.fields.assetKind === undefined && 'of what kind it is',
        needsOf(element).length === 0 && 'what must hold for it',
      ].filter((each) => each !== false)
      if (lacking.length === 0) return HOLDS
      const message = `${element.name} does not say ${lacking.join(' and ')}.`
      return hit(
        element,
        message,
        'Choose the kind, and tick confidentiality, integrity, availability or accountability.',
      )
    },
  },
  {
    id: 'CTX7',
    severity: 'amber',
    title: 'Each asset is protected by at least one required capability.',
    source: 'IEC TR 80001-2-9, introduction: assets protected by each capability; paper, Fig. 1, CTXT3',
    on: ({ facet }) => facet === 'asset',
    reads: 'neighbours',
    check: (graph, element) =>
      protectedBy(graph, element.id).length > 0
        ? HOLDS
        : hit(
            element,
            `${element.name} (${short(element.statement)}) is protected by no capability.`,
            'Open a required capability and choose this asset there, or say why nothing has to protect it.',
          ),
  },
  {
    id: 'CTX8',
    severity: 'grey',
    title: 'An established capability names the assets of the list that it protects.',
    source: 'Paper, Fig. 1, CTXT3',
    on: ({ role }) => role === 'C4',
    reads: 'case',
    check: (graph, element, { find }) => {
      if (find(BY_FACET, 'asset').length === 0 || assetsOf(graph, element.id).length > 0) return HOLDS
      const message = `${element.name} names none of the listed assets.`
      return hit(element, message, 'Choose the assets that this capability protects.')
    },
  },
  {
    id: 'CTX9',
    severity: 'amber',
    title: 'An interface says who controls it and how.',
    source: TR,
    on: ({ facet }) => facet === 'interface',
    reads: 'self',
    check: (_graph, element) => {
      const lacking = [
        element.fields.interfaceSide === undefined && 'who controls it',
        (element.texts.interfaceNote ?? '').trim() === '' && 'how it is controlled',
      ].filter((each) => each !== false)
      if (lacking.length === 0) return HOLDS
      const message = `${element.name} (${short(element.statement)}) does not say ${lacking.join(' and ')}.`
      return hit(element, message, 'Choose the side, and write in one sentence what it does about this interface.')
    },
  },
  {
    id: 'CTX10',
    severity: 'amber',
    title: 'The case says where the device stands in its life.',
    source: 'IEC TR 80001-2-9, introduction: from concept to retirement; IMDRF N70, section 5',
    on: ({ role }) => role === 'CTXT1',
    reads: 'self',
    check: (_graph, element) => missingGroups(element, (id) => id === 'life-cycle'),
  },
  {
    id: 'CTX11',
    severity: 'grey',
    title: 'A version of the device has its bill of materials.',
    source: 'FDA premarket cybersecurity guidance 2025, section V; IMDRF N60',
    on: ({ role }) => role === 'CTXT1',
    reads: 'self',
    check: (_graph, element) => {
      const { version, sbom } = element.fields
      if (version === undefined || sbom !== undefined) return HOLDS
      const message = `No bill of materials is named for version ${String(version)}.`
      return hit(element, message, 'Say where the software bill of materials of this version is kept.')
    },
  },
  {
    id: 'CTX12',
    severity: 'amber',
    title: 'A device whose support has ended is in the stage of its life that says so.',
    source: 'IMDRF N70, section 5',
    on: ({ role }) => role === 'CTXT1',
    reads: 'self',
    check: (_graph, element, { today }) => {
      const { endOfSupport, lifeCycle } = element.fields
      if (today === undefined || typeof endOfSupport !== 'string' || endOfSupport >= today) return HOLDS
      if (lifeCycle === 'end-of-support' || lifeCycle === 'retirement') return HOLDS
      const name = phaseById('end-of-support')?.name ?? ''
      const args = { element: element.id, field: 'lifeCycle', value: 'end-of-support' }
      return hit(
        element,
        `Support ended on ${endOfSupport}, but the case does not say so.`,
        `Set the stage "${name}".`,
        {
          act: { command: 'set-field', args, label: `Set "${name}"` },
        },
      )
    },
  },
  {
    id: 'CTX13',
    severity: 'grey',
    title: 'A required capability says why this device needs it.',
    source: 'IEC TR 80001-2-9, introduction: justification for selection',
    on: ({ role, fields }) => role === 'C2' && fields.decision === 'required',
    reads: 'self',
    check: (_graph, element) =>
      (element.texts.whyRequired ?? '').trim() !== ''
        ? HOLDS
        : hit(
            element,
            `${element.name} does not say why ${element.capability ?? 'it'} is required.`,
            'Write in a sentence why this device needs it here.',
          ),
  },
  {
    id: 'DCM2',
    severity: 'grey',
    title: 'Something fills each supporting document of the technical report.',
    source: TR,
    on: ({ role }) => role === 'C1',
    reads: 'case',
    check: unfilledDocuments,
  },
]

function missingGroups(element: Element, wanted: (id: string) => boolean): readonly Hit[] {
  return groupsOf(element)
    .filter((group) => wanted(group.id) && !group.filled(element))
    .map(({ missing, nextStep }) => ({ element: element.id, message: `The case does not say ${missing}.`, nextStep }))
}

function unfilledDocuments(graph: CaseGraph, root: Element, { find }: FindingContext): readonly Hit[] {
  const role: FindRole = (name) => find(BY_ROLE, name).flatMap((id) => graph.elements.get(id) ?? [])
  const heads = role('C2')
  if (heads.length === 0) return HOLDS
  const decided = heads.every(isDecided)
  return SUPPORTING_DOCUMENTS.flatMap(({ id, title }) => {
    let first: string | undefined
    for (const part of partsOf(id, graph, role)) {
      if (part.filled) return []
      first ??= part.element
    }
    if (first === undefined && decided) return []
    const message = `Nothing fills the supporting document "${title}" yet.`
    return [
      {
        element: first ?? root.id,
        message,
        nextStep: 'Open Documents: there it says what belongs into it and where that is written.',
      },
    ]
  })
}

/** The start of a statement, by whole characters. */
function short(statement: string): string {
  const characters = [...(isInstantiated(statement) ? statement.trim() : 'no name yet')]
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}
