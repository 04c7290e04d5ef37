import { LIFE_CYCLE } from '@/catalog/life-cycle'
import { type FacetTable, SIDE_CHOICES } from './field'

const SHARED = { value: 'shared', label: 'Shared' } as const

/**
 * What the case is about: the device (CTXT1), the system (CTXT2) with its assets and interfaces as elements of their
 * own, the decision on each capability, the threat scenarios. IEC TR 80001-2-9, introduction: supporting documents.
 */
export const CONTEXT_FACETS = {
  device: {
    manufacturer: { label: 'Manufacturer', type: 'string' },
    product: { label: 'Product', type: 'string' },
    model: { label: 'Model', type: 'string' },
    version: { label: 'Version', type: 'string' },
    hardwareVersion: { label: 'Hardware version', type: 'string' },
    sbom: { label: 'Software bill of materials', help: 'File name, address or document number', type: 'string' },
    sbomDate: { label: 'Date of the bill of materials', type: 'date' },
    intendedUse: { label: 'Intended use', type: 'text' },
    users: { label: 'Users', help: 'Who operates it, who maintains it, and what they have learned', type: 'text' },
    environment: { label: 'Operational environment', type: 'text' },
    inWards: { label: 'Wards', type: 'boolean' },
    inIntensiveCare: { label: 'Intensive care', type: 'boolean' },
    inTheatres: { label: 'Operating theatres', type: 'boolean' },
    inEmergency: { label: 'Emergency department', type: 'boolean' },
    inOutpatients: { label: 'Outpatient clinics', type: 'boolean' },
    inImaging: { label: 'Imaging', type: 'boolean' },
    inLaboratory: { label: 'Laboratory', type: 'boolean' },
    inTransport: { label: 'Patient transport', type: 'boolean' },
    inHome: { label: 'Home care', type: 'boolean' },
    withinReach: {
      label: 'Within reach of',
      type: 'choice',
      values: [
        { value: 'staff', label: 'Staff only' },
        { value: 'patients', label: 'Patients and visitors' },
        { value: 'public', label: 'Anybody' },
      ],
    },
    network: { label: 'Network', type: 'text' },
    zones: { label: 'Network zones', help: 'Which zones there are and what separates them', type: 'text' },
    wired: { label: 'Wired', type: 'boolean' },
    wireless: { label: 'Wireless network', type: 'boolean' },
    cellular: { label: 'Mobile network', type: 'boolean' },
    shortRange: { label: 'Short range (Bluetooth, infrared)', type: 'boolean' },
    removableMedia: { label: 'USB or other media', type: 'boolean' },
    remoteAccess: {
      label: 'Remote access',
      type: 'choice',
      values: [
        { value: 'none', label: 'None' },
        { value: 'on-request', label: 'On request' },
        { value: 'permanent', label: 'Permanent' },
      ],
    },
    internet: {
      label: 'Path to the internet',
      type: 'choice',
      values: [
        { value: 'none', label: 'None' },
        { value: 'outbound', label: 'Outbound' },
        { value: 'both', label: 'Both ways' },
      ],
    },
    lifeCycle: {
      label: 'Life-cycle stage',
      type: 'choice',
      values: LIFE_CYCLE.map(({ id, name }) => ({ value: id, label: name })),
    },
    endOfSupport: { label: 'End of support', type: 'date' },
  },
  system: {
    description: { label: 'System description', type: 'text' },
    objectives: { label: 'Security objectives', help: 'What the protection is meant to achieve', type: 'text' },
    assets: { label: 'Assets to be protected', type: 'text' },
    interfaces: { label: 'Interfaces', type: 'text' },
    boundaries: { label: 'Boundaries', help: 'What is inside, what is outside and relied on', type: 'text' },
  },
  asset: {
    assetKind: {
      label: 'Kind of asset',
      type: 'choice',
      values: [
        { value: 'data', label: 'Data' },
        { value: 'function', label: 'Function' },
        { value: 'hardware', label: 'Hardware' },
        { value: 'service', label: 'Service' },
      ],
    },
    needsConfidentiality: { label: 'Confidentiality', type: 'boolean' },
    needsIntegrity: { label: 'Integrity', type: 'boolean' },
    needsAvailability: { label: 'Availability', type: 'boolean' },
    needsAccountability: { label: 'Accountability', type: 'boolean' },
    assetSide: { label: 'Whose asset', type: 'choice', values: [...SIDE_CHOICES, SHARED] },
    assetNote: { label: 'What would be lost with it', type: 'text' },
  },
  interface: {
    medium: {
      label: 'Medium',
      type: 'choice',
      values: [
        { value: 'wired', label: 'Wired network' },
        { value: 'wireless', label: 'Wireless network' },
        { value: 'short-range', label: 'Short range' },
        { value: 'cable', label: 'Cable or connector' },
        { value: 'media', label: 'USB or other media' },
        { value: 'screen', label: 'Screen and keys' },
      ],
    },
    direction: {
      label: 'Direction',
      type: 'choice',
      values: [
        { value: 'in', label: 'In' },
        { value: 'out', label: 'Out' },
        { value: 'both', label: 'Both ways' },
      ],
    },
    peer: { label: 'What is at the other end', type: 'string' },
    protocol: { label: 'Protocol and port', type: 'string' },
    interfaceSide: { label: 'Who controls it', type: 'choice', values: [...SIDE_CHOICES, SHARED] },
    interfaceNote: { label: 'How it is controlled', type: 'text' },
  },
  decision: {
    decision: {
      label: 'Is the capability required?',
      type: 'choice',
      values: [
        { value: 'undecided', label: 'Not decided yet' },
        { value: 'required', label: 'Required' },
        { value: 'not-required', label: 'Not required' },
      ],
    },
    whyRequired: {
      label: 'Why this device needs it here',
      help: 'The reason for selecting the capability; why one is not required stands in its justification.',
      type: 'text',
    },
  },
  scenario: {
    cause: { label: 'Cause', type: 'text' },
    scenario: { label: 'Threat scenario', type: 'text' },
    consequence: { label: 'Consequence', type: 'text' },
  },
} as const satisfies FacetTable
