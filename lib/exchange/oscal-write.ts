import { sha1 } from '@noble/hashes/legacy.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { Side } from '@/lib/access/policy'
import { SIDES } from '@/lib/access/policy'
import type { CaseGraph, Element } from '@/lib/gsn/graph'
import { type ResponsibilityRow, responsibilities } from '@/lib/reading/responsibilities'
import type { WrittenArgument } from './argument-file'
import { Lost } from './lost'

/** What a document of a case says about where it comes from. */
export interface OscalAbout {
  readonly caseId: string
  readonly title: string
  /** ISO 8601 UTC with milliseconds. */
  readonly at: string
  /** The number of the last change it holds. */
  readonly seq: number
  readonly organisations: Readonly<Record<Side, string>>
  /** Sentences about what the document leaves out. */
  readonly remarks?: readonly string[]
}

const OSCAL_VERSION = '1.1.3'
const ROLES: Readonly<Record<Side, string>> = { mdm: 'manufacturer', hdo: 'hospital' }
/** How far a control is, in the words of OSCAL's `implementation-status`. */
const STATUS: Readonly<Record<string, string>> = {
  verified: 'implemented',
  implemented: 'implemented',
  accepted: 'planned',
  proposed: 'planned',
  refused: 'not-applicable',
}

/**
 * [EXC12] Writes the controls of a case as an OSCAL component definition: the device is the component, each standard a
 * control implementation, each control an implemented requirement with the side that answers for it, its duty and state.
 * Equal cases give equal documents: every UUID follows from the case and what it names.
 * @returns JSON, and what OSCAL has no place for
 */
export function writeOscal(graph: CaseGraph, about: OscalAbout): WrittenArgument {
  const uuid = (...of: readonly string[]) => uuidOf([about.caseId, ...of])
  const lost = new Lost()
  const standards = new Map<string, { row: ResponsibilityRow; element: Element }[]>()
  for (const row of responsibilities(graph)) {
    const element = graph.elements.get(row.control)
    if (element === undefined) continue
    const standard = String(element.fields.standard ?? '').trim() || 'Own controls'
    standards.set(standard, [...(standards.get(standard) ?? []), { row, element }])
  }
  for (const { facet } of graph.elements.values()) {
    if (facet === 'risk' || facet === 'evidence') lost.count(facet === 'risk' ? 'risks' : 'evidence')
  }
  lost.count('relations of the argument', graph.relations.length)
  const party = (side: Side) => uuid('party', side)
  const definition = {
    uuid: uuid('definition', String(about.seq)),
    metadata: {
      title: line(about.title),
      'last-modified': about.at,
      version: String(about.seq),
      'oscal-version': OSCAL_VERSION,
      roles: SIDES.map((side) => ({ id: ROLES[side], title: side === 'mdm' ? 'Manufacturer' : 'Hospital' })),
      parties: SIDES.map((side) => ({
        uuid: party(side),
        type: 'organization',
        name: line(about.organisations[side]),
      })),
      'responsible-parties': SIDES.map((side) => ({ 'role-id': ROLES[side], 'party-uuids': [party(side)] })),
      ...(about.remarks?.length ? { remarks: about.remarks.join('\n\n') } : {}),
    },
    components: [
      {
        uuid: uuid('device'),
        type: 'hardware',
        title: line(about.title),
        description: 'The device that the security assurance case is about.',
        ...(standards.size === 0
          ? {}
          : {
              'control-implementations': [...standards].map(([standard, controls]) => ({
                uuid: uuid('standard', standard),
                source: `#${uuid('source', standard)}`,
                description: `Controls from ${standard}`,
                'implemented-requirements': controls.map(({ row, element }) => requirement(row, element, uuid)),
              })),
            }),
      },
    ],
    ...(standards.size === 0
      ? {}
      : {
          'back-matter': {
            resources: [...standards.keys()].map((standard) => ({
              uuid: uuid('source', standard),
              title: line(standard),
            })),
          },
        }),
  }
  return { text: `${JSON.stringify({ 'component-definition': definition }, null, 2)}\n`, lost: lost.list() }
}

function requirement(row: ResponsibilityRow, { id, fields }: Element, uuid: (...of: string[]) => string) {
  const sides = row.responsible === 'shared' ? SIDES : SIDES.filter((side) => side === row.responsible)
  const duties = sides.flatMap((side) => {
    const duty = side === 'mdm' ? row.dutyMdm : row.dutyHdo
    return duty === '' ? [] : [`${side === 'mdm' ? 'Manufacturer' : 'Hospital'}: ${duty}`]
  })
  const status = STATUS[row.state] ?? 'planned'
  const props = [
    { name: 'implementation-status', value: status },
    { name: 'label', value: line(row.name) },
    ...(row.capability === '' ? [] : [{ name: 'label', class: 'security-capability', value: line(row.capability) }]),
  ]
  return {
    uuid: uuid('control', id),
    'control-id': token(String(fields.ref ?? '') || row.name),
    description: row.statement || row.name,
    props,
    ...(sides.length === 0 ? {} : { 'responsible-roles': sides.map((side) => ({ 'role-id': ROLES[side] })) }),
    ...(duties.length === 0 ? {} : { remarks: duties.join('\n\n') }),
  }
}

/** OSCAL's token: a letter or `_`, then letters, digits, `.`, `-` and `_`. Clause numbers of ISO begin with a digit. */
function token(reference: string): string {
  const plain = reference
    .trim()
    .replace(/[^\p{L}\p{N}.\-_]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  return /^[\p{L}_]/u.test(plain) ? plain : `_${plain}`
}

/** OSCAL's string: on one line, with no blank at its ends, and never empty. */
function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim() || '-'
}

/** The name space of the UUIDs here: itself a version 4 UUID, drawn once. */
const NAME_SPACE = hexToBytes('6f0f4bb2b0f14b5d9a1c5f0d3c7e2a64')

/** A version 5 UUID (RFC 9562, 5.5) of what it names: OSCAL takes versions 4 and 5 alone. */
function uuidOf(names: readonly string[]): string {
  const hex = bytesToHex(sha1(concatBytes(NAME_SPACE, utf8ToBytes(JSON.stringify(['oscal', ...names])))))
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8'
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
