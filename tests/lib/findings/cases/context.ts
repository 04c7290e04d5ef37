import type { RuleCase } from '../rule-cases'

type Peer = Parameters<RuleCase['breaks']>[0]

function tell(peer: Peer, element: string, fields: Record<string, unknown>, texts: Record<string, string> = {}): void {
  for (const [field, value] of Object.entries(fields)) peer.do('set-field', { element, field, value })
  for (const [field, text] of Object.entries(texts)) peer.do('set-text', { element, field, text })
}

function item(peer: Peer, list: 'asset' | 'interface', name: string): string {
  return peer.do('add-list-item', { list, name }).created[0] as string
}

const ctxt1 = () => 'CTXT1'
const ctxt2 = () => 'CTXT2'

export const CONTEXT_CASES: readonly RuleCase[] = [
  {
    rule: 'CTX1',
    breaks: ctxt1,
    repairs: (peer, element) => {
      tell(peer, element, { manufacturer: 'Northfield', product: 'Pump', version: '3.4', inWards: true })
      tell(peer, element, {}, { intendedUse: 'Infusion.', users: 'Nurses.' })
    },
    says: 'who uses and maintains the device',
  },
  {
    rule: 'CTX3',
    breaks: (peer) => {
      tell(peer, 'CTXT1', { wireless: true })
      return 'CTXT1'
    },
    repairs: (peer, element) => tell(peer, element, { remoteAccess: 'none' }),
    says: 'from afar',
  },
  {
    rule: 'CTX4',
    breaks: ctxt2,
    repairs: (peer, element) =>
      tell(peer, element, {}, { description: 'A pump.', objectives: 'Safe therapy.', boundaries: 'The housing.' }),
    says: 'where the system ends',
  },
  { rule: 'CTX5', breaks: ctxt2, repairs: (peer) => item(peer, 'asset', 'Drug library') },
  {
    rule: 'CTX6',
    breaks: (peer) => {
      const asset = item(peer, 'asset', 'Drug library')
      tell(peer, asset, { assetKind: 'data' })
      return asset
    },
    repairs: (peer, element) => tell(peer, element, { needsIntegrity: true }),
    says: 'what must hold for it',
  },
  {
    rule: 'CTX7',
    breaks: (peer) => item(peer, 'asset', 'Drug library'),
    repairs: (peer, asset) => peer.do('choose-asset', { claim: 'C4-ALOF', asset, chosen: true }),
  },
  {
    rule: 'CTX8',
    breaks: (peer) => {
      item(peer, 'asset', 'Drug library')
      return 'C4-ALOF'
    },
    repairs: (peer, claim) => peer.do('choose-asset', { claim, asset: peer.id('AST1'), chosen: true }),
  },
  {
    rule: 'CTX9',
    breaks: (peer) => item(peer, 'interface', 'Service port'),
    repairs: (peer, element) =>
      tell(peer, element, { interfaceSide: 'hdo' }, { interfaceNote: 'Sealed; opened by Clinical Engineering only.' }),
    says: 'who controls it and how',
  },
  {
    rule: 'CTX10',
    breaks: ctxt1,
    repairs: (peer, element) => tell(peer, element, { lifeCycle: 'use' }),
  },
  {
    rule: 'CTX11',
    breaks: (peer) => {
      tell(peer, 'CTXT1', { version: '3.4.2' })
      return 'CTXT1'
    },
    repairs: (peer, element) => tell(peer, element, { sbom: 'NI-SBOM-0342' }),
    says: '3.4.2',
  },
  {
    rule: 'CTX12',
    breaks: (peer) => {
      tell(peer, 'CTXT1', { lifeCycle: 'use', endOfSupport: '2026-01-31' })
      return 'CTXT1'
    },
    repairs: (peer, element) => tell(peer, element, { lifeCycle: 'end-of-support' }),
    says: '2026-01-31',
  },
  {
    rule: 'CTX13',
    breaks: () => 'C2-ALOF',
    repairs: (peer, element) => tell(peer, element, {}, { whyRequired: 'The screen shows patient data.' }),
  },
  {
    rule: 'DCM2',
    breaks: () => 'CTXT4-ALOF',
    repairs: (peer, element) => peer.do('set-text', { element, text: 'Shoulder surfing, theft of an open session' }),
    says: 'Threats and vulnerabilities that need treatment',
  },
]
