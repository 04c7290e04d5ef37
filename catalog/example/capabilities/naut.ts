import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const NAUT: ExampleCapability = {
  code: 'NAUT',
  decision: 'required',
  assets:
    'Commands, libraries and orders on their way to the pump, device certificates, and the list of partners of the pump',
  identified:
    'Two threats that need treatment (a false server, commands from an unknown source) and one that does not (a false pump: it gets a library and gives nothing)',
  identificationEvidence: [
    fromMdm('analysis', 'Threat model of the network interfaces', 'NI-TM-036', '4', '2026-03-16', {
      reviewBy: '2028-03-16',
    }),
    fromHdo('review', 'Network review of the pump data flows', 'SB-REC-2209', '1', '2026-06-11'),
  ],
  risks: [
    {
      key: 'NAUT-1',
      statement: 'Risk associated with a false server that poses as Meridian Manager is mitigated',
      threat: 'A false server that poses as Meridian Manager',
      vulnerability: 'The communication module does not check who answers',
      cause: 'Certificates expire, and a check that fails is switched off to keep pumps connected.',
      scenario:
        'An attacker in radio range runs an access point and a server of his own. Pumps connect and receive parameters that cut them off.',
      consequence: 'Pumps lose their network or receive forged orders that a nurse may overlook.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 4,
      likelihoodAfter: 1,
      severityAfter: 4,
      treatment: 'mitigate',
      cve: 'CVE-2022-26394',
      cwe: 'CWE-306',
      cvss: 'CVSS:3.0/AV:A/AC:H/PR:N/UI:N/S:C/C:L/I:H/A:L',
      cvssScore: '7.5',
      advisory: 'ICSMA-22-251-01',
      controls: [
        {
          key: 'NAUT-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'IA-9',
          title: 'Service Identification and Authentication',
          statement: 'Mutual authentication of pump and server without an off switch is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Requires mutual TLS with a certificate of the site; there is no setting that disables the check.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Certificate test: wrong, expired, revoked, missing', 'NI-TR-1251', '3', '2026-07-13', {
              reviewBy: '2028-07-13',
            }),
          ],
        },
        {
          key: 'NAUT-1-2',
          standard: 'IEC 62443-4-2',
          ref: 'CR 1.8',
          title: 'Public key infrastructure certificates',
          statement: 'Renewal of device certificates 60 days before expiry is organised',
          type: 'operational',
          responsible: 'shared',
          dutyMdm: 'Renews over the network by EST and lists certificates that end within 90 days.',
          dutyHdo: 'Runs the issuing authority, watches the list and renews by hand what never connects.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'started', due: '2027-03-31', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'started', due: '2027-01-29', answer: 'accepted' },
          evidence: [
            fromHdo('policy', 'Certificate policy for medical devices', 'SB-POL-052', '2', '2026-02-16', {
              reviewBy: '2028-02-16',
            }),
          ],
          narrative:
            'The renewal over the network is part of software 3.5. Until then Clinical Engineering renews with the service tool.',
        },
      ],
    },
    {
      key: 'NAUT-2',
      statement: 'Risk associated with reconfiguration from an unknown source is mitigated',
      threat: 'Reconfiguration of a pump by commands from an unknown source',
      vulnerability: 'A proprietary protocol accepts commands without proof of who sends them',
      cause: 'The old protocol is kept for Manager 2.x and for the test bench of the manufacturer.',
      scenario:
        'From any socket of the device network an attacker sends the old protocol and resets the profile of idle pumps.',
      consequence: 'Pumps start with the wrong care area profile, with limits made for other patients.',
      properties: ['integrity'],
      likelihoodBefore: 4,
      severityBefore: 5,
      likelihoodAfter: 2,
      severityAfter: 5,
      treatment: 'mitigate',
      residualReasonMdm:
        'Every reasonable measure is taken; what is left is a new or loan pump on its first day, and the security guide says so.',
      harm: 'Overdose or underdose',
      exploitability: 'proof',
      cve: 'CVE-2021-33882',
      cwe: 'CWE-306',
      cvss: 'CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N',
      cvssScore: '6.8',
      advisory: 'ICSMA-21-294-01',
      hazard: 'HZ-07 Dose limits wrong',
      controls: [
        {
          key: 'NAUT-2-1',
          standard: 'IEC 62443-4-2',
          ref: 'CR 1.2',
          title: 'Software process and device identification and authentication',
          statement: 'Removal of the old protocol from pumps that have met Manager 3.x is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Switches the old protocol off for good at the first contact with Manager 3.x.',
          partMdm: { person: 'Priya Raman', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Migration test of the old protocol', 'NI-TR-1254', '1', '2026-07-16', {
              reviewBy: '2028-07-16',
            }),
          ],
          narrative:
            'A pump that has not yet met Manager 3.x still speaks the old protocol. At the hospital these are new and loan pumps on their first day.',
        },
        {
          key: 'NAUT-2-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'SC-7',
          title: 'Boundary Protection',
          statement: 'Restriction of VLAN 214 to the listed partners of the pump is enforced',
          type: 'technical',
          responsible: 'hdo',
          dutyHdo: 'Allows the four listed flows and blocks pump-to-pump traffic at the access points.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'verified', answer: 'accepted' },
          evidence: [
            fromHdo(
              'configuration',
              'Firewall and client isolation rules, VLAN 214',
              'SB-CFG-0308',
              '6',
              '2026-04-27',
              {
                reviewBy: '2028-04-27',
              },
            ),
            fromHdo('test', 'Segmentation test from three clinical networks', 'SB-REC-2231', '1', '2026-06-29', {
              reviewBy: '2027-12-31',
            }),
          ],
        },
      ],
    },
  ],
}
