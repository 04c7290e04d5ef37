import { fromHdo, fromMdm } from '../evidence'
import type { ExampleCapability } from '../example'

export const ALOF: ExampleCapability = {
  code: 'ALOF',
  decision: 'required',
  assets:
    'Infusion history and patient identifiers shown by Meridian Manager, the drug library while it is edited, the biomedical menu of the pump, and the accountability of those who use them',
  identified:
    'Three threats that need treatment (a reused session at the ward station, an open Library Editor, a lock that provokes shared codes) and two that do not (shoulder surfing at the pump, remote session left open by service), from the workshop of 9 June 2026',
  identificationEvidence: [
    fromMdm('analysis', 'Threat model of the LVP-3, sessions and screens', 'NI-TM-031', '5', '2026-03-02', {
      reviewBy: '2028-03-02',
    }),
    fromHdo('review', 'Minutes of the ALOF workshop', 'SB-REC-2206', '1', '2026-06-09'),
  ],
  risks: [
    {
      key: 'ALOF-1',
      statement: 'Risk associated with reuse of an open session at a shared ward station is mitigated',
      threat: 'Reuse of an open Meridian Manager session at a shared ward station',
      vulnerability: 'A session at the ward station outlives the person who opened it',
      cause:
        'Ward stations run in kiosk mode with one desktop session for everybody. Closing the browser window does not end the session on the server.',
      scenario:
        'A nurse opens the infusion history from the patient record and is called away. The next person at the station reaches the same history with one click and acknowledges a limit override in her name.',
      consequence: 'Patient data are read without need, and the record names the wrong person for a clinical decision.',
      properties: ['confidentiality', 'integrity', 'accountability'],
      likelihoodBefore: 4,
      severityBefore: 3,
      likelihoodAfter: 1,
      severityAfter: 3,
      treatment: 'mitigate',
      cve: 'CVE-2018-5438',
      cwe: 'CWE-613',
      cvss: 'CVSS:3.0/AV:L/AC:L/PR:L/UI:R/S:C/C:H/I:L/A:N',
      cvssScore: '6.7',
      advisory: 'ICSMA-18-025-01',
      controls: [
        {
          key: 'ALOF-1-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'AC-12',
          title: 'Session Termination',
          statement: 'Server-side session end after idle time, sign-out and window close is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm:
            'Ends the session on the server after 5 minutes without input, on sign-out and when the window closes.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Session end test of Meridian Manager 3.4', 'NI-TR-1184', '2', '2026-04-14', {
              reviewBy: '2028-04-14',
            }),
          ],
          narrative:
            'The idle time can be set from 2 to 15 minutes. It counts on the server, so a sleeping browser cannot extend it. Tested with the three browsers that the hospital supports.',
        },
        {
          key: 'ALOF-1-2',
          standard: 'NIST SP 800-53 r4',
          ref: 'IA-11',
          title: 'Re-authentication',
          statement: 'Re-authentication by badge before a limit override is acknowledged is in place',
          type: 'technical',
          responsible: 'shared',
          dutyMdm:
            'Asks for a fresh authentication at each acknowledgement and accepts the badge reader of the station.',
          dutyHdo: 'Fits badge readers to all 96 ward stations and binds badges to personal accounts.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Marcus Adeyemi', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Test report on re-authentication at acknowledgement', 'NI-TR-1186', '1', '2026-04-15', {
              reviewBy: '2028-04-15',
            }),
            fromHdo(
              'configuration',
              'Roll-out record of badge readers, 96 of 96 stations',
              'SB-CFG-0318',
              '4',
              '2026-08-28',
            ),
          ],
        },
        {
          key: 'ALOF-1-3',
          standard: 'ISO/IEC 27002:2013',
          ref: '11.2.9',
          title: 'Clear desk and clear screen policy',
          statement: 'Clear screen rule for shared ward stations is in force',
          type: 'administrative',
          responsible: 'hdo',
          dutyHdo: 'Tells staff to lock or leave the station, and audits ten stations a month.',
          partHdo: { person: 'Grace Oduya, Nursing', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromHdo('policy', 'Acceptable use of ward stations', 'SB-POL-019', '7', '2025-12-01', {
              reviewBy: '2028-12-01',
            }),
            fromHdo(
              'training',
              'Induction module on shared stations, completion 94 %',
              'SB-TRN-112',
              '2026',
              '2026-09-30',
            ),
          ],
        },
      ],
    },
    {
      key: 'ALOF-2',
      statement: 'Risk associated with an unattended Library Editor session is mitigated',
      threat: 'Change of drug limits through an unattended Library Editor session',
      vulnerability: 'The Library Editor keeps a signed-in session open over a whole shift',
      cause: 'Pharmacists work on a library for hours and are interrupted often; the editor had no lock before 3.4.',
      scenario:
        'Somebody with access to the pharmacy office changes a hard limit in an open draft. The draft is later released with the rest of the changes.',
      consequence: 'A wrong limit reaches every pump and stops protecting against a dosing error.',
      properties: ['integrity', 'accountability'],
      likelihoodBefore: 2,
      severityBefore: 5,
      likelihoodAfter: 1,
      severityAfter: 5,
      treatment: 'mitigate',
      cve: 'CVE-2022-30277',
      cwe: 'CWE-613',
      cvss: 'CVSS:3.0/AV:P/AC:L/PR:L/UI:R/S:U/C:H/I:H/A:N',
      cvssScore: '5.7',
      advisory: 'ICSMA-22-151-02',
      hazard: 'HZ-07 Dose limits wrong',
      controls: [
        {
          key: 'ALOF-2-1',
          standard: 'NIST SP 800-53 r5',
          ref: 'AC-11',
          title: 'Device Lock',
          statement: 'Session lock of the Library Editor after a configurable idle time is implemented',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Locks the editor after 10 minutes, hides the draft and keeps unsaved work.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Library Editor lock and resume test', 'NI-TR-1190', '1', '2026-04-21', {
              reviewBy: '2028-04-21',
            }),
          ],
        },
        {
          key: 'ALOF-2-2',
          standard: 'ISO/IEC 27002:2022',
          ref: '8.5',
          title: 'Secure authentication',
          statement: 'Release of a drug library by a second pharmacist with separate sign-in is enforced',
          type: 'operational',
          responsible: 'shared',
          dutyMdm:
            'Refuses a release by the person who edited the draft, and shows every changed limit to the releaser.',
          dutyHdo: 'Names two releasers per shift and keeps the signed comparison with each release.',
          partMdm: { person: 'Tomasz Wieczorek', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Hanna Lindqvist, Pharmacy', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Test of four-eyes release, with the editor refused', 'NI-TR-1191', '1', '2026-04-22', {
              reviewBy: '2028-04-22',
            }),
            fromHdo('history', 'Signed comparisons of the last six library releases', 'SB-REC-2291', '1', '2026-10-12'),
          ],
        },
      ],
    },
    {
      key: 'ALOF-3',
      statement: 'Risk associated with a panel lock that provokes shared codes is mitigated',
      threat: 'Sharing of the panel lock code because the lock gets in the way of care',
      vulnerability: 'The panel lock of the pump may close after a time that does not fit the ward',
      cause:
        'A panel lock protects against patients and visitors who press keys. One idle time for intensive care and wards alike fits neither.',
      scenario:
        'In intensive care the panel locks every two minutes. Staff write the code on the pump. On the ward, the code is then known to everybody and the lock protects nothing.',
      consequence: 'A rate is changed by an unauthorised person, or an urgent titration is delayed.',
      properties: ['integrity', 'availability', 'accountability'],
      likelihoodBefore: 4,
      severityBefore: 4,
      likelihoodAfter: 2,
      severityAfter: 3,
      treatment: 'mitigate',
      residualReasonHdo:
        'Accepted by the Medical Network Risk Manager until 2027-06-30: a nurse who cannot act at once is the greater danger.',
      harm: 'Delayed or wrong rate change',
      hazard: 'HZ-12 Delay of an urgent change',
      controls: [
        {
          key: 'ALOF-3-1',
          standard: 'ISO 27799:2008',
          ref: '7.8.4',
          title: 'Session Time-Out',
          statement: 'Panel lock with an idle time set per care area is implemented',
          type: 'technical',
          responsible: 'shared',
          dutyMdm: 'Lets Clinical Engineering set the idle time per care area, from 1 to 30 minutes or off.',
          dutyHdo: 'Chooses the idle time per care area, records the reason, and reviews it after each incident.',
          partMdm: { person: 'Elena Petrova', state: 'verified', answer: 'accepted' },
          partHdo: { person: 'Marcus Adeyemi', state: 'implemented', answer: 'accepted' },
          evidence: [
            fromMdm('test', 'Panel lock test per care area profile', 'NI-TR-1179', '3', '2026-04-09', {
              reviewBy: '2028-04-09',
            }),
            fromHdo(
              'configuration',
              'Care area profiles with idle times and reasons',
              'SB-CFG-0322',
              '3',
              '2026-07-16',
              {
                reviewBy: '2028-07-16',
              },
            ),
          ],
        },
        {
          key: 'ALOF-3-2',
          standard: 'IEC 62443-3-3',
          ref: 'SR 2.5',
          title: 'Session lock',
          statement: 'Alarms, stop key and running infusion are unaffected by the panel lock',
          type: 'technical',
          responsible: 'mdm',
          dutyMdm: 'Keeps alarms, the stop key and the running infusion outside the lock.',
          partMdm: { person: 'Elena Petrova', state: 'verified', answer: 'accepted' },
          evidence: [
            fromMdm('analysis', 'Usability and hazard analysis of the panel lock', 'NI-HF-0207', '4', '2026-02-11', {
              reviewBy: '2028-02-11',
            }),
          ],
        },
      ],
    },
  ],
}
