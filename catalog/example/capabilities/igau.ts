import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const IGAU: ExampleCapability = {
  code: 'IGAU',
  decision: 'required',
  assets:
    'Drug library in the editor, on the server and in the pump; pump calibration and configuration; infusion history',
  identified:
    'Two threats that need treatment (a library altered on the server, unsigned data taken for genuine) and one that does not (silent memory faults: caught by the safety checks of the therapy controller)',
  policyNote:
    'For this capability both sides apply the stricter rule: a residual risk of severity 5 is acceptable at likelihood 1 only.',
  identificationEvidence: [
    fromMdm('analysis', 'Data integrity analysis from editor to motor', 'NI-AN-0171', '3', '2026-04-07', {
      reviewBy: '2028-04-07',
    }),
    fromHdo('review', 'Pharmacy review of the library release process', 'SB-REC-2214', '1', '2026-06-15'),
  ],
  risks: [
    {
      key: 'IGAU-1',
      statement: 'Risk associated with a drug library altered on the server is mitigated',
      threat: 'Alteration of a released drug library on Meridian Manager',
      vulnerability: 'A library file on the server that is distributed as it lies there',
      cause: 'Server administrators can write to the folder from which libraries are distributed.',
      scenario:
        'Malware or an insider raises the hard limit of a high-alert drug. The pumps fetch the file as usual at the next connection.',
      consequence: 'A tenfold programming error passes without a stop on hundreds of pumps.',
      properties: ['integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 5,
      likelihoodAfter: 1,
      severityAfter: 5,
      treatment: 'mitigate',
      cve: 'CVE-2023-30562',
      cwe: 'CWE-345',
      cvss: 'CVSS:3.0/AV:A/AC:L/PR:L/UI:R/S:U/C:N/I:H/A:H',
      cvssScore: '6.7',
      advisory: 'ICSMA-23-194-01',
      hazard: 'HZ-07 Dose limits wrong',
      controls: [
        {
          key: 'IGAU-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'SI-7',
          title: 'Software, Firmware, and Information Integrity',
          statement: 'Signature of each library by the releasing pharmacist, checked in the pump, is enforced',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Signs at release with the key of the releaser; the therapy controller refuses anything else.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Library tampering test on server, wire and pump', 'NI-TR-1236', '2', '2026-06-24', {
              reviewBy: '2028-06-24',
            }),
          ],
        },
        {
          key: 'IGAU-1-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.24',
          title: 'Use of cryptography',
          statement: 'Custody of the two release keys on personal smart cards is in place',
          type: 'administrative',
          responsible: 'hdo',
          dutyHdo: 'Issues the cards to named pharmacists, revokes them on leaving and keeps the register.',
          partHdo: { person: 'Hanna Lindqvist, Pharmacy', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('policy', 'Procedure for library release cards', 'SB-POL-061', '1', '2026-07-20', {
              reviewBy: '2028-07-20',
            }),
            fromHdo('configuration', 'Register of release card holders', 'SB-CFG-0340', '2', '2026-10-05', {
              reviewBy: '2027-10-05',
              confidentiality: 'own-side',
            }),
          ],
        },
      ],
    },
    {
      key: 'IGAU-2',
      statement: 'Risk associated with unsigned critical data accepted by the pump is mitigated',
      threat: 'Injection of forged calibration or configuration data',
      vulnerability: 'The pump accepts critical data that carry no proof of their origin',
      cause: 'Calibration and configuration used to be protected by a checksum only.',
      scenario:
        'An attacker on the clinical network sends a configuration with another size of tubing. The pump accepts it while idle.',
      consequence: 'The pump delivers at another rate than it shows.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 5,
      likelihoodAfter: 1,
      severityAfter: 5,
      treatment: 'mitigate',
      cve: 'CVE-2021-33885',
      cwe: 'CWE-345',
      cvss: 'CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:H/A:H',
      cvssScore: '9.0',
      advisory: 'ICSMA-21-294-01',
      hazard: 'HZ-02 Over-infusion',
      controls: [
        {
          key: 'IGAU-2-1',
          standard: 'IEC 62443-4-2',
          ref: 'CR 3.4',
          title: 'Software and information integrity',
          statement:
            'Acceptance of signed calibration and configuration data only is enforced by the therapy controller',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Verifies origin and content in the therapy controller, not in the communication module.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Forged data test against the therapy controller', 'NI-TR-1238', '1', '2026-06-25', {
              reviewBy: '2028-06-25',
            }),
            fromMdm('test', 'Independent penetration test, therapy controller', 'NI-PT-0027', '1', '2026-07-10', {
              reviewBy: '2027-12-31',
              confidentiality: 'own-side',
            }),
          ],
        },
        {
          key: 'IGAU-2-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'SI-10',
          title: 'Information Input Validation',
          statement: 'Rejection of values outside the physical range of the set and motor is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Rejects values outside the range and raises a technical alarm.',
          partMdm: { person: 'Elena Petrova', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Range test of 87 critical parameters', 'NI-TR-1239', '1', '2026-06-26', {
              reviewBy: '2028-06-26',
            }),
          ],
        },
      ],
    },
  ],
}
