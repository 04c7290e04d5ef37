import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const STCF: ExampleCapability = {
  code: 'STCF',
  decision: 'required',
  assets: 'Infusion history with patient identifiers, wireless credentials and device keys in pump, server and backup',
  identified:
    'Two threats that need treatment (data read from a pump that leaves the hospital, wireless credentials read from a module) and one that does not (server disks: encrypted by the hospital host)',
  identificationEvidence: [
    fromMdm('analysis', 'Inventory of stored data and its protection', 'NI-DS-0417', '3', '2026-04-24', {
      reviewBy: '2028-04-24',
    }),
    fromHdo('review', 'Data protection impact assessment of the pump system', 'SB-DPIA-0077', '2', '2026-08-19', {
      reviewBy: '2028-08-19',
    }),
  ],
  risks: [
    {
      key: 'STCF-1',
      statement: 'Risk associated with patient data and credentials left on a pump is mitigated',
      threat: 'Reading of patient data and credentials from a pump that left the hospital',
      vulnerability: 'Credentials and health data lie unencrypted in the communication module',
      cause: 'Data wait in the module for a connection, and nobody clears it before repair or sale.',
      scenario: 'A pump is sold with a lot of used equipment. The buyer reads the memory.',
      consequence: 'Names and therapies of some patients and the wireless credentials become known.',
      properties: ['confidentiality'],
      likelihoodBefore: 3,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2022-26390',
      cwe: 'CWE-311',
      cvss: 'CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:U/C:H/I:N/A:N',
      cvssScore: '4.2',
      advisory: 'ICSMA-22-251-01',
      controls: [
        {
          key: 'STCF-1-1',
          standard: 'IEC 62443-4-2',
          ref: 'CR 4.1',
          title: 'Information confidentiality',
          statement: 'Encryption of stored data with a key bound to the pump is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Encrypts all data at rest with a key in the secure element and drops history after transfer.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Memory image analysis after clinical simulation', 'NI-TR-1288', '1', '2026-09-02', {
              reviewBy: '2028-09-02',
            }),
          ],
        },
        {
          key: 'STCF-1-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'MP-6',
          title: 'Media Sanitization',
          statement: 'Erasure of each pump before it leaves the hospital is practised and recorded',
          type: 'operational',
          responsible: 'shared',
          dutyMdm: 'Provides an erase function that destroys the keys and prints a receipt.',
          dutyHdo: 'Erases before repair, loan or disposal and files the receipt.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Marcus Adeyemi', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Erase function test with recovery attempt', 'NI-TR-1290', '1', '2026-09-04', {
              reviewBy: '2028-09-04',
            }),
            fromHdo('history', 'Erase receipts of 2026, 37 pumps', 'SB-REC-2310', '1', '2026-11-02'),
          ],
        },
      ],
    },
    {
      key: 'STCF-2',
      statement: 'Risk associated with wireless credentials read from a module is mitigated',
      threat: 'Reading of wireless credentials from the communication module',
      vulnerability: 'Credentials of the clinical network lie readable on a removable card',
      cause: 'The module is built to be exchanged with its card.',
      scenario: 'Somebody swaps the card of a pump in a corridor and takes the credentials home.',
      consequence: 'A foreign device can join the clinical device network.',
      properties: ['confidentiality'],
      likelihoodBefore: 2,
      severityBefore: 4,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2016-8375',
      cwe: 'CWE-522',
      cvss: 'CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:C/C:H/I:N/A:N',
      cvssScore: '4.9',
      advisory: 'ICSMA-17-017-02',
      controls: [
        {
          key: 'STCF-2-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'SC-12',
          title: 'Cryptographic Key Establishment and Management',
          statement: 'Wireless keys that never leave the secure element are in use',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Generates the key in the secure element and asks for a certificate.',
          dutyHdo: 'Issues a certificate per pump and revokes it on loss within one working day.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Secure element test of the wireless key', 'NI-TR-1292', '1', '2026-09-08', {
              reviewBy: '2028-09-08',
            }),
            fromHdo('history', 'Revocation record of two lost pumps', 'SB-REC-2288', '1', '2026-10-08'),
          ],
        },
      ],
    },
  ],
}
