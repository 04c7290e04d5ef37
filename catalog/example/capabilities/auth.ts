import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const AUTH: ExampleCapability = {
  code: 'AUTH',
  decision: 'required',
  assets:
    'Pump configuration and network settings, drug library release, service functions, and administration of Meridian Manager',
  identified:
    'Two threats that need treatment (a service role that reaches administration, configuration readable without a right) and one that does not (bedside functions are open to clinical staff by design)',
  identificationEvidence: [
    fromMdm('analysis', 'Role and permission matrix with abuse cases', 'NI-DS-0398', '6', '2026-02-24', {
      reviewBy: '2028-02-24',
    }),
    fromHdo('review', 'Comparison of pump roles with staff groups', 'SB-REC-2188', '2', '2026-05-27'),
  ],
  risks: [
    {
      key: 'AUTH-1',
      statement: 'Risk associated with a service role that gains full control of the communication module is mitigated',
      threat: 'Escalation from the service role to full control of the communication module',
      vulnerability: 'Import of a configuration runs with more rights than the person who starts it',
      cause: 'The import has to write network settings and was given administrator rights for it.',
      scenario:
        'Somebody with a stolen service laptop imports a configuration that carries a command. The command runs as administrator of the embedded Linux.',
      consequence:
        'The communication module is under foreign control. It cannot start or change an infusion, but it can withhold library updates and attack other devices.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 4,
      likelihoodAfter: 1,
      severityAfter: 4,
      treatment: 'mitigate',
      cve: 'CVE-2020-16238',
      cwe: 'CWE-269',
      cvss: 'CVSS:3.0/AV:L/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H',
      cvssScore: '6.7',
      advisory: 'ICSMA-20-296-02',
      controls: [
        {
          key: 'AUTH-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'AC-6',
          title: 'Least Privilege',
          statement: 'Import of configurations in an unprivileged process with a fixed set of settings is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Parses imports without administrator rights and accepts only settings of the published schema.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Negative test of configuration import, 214 cases', 'NI-TR-1211', '1', '2026-05-22', {
              reviewBy: '2028-05-22',
            }),
            fromMdm('test', 'Independent penetration test, communication module', 'NI-PT-0026', '1', '2026-06-26', {
              reviewBy: '2027-12-31',
              confidentiality: 'own-side',
            }),
          ],
        },
        {
          key: 'AUTH-1-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.2',
          title: 'Privileged access rights',
          statement: 'Custody of service laptops with named holders and half-yearly review is in place',
          type: 'administrative',
          responsible: 'hdo',
          dutyHdo: 'Keeps the six service laptops encrypted, in a locked store, signed out by name.',
          partHdo: { person: 'Marcus Adeyemi', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('review', 'Half-yearly review of service tool holders', 'SB-REC-2240', '1', '2026-07-03', {
              reviewBy: '2028-01-31',
            }),
          ],
        },
      ],
    },
    {
      key: 'AUTH-2',
      statement: 'Risk associated with network settings changed without a right is mitigated',
      threat: 'Reading and changing the network settings of a pump without any right',
      vulnerability: 'A maintenance screen shows and accepts network settings before sign-in',
      cause: 'Earlier software allowed site surveys of the radio without an account.',
      scenario: 'A contractor on the ward opens the survey screen and points the pump to another access point.',
      consequence: 'Pumps fall off the network, library updates stop, and the settings help a later attack.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2020-25160',
      cwe: 'CWE-284',
      cvss: 'CVSS:3.0/AV:L/AC:L/PR:N/UI:N/S:C/C:L/I:L/A:L',
      cvssScore: '6.8',
      advisory: 'ICSMA-20-296-02',
      controls: [
        {
          key: 'AUTH-2-1',
          standard: 'IEC 62443-4-2',
          ref: 'CR 2.1',
          title: 'Authorization enforcement',
          statement: 'Denial of every maintenance function without the biomedical role is enforced',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Checks the role at each maintenance function, the survey screen included.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Role denial test, 61 functions by 5 roles', 'NI-TR-1213', '2', '2026-05-26', {
              reviewBy: '2028-05-26',
            }),
          ],
        },
        {
          key: 'AUTH-2-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '5.18',
          title: 'Access rights',
          statement: 'Assignment of pump roles through directory groups with yearly review is in force',
          type: 'administrative',
          responsible: 'hdo',
          dutyHdo: 'Maps staff groups to the five roles in the directory and reviews the mapping each year.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('review', 'Access review of the five pump roles', 'SB-REC-1977', '1', '2025-03-14', {
              reviewBy: '2026-03-14',
            }),
          ],
          narrative: 'The yearly review is overdue: the last one is of March 2025.',
        },
      ],
    },
  ],
}
