import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const MLDP: ExampleCapability = {
  code: 'MLDP',
  decision: 'required',
  assets: 'Communication module of the pump, Meridian Manager, Library Editor workstations and service laptops',
  identified:
    'Two threats that need treatment (files written through the web interface, a crafted package in the update folder) and one that does not (classic malware on the pump itself: only signed code runs)',
  identificationEvidence: [
    fromMdm('analysis', 'Malware entry analysis of all interfaces', 'NI-AN-0174', '2', '2026-04-16', {
      reviewBy: '2028-04-16',
    }),
    fromHdo('history', 'Malware incidents on clinical networks, 2023 to 2026', 'SB-REC-2199', '1', '2026-06-01'),
  ],
  risks: [
    {
      key: 'MLDP-1',
      statement:
        'Risk associated with files written through the web interface of the communication module is mitigated',
      threat: 'Placing of files on the communication module through its web interface',
      vulnerability: 'The web interface writes any uploaded file into a shared temporary folder',
      cause: 'The upload was made for certificates and does not check what it receives.',
      scenario: 'An infected laptop on the device network uploads files until a needed one is overwritten.',
      consequence: 'The communication module fails or runs foreign scripts; the pump works without network.',
      properties: ['integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2021-33884',
      cwe: 'CWE-434',
      cvss: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:N',
      cvssScore: '6.5',
      advisory: 'ICSMA-21-294-01',
      controls: [
        {
          key: 'MLDP-1-1',
          standard: 'IEC 62443-4-2',
          ref: 'EDR 3.2',
          title: 'Protection from malicious code (embedded device)',
          statement: 'Execution of signed code from a read-only file system only is enforced',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Mounts software read-only and data without execution, and removed the upload in 3.4.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Blocked execution test of the communication module', 'NI-TR-1243', '1', '2026-07-01', {
              reviewBy: '2028-07-01',
            }),
          ],
        },
        {
          key: 'MLDP-1-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.20',
          title: 'Networks security',
          statement: 'Detection of unusual traffic in VLAN 214 is in operation',
          type: 'technical',
          responsible: 'hdo',
          dutyHdo: 'Watches the VLAN with the clinical network sensor and follows up within four hours.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('configuration', 'Sensor rules for infusion pumps', 'SB-CFG-0311', '5', '2026-05-12', {
              reviewBy: '2028-05-12',
            }),
          ],
        },
      ],
    },
    {
      key: 'MLDP-2',
      statement: 'Risk associated with a crafted package on Meridian Manager is mitigated',
      threat: 'Execution of foreign files on Meridian Manager through a crafted update package',
      vulnerability: 'The update folder of the server unpacks archives before it checks them',
      cause: 'Earlier versions of the server unpacked first in order to read the version.',
      scenario: 'Somebody with an ordinary account on the server leaves a package that writes outside its folder.',
      consequence: 'The server runs foreign code and can reach database and wireless network of the pumps.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 2,
      severityBefore: 4,
      likelihoodAfter: 1,
      severityAfter: 4,
      treatment: 'mitigate',
      cve: 'CVE-2020-6965',
      cwe: 'CWE-434',
      cvss: 'CVSS:3.0/AV:N/AC:H/PR:L/UI:N/S:C/C:H/I:H/A:H',
      cvssScore: '8.5',
      advisory: 'ICSMA-20-023-01',
      controls: [
        {
          key: 'MLDP-2-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'SI-3',
          title: 'Malicious Code Protection',
          statement: 'Approved anti-malware on Meridian Manager with tested exclusions is in operation',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Publishes the approved products and the exclusions, and tests each release with them.',
          dutyHdo: 'Installs one approved product, keeps it current and sets only the published exclusions.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Compatibility test with three anti-malware products', 'NI-TR-1247', '4', '2026-07-07', {
              reviewBy: '2027-07-07',
            }),
          ],
          narrative:
            'The hospital installed the product in August 2026; the configuration record is still to be filed here.',
        },
        {
          key: 'MLDP-2-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'MP-7',
          title: 'Media Use',
          statement: 'Ban on removable media at server and editor workstations is enforced',
          type: 'administrative',
          responsible: 'hdo',
          dutyHdo: 'Blocks removable media by policy; updates arrive through the transfer station only.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('policy', 'Removable media in clinical systems', 'SB-POL-027', '4', '2025-10-10', {
              reviewBy: '2028-10-10',
            }),
          ],
        },
      ],
    },
  ],
}
