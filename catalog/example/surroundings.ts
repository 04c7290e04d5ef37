import type { CapabilityCode } from '../capability-codes'

/** An asset of the list: a noun phrase, and what must hold for it. */
export interface ExampleAsset {
  readonly name: string
  readonly kind: 'data' | 'function' | 'hardware' | 'service'
  /** c, i, a and t for confidentiality, integrity, availability and accountability. */
  readonly needs: string
  readonly side: 'mdm' | 'hdo' | 'shared'
  readonly note: string
  /** Required capabilities that protect it. */
  readonly protectedBy: readonly CapabilityCode[]
}

export interface ExampleInterface {
  readonly name: string
  readonly medium: 'wired' | 'wireless' | 'short-range' | 'cable' | 'media' | 'screen'
  readonly direction: 'in' | 'out' | 'both'
  readonly peer: string
  readonly protocol?: string
  readonly side: 'mdm' | 'hdo' | 'shared'
  /** How it is controlled; absent where nobody has written it yet. */
  readonly note?: string
}

/** What the device and the system contexts hold besides the heading of the example. */
export interface ExampleSurroundings {
  /** Fields of CTXT1 that are single values. */
  readonly device: Readonly<Record<string, string | boolean>>
  readonly users: string
  readonly zones: string
  readonly objectives: string
  readonly assets: readonly ExampleAsset[]
  readonly interfaces: readonly ExampleInterface[]
  /** Why each required capability is required. */
  readonly whyRequired: Readonly<Partial<Record<CapabilityCode, string>>>
}

/** The surroundings of the pump. One asset is protected by nothing and one interface is not described: gaps to find. */
export const SURROUNDINGS: ExampleSurroundings = {
  device: {
    hardwareVersion: 'Rev C, communication module CM-2',
    sbom: 'NI-SBOM-0342, CycloneDX 1.5',
    sbomDate: '2026-09-30',
    inWards: true,
    inIntensiveCare: true,
    inTheatres: true,
    inOutpatients: true,
    withinReach: 'patients',
    wireless: true,
    shortRange: true,
    removableMedia: true,
    remoteAccess: 'none',
    internet: 'none',
    lifeCycle: 'use',
    endOfSupport: '2033-12-31',
  },
  users:
    'Nurses and doctors of the care areas, trained for half a day and again with each new version. Pharmacists write the drug library. Clinical Engineering maintains pumps and service tool; Digital Services runs the server and the network. Patients and visitors do not operate the pump.',
  zones:
    'VLAN 214 holds the pumps and nothing else. The server zone holds Meridian Manager; a firewall lets TCP 8443 and NTP pass between the two. Pharmacy workstations reach the server over the office zone with directory sign-in. No zone has a route from a pump to the internet.',
  objectives:
    'Therapy goes on safely whatever happens on the network. Nobody changes limits, software or settings unnoticed. Data of patients is seen by those who treat them only. What was done can be reconstructed afterwards.',
  assets: [
    {
      name: 'Therapy in progress: rate, volume and alarms',
      kind: 'function',
      needs: 'ia',
      side: 'shared',
      note: 'A wrong rate or a silent stop harms the patient directly.',
      protectedBy: ['NAUT', 'SAHD', 'TXIG', 'MLDP'],
    },
    {
      name: 'Drug library with hard and soft limits',
      kind: 'data',
      needs: 'iat',
      side: 'hdo',
      note: 'Wrong limits reach every pump at once, and nobody at the bedside can see it.',
      protectedBy: ['AUTH', 'DTBK', 'IGAU', 'TXIG'],
    },
    {
      name: 'Pump software and configuration',
      kind: 'function',
      needs: 'ia',
      side: 'mdm',
      note: 'Everything else relies on it.',
      protectedBy: ['AUTH', 'CNFS', 'CSUP', 'RDMP', 'SGUD'],
    },
    {
      name: 'Infusion history with patient identifiers',
      kind: 'data',
      needs: 'ci',
      side: 'hdo',
      note: 'Health data of about 21,000 patients a year.',
      protectedBy: ['ALOF', 'DTBK', 'IGAU', 'STCF', 'TXCF'],
    },
    {
      name: 'Device keys, certificates and wireless credentials',
      kind: 'data',
      needs: 'ci',
      side: 'shared',
      note: 'With one of them a stranger passes for a pump.',
      protectedBy: ['NAUT', 'PLOK', 'STCF'],
    },
    {
      name: 'Staff accounts on Meridian Manager',
      kind: 'data',
      needs: 'cit',
      side: 'hdo',
      note: 'Who may change the library is decided here.',
      protectedBy: ['ALOF', 'AUTH', 'PAUT'],
    },
    {
      name: 'Audit records of pump and server',
      kind: 'data',
      needs: 'iat',
      side: 'shared',
      note: 'Without them an event cannot be reconstructed.',
      protectedBy: ['AUDT'],
    },
    {
      name: 'Meridian Manager as a service',
      kind: 'service',
      needs: 'ia',
      side: 'hdo',
      note: 'Pumps infuse without it, but get no new library.',
      protectedBy: ['CNFS', 'CSUP', 'MLDP', 'SAHD'],
    },
    {
      name: 'Pump units in use and in the equipment library',
      kind: 'hardware',
      needs: 'a',
      side: 'hdo',
      note: 'A pump that is opened or stolen takes its keys along.',
      protectedBy: ['PLOK'],
    },
    {
      name: 'Alarm over the nurse call relay',
      kind: 'function',
      needs: 'a',
      side: 'hdo',
      note: 'The alarm at the pump stays; the call at the desk would be missing.',
      protectedBy: [],
    },
  ],
  interfaces: [
    {
      name: 'Wireless link to Meridian Manager',
      medium: 'wireless',
      direction: 'both',
      peer: 'Meridian Manager',
      protocol: 'TLS 1.2 and 1.3 with client certificate, TCP 8443',
      side: 'shared',
      note: 'Both ends prove who they are; the hospital runs the wireless network, VLAN 214 and its firewall.',
    },
    {
      name: 'Infrared connector between pump unit and channel modules',
      medium: 'short-range',
      direction: 'both',
      peer: 'Channel modules',
      side: 'mdm',
      note: 'Works over two centimetres in the housing; modules are paired with their unit.',
    },
    {
      name: 'Service port under the sealed rear cover',
      medium: 'media',
      direction: 'both',
      peer: 'Service tool',
      protocol: 'USB, signed sessions',
      side: 'hdo',
      note: 'Clinical Engineering opens the seal, records it, and seals again.',
    },
    {
      name: 'Meridian Manager to the patient record',
      medium: 'wired',
      direction: 'both',
      peer: 'Patient record',
      protocol: 'HL7 v2 over TLS',
      side: 'hdo',
      note: 'Orders only fill in the screen; a nurse compares them and presses start.',
    },
    {
      name: 'Meridian Manager to the directory',
      medium: 'wired',
      direction: 'both',
      peer: 'Directory',
      protocol: 'LDAPS, TCP 636',
      side: 'hdo',
      note: 'Digital Services runs the directory and its certificates.',
    },
    {
      name: 'Meridian Manager to the log collector',
      medium: 'wired',
      direction: 'out',
      peer: 'Log collector',
      protocol: 'Syslog over TLS, TCP 6514',
      side: 'hdo',
      note: 'Leads out only; the collector is watched by Digital Services.',
    },
    {
      name: 'Nurse call relay',
      medium: 'cable',
      direction: 'out',
      peer: 'Nurse call system',
      side: 'hdo',
    },
  ],
  whyRequired: {
    ALOF: 'Pumps and screens of Meridian Manager stand where patients and visitors pass; an open session would be used.',
    AUDT: 'Therapy and library changes have to be reconstructed after an event, by the hospital and for authorities.',
    AUTH: 'Who may change limits, settings and software differs by role, and a wrong change reaches every pump.',
    CNFS: 'The site sets up 412 pumps and a server; settings that weaken the protection must not come by themselves.',
    CSUP: 'Pumps stay in use for ten years; weaknesses will be found in that time and have to be closed on site.',
    DTBK: 'The drug library is months of work of pharmacy, and the history is part of the patient record.',
    IGAU: 'Limits and history decide about treatment; an unnoticed change would be believed.',
    MLDP: 'Server, workstations and service laptops run common operating systems that are attacked every day.',
    NAUT: 'Libraries and orders come over the network; the pump has to know from whom.',
    PAUT: 'Service functions and library changes are open to a few named people only.',
    PLOK: 'Pumps stand in corridors and travel with patients; whoever takes one has its memory and keys in hand.',
    RDMP: 'Operating system and libraries of the communication module end before the pump does.',
    SAHD: 'Each service that nobody needs is a way in; the hospital network is treated as hostile.',
    SGUD: 'The hospital can only do its part when it knows which part that is.',
    STCF: 'Pump, server and backup keep identifiers of patients and keys of devices at rest.',
    TXCF: 'Status and history with identifiers of patients pass over a wireless network that anybody can receive.',
    TXIG: 'A changed library or order on its way would change therapy.',
  },
}
