import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const DTBK: ExampleCapability = {
  code: 'DTBK',
  decision: 'required',
  assets:
    'Drug libraries and their history, care area profiles, pump certificates, and the infusion history on Meridian Manager',
  identified:
    'One threat that needs treatment (ransomware on the server side) and one that does not (loss of a single pump: settings return with the profile)',
  risks: [
    {
      key: 'DTBK-1',
      statement: 'Risk associated with encryption of Meridian Manager by ransomware is mitigated',
      threat: 'Encryption of Meridian Manager and its backup by ransomware',
      vulnerability: 'Server, database and backup share one virtualisation host and one administrator domain',
      cause: 'The server was installed like any other and inherits the backup of the host.',
      scenario: 'Ransomware takes the domain on a weekend. The server is gone, and so is the newest backup.',
      consequence:
        'Pumps go on infusing with their last verified library, but limits cannot be changed, orders are keyed by hand and history is lost.',
      properties: ['integrity', 'availability'],
      likelihoodBefore: 3,
      severityBefore: 4,
      likelihoodAfter: 2,
      severityAfter: 3,
      treatment: 'mitigate',
      controls: [
        {
          key: 'DTBK-1-1',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.13',
          title: 'Information backup',
          statement: 'Daily backup of Meridian Manager with a weekly copy off line is in operation',
          type: 'operational',
          responsible: 'hdo',
          dutyHdo: 'Backs up database, libraries and keys daily and moves a copy off line each week.',
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('configuration', 'Backup plan and schedule of Meridian Manager', 'SB-CFG-0302', '3', '2026-03-30', {
              reviewBy: '2028-03-30',
            }),
          ],
        },
        {
          key: 'DTBK-1-2',
          standard: 'NIST SP 800-53 r5',
          ref: 'CP-4',
          title: 'Contingency Plan Testing',
          statement: 'Restore of Meridian Manager within eight hours is proven by drill',
          type: 'operational',
          responsible: 'shared',
          dutyMdm: 'Supplies the restore procedure and attends the yearly drill.',
          dutyHdo: 'Runs the drill once a year on separate hosts and records the time.',
          partMdm: { person: 'Elena Petrova', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Ravi Menon, Digital Services', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('analysis', 'Restore procedure of Meridian Manager', 'NI-IFU-0119', '7', '2026-04-30', {
              reviewBy: '2028-04-30',
            }),
            fromHdo('test', 'Restore drill, 5 hours 40 minutes', 'SB-REC-2267', '1', '2026-09-05', {
              reviewBy: '2027-09-05',
            }),
          ],
        },
        {
          key: 'DTBK-1-3',
          standard: 'IEC 62443-4-2',
          ref: 'CR 7.4',
          title: 'Control system recovery and reconstitution',
          statement: 'Infusion with the last verified library without server is supported for 90 days',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Keeps the verified library in the therapy controller and warns when it is older than agreed.',
          partMdm: { person: 'Elena Petrova', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Test of 90 days without server', 'NI-TR-1230', '1', '2026-06-18', {
              reviewBy: '2028-06-18',
            }),
          ],
        },
      ],
    },
  ],
}
