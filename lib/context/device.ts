import type { Element } from '@/lib/gsn/graph'
import { holdsPlaceholder } from '@/lib/gsn/kinds'

/** One part of what the two contexts of the case (CTXT1, CTXT2) have to say. */
export interface ContextGroup {
  readonly id: string
  /** The place in the pattern that holds it. */
  readonly role: 'CTXT1' | 'CTXT2'
  readonly title: string
  /** What is missing while it is open, to follow "The case does not say". */
  readonly missing: string
  /** What to do, as a sentence. */
  readonly nextStep: string
  readonly filled: (element: Element) => boolean
}

const PLACES = [
  'inWards',
  'inIntensiveCare',
  'inTheatres',
  'inEmergency',
  'inOutpatients',
  'inImaging',
  'inLaboratory',
  'inTransport',
  'inHome',
] as const

const CONNECTIONS = ['wired', 'wireless', 'cellular', 'shortRange', 'removableMedia'] as const

const said = (element: Element, field: string) => String(element.fields[field] ?? '').trim() !== ''
const written = (element: Element, field: string) => (element.texts[field] ?? '').trim() !== ''
const ticked = (element: Element, fields: readonly string[]) => fields.some((field) => element.fields[field] === true)

/** The groups in the order in which a newcomer fills them. IEC TR 80001-2-9, introduction, first two documents. */
export const CONTEXT_GROUPS: readonly ContextGroup[] = [
  {
    id: 'identity',
    role: 'CTXT1',
    title: 'The device',
    missing: 'which device it is about: manufacturer, product and version',
    nextStep: 'Fill in manufacturer, product and version.',
    filled: (element) => said(element, 'manufacturer') && said(element, 'product') && said(element, 'version'),
  },
  {
    id: 'use',
    role: 'CTXT1',
    title: 'Intended use',
    missing: 'what the device is used for',
    nextStep: 'Write the intended use.',
    filled: (element) => written(element, 'intendedUse'),
  },
  {
    id: 'users',
    role: 'CTXT1',
    title: 'Users',
    missing: 'who uses and maintains the device',
    nextStep: 'Say who operates it, who maintains it, and what they have learned.',
    filled: (element) => written(element, 'users'),
  },
  {
    id: 'environment',
    role: 'CTXT1',
    title: 'Operational environment',
    missing: 'where the device is used',
    nextStep: 'Tick the places of use, or describe them.',
    filled: (element) => ticked(element, PLACES) || written(element, 'environment'),
  },
  {
    id: 'network',
    role: 'CTXT1',
    title: 'Network',
    missing: 'how the device is connected, and whether anybody reaches it from afar',
    nextStep: 'Tick the connections or describe the network, and say whether there is remote access.',
    filled: (element) =>
      (ticked(element, CONNECTIONS) || written(element, 'network') || written(element, 'zones')) &&
      said(element, 'remoteAccess'),
  },
  {
    id: 'life-cycle',
    role: 'CTXT1',
    title: 'Life-cycle stage',
    missing: 'where the device stands in its life',
    nextStep: 'Choose the life-cycle stage; it decides what is asked for next.',
    filled: (element) => said(element, 'lifeCycle'),
  },
  {
    id: 'description',
    role: 'CTXT2',
    title: 'System description',
    missing: 'what the system consists of',
    nextStep: 'Describe the parts of the system and how they work together.',
    filled: (element) => written(element, 'description'),
  },
  {
    id: 'objectives',
    role: 'CTXT2',
    title: 'Security objectives',
    missing: 'what the protection is meant to achieve',
    nextStep: 'Write the security objectives in a few sentences.',
    filled: (element) => written(element, 'objectives'),
  },
  {
    id: 'boundaries',
    role: 'CTXT2',
    title: 'Boundaries',
    missing: 'where the system ends and what it relies on outside',
    nextStep: 'Say what is inside, what is outside, and what of the outside is relied on.',
    filled: (element) => written(element, 'boundaries'),
  },
]

/** The groups of one context element. */
export function groupsOf(element: Pick<Element, 'role'>): readonly ContextGroup[] {
  return CONTEXT_GROUPS.filter(({ role }) => role === element.role)
}

/** Whether a text says something of its own: not empty, and no placeholder of the pattern left in it. */
export function isInstantiated(statement: string): boolean {
  return statement.trim() !== '' && !holdsPlaceholder(statement)
}
