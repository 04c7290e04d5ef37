import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const CSUP: ExampleCapability = {
  code: 'CSUP',
  decision: 'required',
  assets:
    'Software of pump, communication module and Meridian Manager, and the availability of 412 pumps while it is changed',
  identified:
    'Two threats that need treatment (a forged update, a known vulnerability that stays open) and one that does not (an interrupted update: the previous image starts again)',
  identificationEvidence: [
    fromMdm('analysis', 'Threat model of the update path', 'NI-TM-034', '3', '2026-03-09', { reviewBy: '2028-03-09' }),
  ],
  risks: [
    {
      key: 'CSUP-1',
      statement: 'Risk associated with installation of a forged update is mitigated',
      threat: 'Installation of a forged or altered update',
      vulnerability: 'A check of the update signature that can be led around',
      cause: 'The signature covers part of the package, or the check trusts a length field in the package.',
      scenario: 'An insider alters an update on the service laptop and loads it into pumps in the equipment library.',
      consequence: 'Pumps run foreign software. Infusions may be falsified without an alarm.',
      properties: ['integrity', 'availability'],
      likelihoodBefore: 2,
      severityBefore: 5,
      likelihoodAfter: 1,
      severityAfter: 5,
      treatment: 'mitigate',
      cve: 'CVE-2020-25166',
      cwe: 'CWE-347',
      cvss: 'CVSS:3.0/AV:P/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:H',
      cvssScore: '6.8',
      advisory: 'ICSMA-20-296-02',
      hazard: 'HZ-02 Over-infusion',
      controls: [
        {
          key: 'CSUP-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'CM-14',
          title: 'Signed Components',
          statement: 'Verification of the whole update package before a byte of it is used is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Signs each package with a key in a hardware module; the pump verifies it from read-only memory.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Signature test with 1,900 altered packages', 'NI-TR-1223', '2', '2026-06-09', {
              reviewBy: '2028-06-09',
            }),
            fromMdm('review', 'Code review of the update verifier', 'NI-CR-0391', '1', '2026-05-29', {
              confidentiality: 'own-side',
            }),
          ],
        },
        {
          key: 'CSUP-1-2',
          standard: 'IEC 62443-4-2',
          ref: 'EDR 3.10',
          title: 'Support for updates (embedded device)',
          statement: 'Refusal of downgrades below the last security release is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Keeps the lowest allowed version in protected memory.',
          partMdm: { person: 'Priya Raman', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Downgrade and interrupted update test', 'NI-TR-1224', '1', '2026-06-10', {
              reviewBy: '2028-06-10',
            }),
          ],
        },
      ],
    },
    {
      key: 'CSUP-2',
      statement: 'Risk associated with a known vulnerability that stays open is mitigated',
      threat: 'Use of a known vulnerability for which an update exists',
      vulnerability: 'Pumps are rarely free for an update, and nobody owns the delay',
      cause: 'An update takes 14 minutes on a pump that is not infusing; pumps in intensive care are seldom idle.',
      scenario:
        'A fix is published. Three months later a third of the fleet still runs the old version, and the weakness is used.',
      consequence: 'Many pumps lose their network at once, or worse, depending on the weakness.',
      properties: ['confidentiality', 'integrity', 'availability'],
      likelihoodBefore: 4,
      severityBefore: 4,
      likelihoodAfter: 2,
      severityAfter: 4,
      treatment: 'mitigate',
      residualReasonMdm:
        'Updates are offered within 30 days and can be installed ward by ward; what is left is the time that a site takes.',
      residualReasonHdo:
        'Accepted by the Medical Network Risk Manager until 2027-06-30: pumps are updated at their yearly service at the latest.',
      controls: [
        {
          key: 'CSUP-2-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'SI-2',
          title: 'Flaw Remediation',
          statement: 'Delivery and installation of security updates within agreed times is assured',
          type: 'operational',
          responsible: 'shared',
          dutyMdm: 'Delivers a validated update within 30 days of a critical and 90 days of any other finding.',
          dutyHdo:
            'Installs a critical update in 30 days and any other in 90 days, area by area, and records exceptions.',
          partMdm: { person: 'Priya Raman', state: 'implemented', answer: 'accepted' },
          partHdo: { person: 'Marcus Adeyemi', state: 'started', due: '2027-01-29', answer: 'accepted' },
          evidence: [
            fromMdm('history', 'Delivery times of the last five security updates', 'NI-REC-0541', '1', '2026-10-01'),
            fromHdo(
              'history',
              'Installation record of 3.4.2, 388 of 412 pumps in 61 days',
              'SB-REC-2302',
              '1',
              '2026-10-30',
            ),
          ],
        },
        {
          key: 'CSUP-2-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'SI-5',
          title: 'Security Alerts, Advisories, and Directives',
          statement: 'Notice of exploited vulnerabilities to a named contact within three working days is agreed',
          type: 'management',
          responsible: 'mdm',
          dutyMdm: 'Sends the notice with interim measures to the security contact and asks for confirmation.',
          dutyHdo: 'Confirms the notice and keeps the contact current.',
          partMdm: { person: 'Ingrid Halvorsen', state: 'started', answer: 'accepted' },
          evidence: [],
          narrative:
            'Agreed in the workshop. The procedure of the manufacturer is being changed from ten days to three.',
        },
        {
          key: 'CSUP-2-3',
          standard: 'NIST SP 800-53 r5',
          ref: 'MA-4',
          title: 'Nonlocal Maintenance',
          statement: 'Update of idle pumps over the network without consent of the ward is offered',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Would install updates on pumps that have been idle for an hour.',
          dutyHdo: 'Would let a pump be updated without a release by its ward.',
          partMdm: { person: 'Priya Raman', state: 'proposed', answer: 'accepted' },
          partHdo: {
            person: 'Marcus Adeyemi',
            state: 'proposed',
            answer: 'refused',
            note: 'A pump that is idle at the bedside is often about to be used. The ward releases pumps for update instead.',
          },
          unchecked: true,
          evidence: [],
          narrative:
            'Refused by the hospital: a pump that is idle at the bedside is often about to be used, and 14 minutes without a pump is a hazard in intensive care. The ward releases pumps for update instead.',
        },
      ],
    },
  ],
}
